package org.chengxin.incentive.records;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table known_record: what incentive knows of the records. */
@Repository
public class KnownRecords {

    private final JdbcClient jdbc;

    KnownRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Every record of a person, whatever its state.
     *
     * @param subjectIds every id under which the person is known
     */
    public List<KnownRecord> of(Set<UUID> subjectIds) {
        return jdbc.sql("""
                select record_id, subject_id, version, record_type, polarity, decided_on, answer_until, final_on,
                       display_until, standing, disputed
                from known_record
                where subject_id = any(:subjectIds)
                """)
                .param("subjectIds", subjectIds.toArray(UUID[]::new))
                .query(DataClassRowMapper.newInstance(KnownRecord.class))
                .list();
    }

    /**
     * Takes over a batch of changes with one statement. A version that is not newer than the one we have changes
     * nothing: events repeat and overtake each other, also within the batch.
     */
    void remember(List<KnownRecord> records) {
        jdbc.sql("""
                insert into known_record (record_id, subject_id, version, record_type, polarity, decided_on,
                                          answer_until, final_on, display_until, standing, disputed)
                select distinct on (record_id)
                       record_id, subject_id, version, record_type, polarity, decided_on, answer_until, final_on,
                       display_until, standing, disputed
                from unnest(:recordIds::uuid[], :subjectIds::uuid[], :versions::bigint[], :recordTypes::text[],
                            :polarities::text[], :decidedOns::date[], :answerUntils::date[], :finalOns::date[],
                            :displayUntils::date[], :standings::text[], :disputeds::boolean[])
                    as changed (record_id, subject_id, version, record_type, polarity, decided_on, answer_until,
                                final_on, display_until, standing, disputed)
                order by record_id, version desc
                on conflict (record_id) do update
                    set subject_id = excluded.subject_id, version = excluded.version,
                        record_type = excluded.record_type, polarity = excluded.polarity,
                        decided_on = excluded.decided_on, answer_until = excluded.answer_until,
                        final_on = excluded.final_on, display_until = excluded.display_until,
                        standing = excluded.standing, disputed = excluded.disputed
                    where known_record.version < excluded.version
                """)
                .param("recordIds", column(records, KnownRecord::recordId))
                .param("subjectIds", column(records, KnownRecord::subjectId))
                .param("versions", column(records, KnownRecord::version))
                .param("recordTypes", column(records, KnownRecord::recordType))
                .param("polarities", column(records, KnownRecord::polarity))
                .param("decidedOns", column(records, KnownRecord::decidedOn))
                .param("answerUntils", column(records, KnownRecord::answerUntil))
                .param("finalOns", column(records, KnownRecord::finalOn))
                .param("displayUntils", column(records, KnownRecord::displayUntil))
                .param("standings", column(records, KnownRecord::standing))
                .param("disputeds", column(records, KnownRecord::disputed))
                .update();
    }

    /** A whole column as an array: as text, which the statement casts. */
    private static @Nullable String[] column(
            List<KnownRecord> records, Function<KnownRecord, @Nullable Object> member) {
        return records.stream()
                .map(record -> Objects.toString(member.apply(record), null))
                .toArray(String[]::new);
    }
}
