package org.chengxin.repair.dispute;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.chengxin.chassis.events.Outbox;
import org.chengxin.repair.calendar.WorkingDays;
import org.chengxin.repair.records.KnownRecord;
import org.chengxin.repair.records.KnownRecords;
import org.chengxin.repair.records.RecordState;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A person disputes one of their own records: free, without proof, marked everywhere at once (rules D-1, D-2). */
@Component
class OpenDispute {

    /** What a person says against a record. */
    record Objection(UUID recordId, @Nullable String field, Grounds grounds, String explanation) {}

    /** What becomes of an objection. */
    sealed interface Outcome {

        /** The clock runs. */
        record Opened(Dispute dispute) implements Outcome {}

        /** No record of this person has that id. */
        record NoSuchRecord() implements Outcome {}

        /** Nothing of it is shown, shared or used any more, so nothing is left to dispute (rule D-1). */
        record Ended(RecordState state) implements Outcome {}

        /** The same thing is being disputed already. */
        record AlreadyOpen() implements Outcome {}
    }

    private final KnownRecords records;
    private final Disputes disputes;
    private final WorkingDays calendar;
    private final Outbox outbox;
    private final Clock clock;

    OpenDispute(KnownRecords records, Disputes disputes, WorkingDays calendar, Outbox outbox, Clock clock) {
        this.records = records;
        this.disputes = disputes;
        this.calendar = calendar;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    Outcome open(UUID subjectId, Objection objection) {
        // Someone else's record answers like a missing one: the reply must not reveal that it exists.
        var record = records.find(objection.recordId()).filter(found -> found.isAbout(subjectId));
        if (record.isEmpty()) {
            return new Outcome.NoSuchRecord();
        }
        var state = record.get().stateOn(LocalDate.now(clock));
        return switch (state) {
            case EXPIRED, WITHDRAWN -> new Outcome.Ended(state);
            case ANNOUNCED, EFFECTIVE, FINAL, SUSPENDED, REPAIRED -> open(record.get(), objection);
        };
    }

    private Outcome open(KnownRecord record, Objection objection) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var today = LocalDate.now(clock);
        var dispute = new Dispute(
                UUID.randomUUID(),
                record.subjectId(),
                record.recordId(),
                record.version(),
                record.recordType(),
                record.department(),
                objection.field(),
                objection.grounds(),
                objection.explanation(),
                Dispute.State.FORWARDED,
                now,
                DisputeClock.start(today, today, calendar),
                null,
                1);
        if (!disputes.add(dispute)) {
            return new Outcome.AlreadyOpen();
        }
        disputes.log(
                dispute.id(),
                new Step(
                        Step.Kind.OPENED,
                        Step.PERSON,
                        now,
                        "The person disputes version " + record.version() + " of the record: " + dispute.grounds()
                                + "."));
        disputes.log(
                dispute.id(),
                new Step(
                        Step.Kind.FORWARDED,
                        Step.PLATFORM,
                        now,
                        "The source answers for the record and decides by "
                                + dispute.clock().dueOn() + " (D-3)."));
        outbox.append(
                "case-changes",
                dispute.recordId().toString(),
                DisputeOpened.TYPE,
                dispute.id().toString(),
                DisputeOpened.of(dispute));
        return new Outcome.Opened(dispute);
    }
}
