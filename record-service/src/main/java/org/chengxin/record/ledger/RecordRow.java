package org.chengxin.record.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.record.catalog.Polarity;
import org.chengxin.record.catalog.Severity;
import org.chengxin.record.lifecycle.Standing;
import org.jspecify.annotations.Nullable;

/** A row of table {@code record} by the names of its columns: a batch of them goes to PostgreSQL as one JSON array. */
record RecordRow(
        UUID id,
        int version,
        @JsonProperty("subject_id") UUID subjectId,
        @JsonProperty("record_type") String recordType,
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
        @JsonProperty("answer_until") @Nullable LocalDate answerUntil,
        @JsonProperty("final_on") @Nullable LocalDate finalOn,
        @JsonProperty("display_until") LocalDate displayUntil,
        @JsonProperty("min_display_until") LocalDate minDisplayUntil,
        boolean repairable,
        Standing standing,
        @JsonProperty("withdrawn_from") @Nullable Standing withdrawnFrom,
        boolean disputed,
        @JsonProperty("duty_performed") boolean dutyPerformed,
        @Nullable String statement,
        Map<String, Object> facts,
        @JsonProperty("reported_at") Instant reportedAt,
        @JsonProperty("changed_at") Instant changedAt) {

    static RecordRow of(CreditRecord record) {
        var decision = record.decision();
        var dates = decision.dates();
        return new RecordRow(
                record.id(),
                record.version(),
                record.subjectId(),
                decision.recordType(),
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
                dates.answerUntil(),
                dates.finalOn(),
                dates.displayUntil(),
                dates.minDisplayUntil(),
                decision.repairable(),
                record.standing(),
                record.withdrawnFrom(),
                record.disputed(),
                decision.isDutyPerformed(),
                record.statement(),
                decision.facts(),
                record.reportedAt(),
                record.changedAt());
    }
}
