package org.chengxin.repair.records;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table known_record: what repair knows of the records. */
@Repository
public class KnownRecords {

    private final JdbcClient jdbc;

    KnownRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<KnownRecord> find(UUID recordId) {
        return jdbc.sql("""
                select record_id, subject_id, version, revision, record_type, department, polarity, severity, decided_on,
                       answer_until, final_on, min_display_until, display_until, repairable, standing, disputed,
                       duty_performed
                from known_record
                where record_id = :recordId
                """)
                .param("recordId", recordId)
                .query(KnownRecord.class)
                .optional();
    }

    /**
     * Takes over a batch of changes with one statement. A version that is not newer than the one we have changes
     * nothing: events repeat and overtake each other, also within the batch.
     */
    public void remember(List<KnownRecord> records) {
        jdbc.sql("""
                insert into known_record (record_id, subject_id, version, revision, record_type, department, polarity,
                                          severity, decided_on, answer_until, final_on, min_display_until,
                                          display_until, repairable, standing, disputed, duty_performed)
                select distinct on (record_id)
                       record_id, subject_id, version, revision, record_type, department, polarity, severity, decided_on,
                       answer_until, final_on, min_display_until, display_until, repairable, standing, disputed,
                       duty_performed
                from unnest(:recordIds::uuid[], :subjectIds::uuid[], :versions::bigint[], :revisions::int[], :recordTypes::text[],
                            :departments::text[], :polarities::text[], :severities::text[], :decidedOns::date[],
                            :answerUntils::date[], :finalOns::date[], :minDisplayUntils::date[],
                            :displayUntils::date[], :repairables::boolean[], :standings::text[],
                            :disputeds::boolean[], :dutyPerformeds::boolean[])
                    as changed (record_id, subject_id, version, revision, record_type, department, polarity, severity,
                                decided_on, answer_until, final_on, min_display_until, display_until, repairable,
                                standing, disputed, duty_performed)
                order by record_id, version desc
                on conflict (record_id) do update
                    set subject_id = excluded.subject_id, version = excluded.version, revision = excluded.revision,
                        record_type = excluded.record_type, department = excluded.department,
                        polarity = excluded.polarity, severity = excluded.severity, decided_on = excluded.decided_on,
                        answer_until = excluded.answer_until, final_on = excluded.final_on,
                        min_display_until = excluded.min_display_until, display_until = excluded.display_until,
                        repairable = excluded.repairable, standing = excluded.standing, disputed = excluded.disputed,
                        duty_performed = excluded.duty_performed
                    where known_record.version < excluded.version
                """)
                .param("recordIds", column(records, KnownRecord::recordId))
                .param("subjectIds", column(records, KnownRecord::subjectId))
                .param("versions", column(records, KnownRecord::version))
                .param("revisions", column(records, KnownRecord::revision))
                .param("recordTypes", column(records, KnownRecord::recordType))
                .param("departments", column(records, KnownRecord::department))
                .param("polarities", column(records, KnownRecord::polarity))
                .param("severities", column(records, KnownRecord::severity))
                .param("decidedOns", column(records, KnownRecord::decidedOn))
                .param("answerUntils", column(records, KnownRecord::answerUntil))
                .param("finalOns", column(records, KnownRecord::finalOn))
                .param("minDisplayUntils", column(records, KnownRecord::minDisplayUntil))
                .param("displayUntils", column(records, KnownRecord::displayUntil))
                .param("repairables", column(records, KnownRecord::repairable))
                .param("standings", column(records, KnownRecord::standing))
                .param("disputeds", column(records, KnownRecord::disputed))
                .param("dutyPerformeds", column(records, KnownRecord::dutyPerformed))
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
