package org.chengxin.record.ledger;

import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes tables {@code record} and {@code record_version}: a batch with one statement each. */
@Component
class RecordTables {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RecordTables(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The records as they are now; an older version never replaces a newer one. */
    void put(Collection<CreditRecord> records) {
        // The schema stands there because "record" alone is a pseudo-type of PostgreSQL.
        // One JSON array instead of forty SQL arrays: the same single statement, readable by column name.
        jdbc.sql("""
                insert into record (
                       id, version, subject_id, registered_as, record_type, type_version, domain, national_class,
                       polarity, severity, provider, department, division, source_record_id, revision,
                       decision_number, legal_bases, occurred_on, decided_on, effective_on, notice_served_on,
                       final_basis, counted_answer_until, answer_until, final_on, counted_display_until,
                       display_until, counted_min_display_until, min_display_until, repairable, standing, withdrawn,
                       erased, declined, repaired, suspended, disputed, duty_found_performed, duty_performed,
                       statement, notice_failed, told_answer_until, ends_by, facts, reported_at, changed_at, turns_on, erase_on, content_erased)
                select
                       id, version, subject_id, registered_as, record_type, type_version, domain, national_class,
                       polarity, severity, provider, department, division, source_record_id, revision,
                       decision_number, legal_bases, occurred_on, decided_on, effective_on, notice_served_on,
                       final_basis, counted_answer_until, answer_until, final_on, counted_display_until,
                       display_until, counted_min_display_until, min_display_until, repairable, standing, withdrawn,
                       erased, declined, repaired, suspended, disputed, duty_found_performed, duty_performed,
                       statement, notice_failed, told_answer_until, ends_by, facts, reported_at, changed_at,
                       turns_on, erase_on, content_erased
                  from json_populate_recordset(null::public.record, :rows::json)
                on conflict (id) do update
                   set
                       version = excluded.version, subject_id = excluded.subject_id,
                       registered_as = excluded.registered_as, record_type = excluded.record_type,
                       type_version = excluded.type_version, domain = excluded.domain,
                       national_class = excluded.national_class, polarity = excluded.polarity,
                       severity = excluded.severity, provider = excluded.provider, department = excluded.department,
                       division = excluded.division, source_record_id = excluded.source_record_id,
                       revision = excluded.revision, decision_number = excluded.decision_number,
                       legal_bases = excluded.legal_bases, occurred_on = excluded.occurred_on,
                       decided_on = excluded.decided_on, effective_on = excluded.effective_on,
                       notice_served_on = excluded.notice_served_on, final_basis = excluded.final_basis,
                       counted_answer_until = excluded.counted_answer_until, answer_until = excluded.answer_until,
                       final_on = excluded.final_on, counted_display_until = excluded.counted_display_until,
                       display_until = excluded.display_until,
                       counted_min_display_until = excluded.counted_min_display_until,
                       min_display_until = excluded.min_display_until, repairable = excluded.repairable,
                       standing = excluded.standing, withdrawn = excluded.withdrawn, erased = excluded.erased,
                       declined = excluded.declined, repaired = excluded.repaired, suspended = excluded.suspended,
                       disputed = excluded.disputed, duty_found_performed = excluded.duty_found_performed,
                       duty_performed = excluded.duty_performed, statement = excluded.statement,
                       notice_failed = excluded.notice_failed, told_answer_until = excluded.told_answer_until,
                       ends_by = excluded.ends_by, facts = excluded.facts, changed_at = excluded.changed_at, turns_on = excluded.turns_on,
                       erase_on = excluded.erase_on, content_erased = excluded.content_erased
                 where record.version < excluded.version
                """)
                .param(
                        "rows",
                        json.writeValueAsString(
                                records.stream().map(RecordRow::of).toList()))
                .update();
    }

    /** @param references the case, merge or change of law behind each version */
    void append(List<RecordChanged> changes, @Nullable UUID[] references) {
        jdbc.sql("""
                insert into record_version (record_id, version, cause, content, changed_at, reference, salt, commitment)
                select record_id, version, cause, content, :changedAt, reference, salt,
                       sha256(salt || convert_to(content::text, 'UTF8'))
                  from (select record_id, version, cause, content, reference, uuid_send(gen_random_uuid()) as salt
                          from unnest(:ids, :versions, :causes, :contents::jsonb[], :references)
                               as n (record_id, version, cause, content, reference)) salted
                """)
                .param("ids", changes.stream().map(RecordChanged::recordId).toArray(UUID[]::new))
                .param("versions", changes.stream().map(RecordChanged::version).toArray(Integer[]::new))
                .param(
                        "causes",
                        changes.stream().map(change -> change.cause().name()).toArray(String[]::new))
                .param(
                        "contents",
                        changes.stream().map(json::writeValueAsString).toArray(String[]::new))
                .param("references", references)
                .param("changedAt", changes.getFirst().changedAt().atOffset(ZoneOffset.UTC))
                .update();
    }
}
