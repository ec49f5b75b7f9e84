package org.chengxin.record.ledger;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.record.catalog.Polarity;
import org.chengxin.record.catalog.Severity;
import org.chengxin.record.lifecycle.RecordState;
import org.jspecify.annotations.Nullable;

/** A record as the person and its provider see it, in the state that it has on the day of reading. */
@Schema(name = "Record")
public record RecordView(
        UUID recordId,
        int version,
        String recordType,
        String domain,
        Polarity polarity,
        @Nullable Severity severity,
        String department,
        String division,
        String sourceRecordId,
        int revision,
        RecordState state,
        Flags flags,
        String decisionNumber,
        List<String> legalBases,
        LocalDate occurredOn,
        LocalDate decidedOn,
        LocalDate effectiveOn,
        @Nullable LocalDate noticeServedOn,
        @Nullable LocalDate answerUntil,
        @Nullable LocalDate finalOn,
        LocalDate displayUntil,
        LocalDate minDisplayUntil,
        boolean repairable,
        Map<String, Object> facts,
        Instant reportedAt,
        Instant changedAt) {

    /** What travels with the record wherever it is shown. */
    @Schema(name = "RecordFlags")
    public record Flags(
            boolean disputed,
            boolean dutyPerformed,
            @Nullable String statement) {}

    public static RecordView of(CreditRecord record, LocalDate today) {
        var decision = record.decision();
        var dates = record.dates();
        return new RecordView(
                record.id(),
                record.version(),
                decision.recordType(),
                decision.domain(),
                decision.polarity(),
                decision.severity(),
                record.department(),
                decision.division(),
                record.sourceRecordId(),
                record.revision(),
                record.stateOn(today),
                new Flags(
                        record.marks().disputed(),
                        record.isDutyPerformed(),
                        record.marks().statement()),
                decision.decisionNumber(),
                decision.legalBases(),
                dates.occurredOn(),
                dates.decidedOn(),
                dates.effectiveOn(),
                decision.noticeServedOn(),
                dates.answerUntil(),
                dates.finalOn(),
                dates.displayUntil(),
                dates.minDisplayUntil(),
                decision.repairable(),
                decision.facts(),
                record.reportedAt(),
                record.changedAt());
    }
}
