package org.chengxin.record.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.record.catalog.Polarity;
import org.chengxin.record.catalog.Severity;
import org.chengxin.record.lifecycle.DueDays;
import org.chengxin.record.lifecycle.Standing;
import org.jspecify.annotations.Nullable;

/** A row of table {@code record} by the names of its columns: a batch of them goes to PostgreSQL as one JSON array. */
record RecordRow(
        UUID id,
        int version,
        @JsonProperty("subject_id") UUID subjectId,
        @JsonProperty("registered_as") UUID registeredAs,
        @JsonProperty("record_type") String recordType,
        @JsonProperty("type_version") int typeVersion,
        String domain,
        @JsonProperty("national_class") String nationalClass,
        Polarity polarity,
        @Nullable Severity severity,
        String provider,
        String department,
        String division,
        @JsonProperty("source_record_id") String sourceRecordId,
        int revision,
        @JsonProperty("decision_number") String decisionNumber,
        @JsonProperty("legal_bases") List<String> legalBases,
        @JsonProperty("occurred_on") LocalDate occurredOn,
        @JsonProperty("decided_on") LocalDate decidedOn,
        @JsonProperty("effective_on") LocalDate effectiveOn,
        @JsonProperty("notice_served_on") @Nullable LocalDate noticeServedOn,
        @JsonProperty("final_basis") @Nullable String finalBasis,
        @JsonProperty("counted_answer_until") @Nullable LocalDate countedAnswerUntil,
        @JsonProperty("answer_until") @Nullable LocalDate answerUntil,
        @JsonProperty("final_on") @Nullable LocalDate finalOn,
        @JsonProperty("counted_display_until") LocalDate countedDisplayUntil,
        @JsonProperty("display_until") LocalDate displayUntil,
        @JsonProperty("counted_min_display_until") LocalDate countedMinDisplayUntil,
        @JsonProperty("min_display_until") LocalDate minDisplayUntil,
        boolean repairable,
        Standing standing,
        boolean withdrawn,
        boolean erased,
        boolean declined,
        boolean repaired,
        boolean suspended,
        boolean disputed,
        @JsonProperty("duty_found_performed") boolean dutyFoundPerformed,
        @JsonProperty("duty_performed") boolean dutyPerformed,
        @Nullable String statement,
        @JsonProperty("notice_failed") boolean noticeFailed,
        @JsonProperty("told_answer_until") @Nullable LocalDate toldAnswerUntil,
        @JsonProperty("ends_by") @Nullable LocalDate endsBy,
        Map<String, Object> facts,
        @JsonProperty("reported_at") Instant reportedAt,
        @JsonProperty("changed_at") Instant changedAt,
        @JsonProperty("turns_on") @Nullable LocalDate turnsOn,
        @JsonProperty("erase_on") LocalDate eraseOn,
        @JsonProperty("content_erased") boolean contentErased) {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    static RecordRow of(CreditRecord record) {
        var decision = record.decision();
        var marks = record.marks();
        var counted = decision.dates();
        var dates = record.dates();
        var due = DueDays.of(record.standing(), dates, counted, LocalDate.ofInstant(record.changedAt(), SHANGHAI));
        return new RecordRow(
                record.id(),
                record.version(),
                record.subjectId(),
                record.registeredAs(),
                decision.recordType(),
                decision.typeVersion(),
                decision.domain(),
                decision.nationalClass(),
                decision.polarity(),
                decision.severity(),
                record.provider(),
                record.department(),
                decision.division(),
                record.sourceRecordId(),
                record.revision(),
                decision.decisionNumber(),
                decision.legalBases(),
                dates.occurredOn(),
                dates.decidedOn(),
                dates.effectiveOn(),
                decision.noticeServedOn(),
                decision.finalBasis(),
                counted.answerUntil(),
                dates.answerUntil(),
                dates.finalOn(),
                counted.displayUntil(),
                dates.displayUntil(),
                counted.minDisplayUntil(),
                dates.minDisplayUntil(),
                decision.repairable(),
                record.standing(),
                marks.withdrawn(),
                marks.erased(),
                marks.declined(),
                marks.repaired(),
                marks.suspended(),
                marks.disputed(),
                marks.dutyPerformed(),
                record.isDutyPerformed(),
                marks.statement(),
                marks.noticeFailed(),
                marks.answerUntil(),
                marks.endsBy(),
                decision.facts(),
                record.reportedAt(),
                record.changedAt(),
                due.turnsOn(),
                due.eraseOn(),
                false);
    }
}
