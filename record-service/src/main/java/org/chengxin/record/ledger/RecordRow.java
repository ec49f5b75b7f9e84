package org.chengxin.record.ledger;

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

/** A row of table {@code record} by the names of its columns, see {@link RowArrays}. */
record RecordRow(
        UUID id,
        int version,
        UUID subjectId,
        UUID registeredAs,
        String recordType,
        int typeVersion,
        String domain,
        String nationalClass,
        Polarity polarity,
        @Nullable Severity severity,
        String provider,
        String department,
        String division,
        String sourceRecordId,
        int revision,
        String decisionNumber,
        List<String> legalBases,
        LocalDate occurredOn,
        LocalDate decidedOn,
        LocalDate effectiveOn,
        @Nullable LocalDate noticeServedOn,
        @Nullable String finalBasis,
        @Nullable LocalDate countedAnswerUntil,
        @Nullable LocalDate answerUntil,
        @Nullable LocalDate finalOn,
        LocalDate countedDisplayUntil,
        LocalDate displayUntil,
        LocalDate countedMinDisplayUntil,
        LocalDate minDisplayUntil,
        boolean repairable,
        Standing standing,
        boolean withdrawn,
        boolean erased,
        boolean declined,
        boolean repaired,
        boolean suspended,
        boolean disputed,
        boolean dutyFoundPerformed,
        boolean dutyPerformed,
        @Nullable String statement,
        boolean noticeFailed,
        @Nullable LocalDate toldAnswerUntil,
        @Nullable LocalDate endsBy,
        Map<String, Object> facts,
        Instant reportedAt,
        Instant changedAt,
        @Nullable LocalDate turnsOn,
        LocalDate eraseOn,
        boolean contentErased) {

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
