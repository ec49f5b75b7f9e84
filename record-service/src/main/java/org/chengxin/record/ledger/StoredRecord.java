package org.chengxin.record.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.record.catalog.Polarity;
import org.chengxin.record.catalog.Severity;
import org.chengxin.record.lifecycle.Marks;
import org.chengxin.record.lifecycle.RecordDates;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How a row of table {@code record} is read. */
final class StoredRecord {

    static final String SELECT = """
            select
                   id, version, subject_id, registered_as, record_type, type_version, domain, national_class,
                   polarity, severity, provider, department, division, source_record_id, revision, decision_number,
                   legal_bases, occurred_on, decided_on, effective_on, notice_served_on, final_basis,
                   counted_answer_until, final_on, counted_display_until, counted_min_display_until, repairable,
                   withdrawn, erased, declined, repaired, suspended, disputed, duty_found_performed, statement,
                   notice_failed, told_answer_until, ends_by, facts::text as facts, reported_at, changed_at
              from record
            """;

    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};

    private StoredRecord() {}

    static CreditRecord read(ResultSet row, JsonMapper json) throws SQLException {
        return new CreditRecord(
                row.getObject("id", UUID.class),
                row.getInt("version"),
                row.getObject("subject_id", UUID.class),
                row.getObject("registered_as", UUID.class),
                row.getString("provider"),
                row.getString("department"),
                row.getString("source_record_id"),
                row.getInt("revision"),
                decision(row, json),
                marks(row),
                row.getObject("reported_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private static CreditRecord.Decision decision(ResultSet row, JsonMapper json) throws SQLException {
        var severity = row.getString("severity");
        return new CreditRecord.Decision(
                row.getString("record_type"),
                row.getInt("type_version"),
                row.getString("domain"),
                row.getString("national_class"),
                Polarity.valueOf(row.getString("polarity")),
                severity == null ? null : Severity.valueOf(severity),
                row.getBoolean("repairable"),
                row.getString("division"),
                row.getString("decision_number"),
                List.of((String[]) row.getArray("legal_bases").getArray()),
                day(row, "notice_served_on"),
                row.getString("final_basis"),
                new RecordDates(
                        row.getObject("occurred_on", LocalDate.class),
                        row.getObject("decided_on", LocalDate.class),
                        row.getObject("effective_on", LocalDate.class),
                        day(row, "counted_answer_until"),
                        day(row, "final_on"),
                        row.getObject("counted_display_until", LocalDate.class),
                        row.getObject("counted_min_display_until", LocalDate.class)),
                json.readValue(row.getString("facts"), FACTS));
    }

    private static Marks marks(ResultSet row) throws SQLException {
        return new Marks(
                row.getBoolean("withdrawn"),
                row.getBoolean("erased"),
                row.getBoolean("declined"),
                row.getBoolean("repaired"),
                row.getBoolean("suspended"),
                row.getBoolean("disputed"),
                row.getBoolean("duty_found_performed"),
                row.getString("statement"),
                row.getBoolean("notice_failed"),
                day(row, "told_answer_until"),
                day(row, "ends_by"));
    }

    private static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }
}
