package org.chengxin.record.ledger;

import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes tables {@code record} and {@code record_version}: a batch with one statement each. */
@Component
class RecordTables {

    /** What a record keeps for good. */
    private static final Set<String> LASTING = Set.of("id", "reported_at");

    private final JdbcClient jdbc;
    private final RowArrays<RecordRow> rows;
    private final RowArrays<DaysRow> days;
    private final String put;
    private final String putDays;

    RecordTables(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.rows = new RowArrays<>(RecordRow.class, json);
        this.days = new RowArrays<>(DaysRow.class, json);
        this.put = """
                insert into record (%s)
                %s
                on conflict (id) do update set %s
                where record.version < excluded.version
                """.formatted(rows.columns(), rows.select(), rows.changes(column -> !LASTING.contains(column)));
        this.putDays = """
                update record
                   set %s
                  from (%s) excluded
                 where record.id = excluded.id and record.version < excluded.version
                """.formatted(days.changes(column -> !LASTING.contains(column)), days.select());
    }

    /** The records as they are now; an older version never replaces a newer one. */
    void put(Collection<CreditRecord> records) {
        rows.bind(jdbc.sql(put), records.stream().map(RecordRow::of).toList()).update();
    }

    /** The days of records that are otherwise as they were. */
    void putDays(Collection<CreditRecord> records) {
        days.bind(jdbc.sql(putDays), records.stream().map(DaysRow::of).toList()).update();
    }

    /**
     * @param contents the changes as JSON
     * @param references the case, merge or change of law behind each version
     */
    void append(List<RecordChanged> changes, List<String> contents, @Nullable UUID[] references) {
        jdbc.sql("""
                with bundle as (
                    insert into version_bundle (size) values (cardinality(:ids)) returning id
                )
                insert into record_version (record_id, version, cause, content, changed_at, reference, salt, commitment, bundle,
                                            nth)
                select record_id, version, cause, content::json, :changedAt, reference, salt,
                       sha256(salt || convert_to(content, 'UTF8')), bundle.id, nth - 1
                  from bundle,
                       (select record_id, version, cause, content, reference, nth, uuid_send(gen_random_uuid()) as salt
                          from unnest(:ids, :versions, :causes, :contents, :references)
                               with ordinality as n (record_id, version, cause, content, reference, nth)) salted
                """)
                .param("ids", changes.stream().map(RecordChanged::recordId).toArray(UUID[]::new))
                .param("versions", changes.stream().map(RecordChanged::version).toArray(Integer[]::new))
                .param(
                        "causes",
                        changes.stream().map(change -> change.cause().name()).toArray(String[]::new))
                .param("contents", contents.toArray(String[]::new))
                .param("references", references)
                .param("changedAt", changes.getFirst().changedAt().atOffset(ZoneOffset.UTC))
                .update();
    }
}
