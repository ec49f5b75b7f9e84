package org.chengxin.record.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.record.catalog.Polarity;
import org.chengxin.record.catalog.Severity;
import org.chengxin.record.lifecycle.Standing;
import org.jspecify.annotations.Nullable;

/**
 * Announcement {@code record.changed.v1}: the whole record after a change, without anything that names the person.
 *
 * <p>Contract: {@code deploy/contracts/events/record-service/record.changed.v1.schema.json}.
 */
record RecordChanged(
        UUID recordId,
        int version,
        UUID subjectId,
        String recordType,
        String domain,
        String nationalClass,
        Polarity polarity,
        @Nullable Severity severity,
        String department,
        String division,
        String sourceRecordId,
        int revision,
        String decisionNumber,
        List<String> legalBases,
        LocalDate occurredOn,
        LocalDate decidedOn,
        LocalDate effectiveOn,
        @Nullable LocalDate answerUntil,
        @Nullable LocalDate finalOn,
        LocalDate displayUntil,
        LocalDate minDisplayUntil,
        boolean repairable,
        Standing standing,
        Cause cause,
        Flags flags,
        Map<String, Object> facts,
        Instant changedAt) {

    static final String TYPE = "record.changed.v1";

    /** What travels with the record wherever it is shown. */
    record Flags(
            boolean disputed,
            boolean dutyPerformed,
            @Nullable String statement) {}

    static RecordChanged of(CreditRecord record, Cause cause) {
        var decision = record.decision();
        var dates = record.dates();
        return new RecordChanged(
                record.id(),
                record.version(),
                record.subjectId(),
                decision.recordType(),
                decision.domain(),
                decision.nationalClass(),
                decision.polarity(),
                decision.severity(),
                record.department(),
                decision.division(),
                record.sourceRecordId(),
                record.revision(),
                decision.decisionNumber(),
                decision.legalBases(),
                dates.occurredOn(),
                dates.decidedOn(),
                dates.effectiveOn(),
                dates.answerUntil(),
                dates.finalOn(),
                dates.displayUntil(),
                dates.minDisplayUntil(),
                decision.repairable(),
                record.standing(),
                cause,
                new Flags(
                        record.marks().disputed(),
                        record.isDutyPerformed(),
                        record.marks().statement()),
                decision.facts(),
                record.changedAt());
    }
}
