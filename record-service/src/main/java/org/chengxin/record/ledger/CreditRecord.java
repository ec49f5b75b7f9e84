package org.chengxin.record.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.record.catalog.Polarity;
import org.chengxin.record.catalog.RecordType;
import org.chengxin.record.catalog.Severity;
import org.chengxin.record.lifecycle.LifeEvent;
import org.chengxin.record.lifecycle.Marks;
import org.chengxin.record.lifecycle.RecordDates;
import org.chengxin.record.lifecycle.RecordState;
import org.chengxin.record.lifecycle.Standing;
import org.jspecify.annotations.Nullable;

/**
 * One fact about one person, as it is after its latest change.
 *
 * @param version grows by one with every change, of whatever cause
 * @param registeredAs the subject that the named document was registered for: where the record belongs when a merge of
 *     persons is reversed
 * @param decision what the source says, in its latest revision
 * @param marks what was decided or happened beside it
 * @param reportedAt when the source first told us
 */
public record CreditRecord(
        UUID id,
        int version,
        UUID subjectId,
        UUID registeredAs,
        String provider,
        String department,
        String sourceRecordId,
        int revision,
        Decision decision,
        Marks marks,
        Instant reportedAt,
        Instant changedAt) {

    /** The content of one revision, typed by the catalogue's entry of its day. */
    public record Decision(
            String recordType,
            int typeVersion,
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
                    type.version(),
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

        /** The same content with other days. */
        public Decision on(RecordDates otherDates) {
            return new Decision(
                    recordType,
                    typeVersion,
                    domain,
                    nationalClass,
                    polarity,
                    severity,
                    repairable,
                    division,
                    decisionNumber,
                    legalBases,
                    noticeServedOn,
                    finalBasis,
                    otherDates,
                    facts);
        }
    }

    public static CreditRecord reported(
            UUID id,
            UUID subjectId,
            UUID registeredAs,
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
                registeredAs,
                provider,
                department,
                sourceRecordId,
                revision,
                decision,
                Marks.NONE,
                now,
                now);
    }

    /** The days as they count: those of the decision, with what happened since. */
    public RecordDates dates() {
        return decision.dates().under(marks);
    }

    public Standing standing() {
        return marks.standing();
    }

    public RecordState stateOn(LocalDate today) {
        return RecordState.stateOn(standing(), dates(), today);
    }

    /** Whether the duty behind the record is done, as the source or a case says. */
    public boolean isDutyPerformed() {
        return marks.dutyPerformed() || Boolean.TRUE.equals(decision.facts().get("dutyPerformed"));
    }

    public boolean isWithdrawn() {
        return marks.withdrawn();
    }

    /** The whole new content of a higher revision; a withdrawn record returns with it, to where its other marks put it. */
    public CreditRecord amended(int newRevision, Decision newDecision, Instant now) {
        LifeEvent.AMENDED.requireFor(decision.polarity(), marks);
        return next(subjectId, newRevision, newDecision, marks.withdrawn(false), now);
    }

    /** The source says that the decision was revoked. */
    public CreditRecord withdrawn(int newRevision, Instant now) {
        LifeEvent.WITHDRAWN.requireFor(decision.polarity(), marks);
        return next(subjectId, newRevision, decision, marks.withdrawn(true), now);
    }

    /** What happened beside the content. */
    public CreditRecord marked(Marks newMarks, Instant now) {
        return next(subjectId, revision, decision, newMarks, now);
    }

    /** The same version with these marks: for a record that is only just being reported. */
    public CreditRecord withMarks(Marks newMarks) {
        return new CreditRecord(
                id,
                version,
                subjectId,
                registeredAs,
                provider,
                department,
                sourceRecordId,
                revision,
                decision,
                newMarks,
                reportedAt,
                changedAt);
    }

    /** The same content under other rules. */
    public CreditRecord judgedAnew(Decision newDecision, Instant now) {
        return next(subjectId, revision, newDecision, marks, now);
    }

    /** The record of another subject: of the same person, as a merge or its reversal says. */
    public CreditRecord of(UUID newSubjectId, Instant now) {
        return next(newSubjectId, revision, decision, marks, now);
    }

    private CreditRecord next(UUID newSubjectId, int newRevision, Decision newDecision, Marks newMarks, Instant now) {
        return new CreditRecord(
                id,
                version + 1,
                newSubjectId,
                registeredAs,
                provider,
                department,
                sourceRecordId,
                newRevision,
                newDecision,
                newMarks,
                reportedAt,
                now);
    }
}
