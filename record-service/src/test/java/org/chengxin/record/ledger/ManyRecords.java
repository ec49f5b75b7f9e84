package org.chengxin.record.ledger;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** As many records as a test wants, each like the one it gives, of persons of their own. */
public final class ManyRecords {

    private ManyRecords() {}

    public static void like(UUID recordId, int count, JdbcClient jdbc) {
        jdbc.sql("""
                insert into record
                select many.*
                  from record r
                 cross join generate_series(1, :count) as n
                 cross join lateral jsonb_populate_record(
                           r, jsonb_build_object('id', gen_random_uuid(), 'subject_id', gen_random_uuid(), 'revision', n)) many
                 where r.id = :id
                """).param("id", recordId).param("count", count).update();
    }
}
