package org.chengxin.record.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.record.catalog.Polarity;
import org.chengxin.record.catalog.RecordType;
import org.chengxin.record.catalog.Severity;
import org.chengxin.record.lifecycle.RecordDates;
import org.chengxin.record.lifecycle.RecordState;
import org.chengxin.record.lifecycle.Standing;
import org.jspecify.annotations.Nullable;

/**
 * One fact about one person, as it is after its latest change.
 *
 * @param version grows by one with every change, of whatever cause
 * @param decision what the source says, in its latest revision
 * @param withdrawnFrom where the record stood when the source withdrew it
 * @param statement the person's own words, shown with the record
 * @param reportedAt when the source first told us
 */
public record CreditRecord(
        UUID id,
        int version,
        UUID subjectId,
        String provider,
        String department,
        String sourceRecordId,
        int revision,
        Decision decision,
        Standing standing,
        @Nullable Standing withdrawnFrom,
        boolean disputed,
        @Nullable String statement,
        Instant reportedAt,
        Instant changedAt) {

    /** The content of one revision, typed by the catalogue's entry of its day. */
    public record Decision(
            String recordType,
            String domain,
            String nationalClass,
            Polarity polarity,
            @Nullable Severity severity,
            boolean repairable,
            String division,
            String decisionNumber,
            List<String> legalBases,
            @Nullable LocalDate noticeServedOn,
            @Nullable String finalBasis,
            RecordDates dates,
            Map<String, Object> facts) {

        public static Decision of(
                RecordType type,
                String division,
                String decisionNumber,
                List<String> legalBases,
                @Nullable LocalDate noticeServedOn,
                @Nullable String finalBasis,
                RecordDates dates,
                Map<String, Object> facts) {
            return new Decision(
                    type.code(),
                    type.domain(),
                    type.nationalClass(),
                    type.polarity(),
                    type.severity(),
                    type.repairable(),
                    division,
                    decisionNumber,
                    legalBases,
                    noticeServedOn,
                    finalBasis,
                    dates,
                    facts);
        }

        /** Whether the source says that the duty behind the record is done. */
        public boolean isDutyPerformed() {
            return Boolean.TRUE.equals(facts.get("dutyPerformed"));
        }
    }

    public static CreditRecord reported(
            UUID id,
            UUID subjectId,
            String provider,
            String department,
            String sourceRecordId,
            int revision,
            Decision decision,
            Instant now) {
        return new CreditRecord(
                id,
                1,
                subjectId,
                provider,
                department,
                sourceRecordId,
                revision,
                decision,
                Standing.IN_FORCE,
                null,
                false,
                null,
                now,
                now);
    }

    public RecordState stateOn(LocalDate today) {
        return RecordState.stateOn(standing, decision.dates(), today);
    }

    /** The whole new content of a higher revision. A withdrawn record returns, unless it had been repaired or declined. */
    public CreditRecord amended(int newRevision, Decision newDecision, Instant now) {
        var next = standing == Standing.WITHDRAWN && mayReturn() ? standing.become(Standing.IN_FORCE) : standing;
        return changed(
                newRevision, newDecision, next, next == Standing.WITHDRAWN ? withdrawnFrom : null, disputed, now);
    }

    /** The source says that the decision was revoked. */
    public CreditRecord withdrawn(int newRevision, Instant now) {
        var from = standing == Standing.WITHDRAWN ? withdrawnFrom : standing;
        return changed(newRevision, decision, standing.become(Standing.WITHDRAWN), from, disputed, now);
    }

    /** @param open whether at least one dispute about the record is open */
    public CreditRecord disputed(boolean open, Instant now) {
        return changed(revision, decision, standing, withdrawnFrom, open, now);
    }

    public boolean isWithdrawn() {
        return standing == Standing.WITHDRAWN;
    }

    private boolean mayReturn() {
        return withdrawnFrom != Standing.REPAIRED && withdrawnFrom != Standing.DECLINED;
    }

    private CreditRecord changed(
            int newRevision,
            Decision newDecision,
            Standing newStanding,
            @Nullable Standing newWithdrawnFrom,
            boolean nowDisputed,
            Instant now) {
        return new CreditRecord(
                id,
                version + 1,
                subjectId,
                provider,
                department,
                sourceRecordId,
                newRevision,
                newDecision,
                newStanding,
                newWithdrawnFrom,
                nowDisputed,
                statement,
                reportedAt,
                now);
    }
}
