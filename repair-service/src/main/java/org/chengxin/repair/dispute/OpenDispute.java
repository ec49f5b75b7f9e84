package org.chengxin.repair.dispute;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.chengxin.repair.cases.Actor;
import org.chengxin.repair.cases.CaseFile;
import org.chengxin.repair.cases.CaseKind;
import org.chengxin.repair.cases.CaseState;
import org.chengxin.repair.cases.Matter;
import org.chengxin.repair.cases.Matter.About;
import org.chengxin.repair.cases.OpenCase;
import org.chengxin.repair.cases.OpenCase.Opening;
import org.chengxin.repair.cases.OpenCase.Target;
import org.chengxin.repair.records.KnownRecord;
import org.chengxin.repair.records.KnownRecords;
import org.chengxin.repair.records.RecordState;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A person disputes what is said about them: free, without proof, marked everywhere at once (rules D-1, D-2). */
@Component
class OpenDispute {

    /** The department that coordinates the platform and answers in its own matters. */
    private static final String PLATFORM = "PROV_DRC";

    /**
     * What a person says, and against what.
     *
     * @param field JSON pointer into a record; null for the whole
     */
    record Objection(About about, UUID targetId, @Nullable String field, Matter.Grounds grounds, String explanation) {}

    /** What becomes of an objection. */
    sealed interface Outcome {

        /** The clock runs. */
        record Opened(CaseFile file) implements Outcome {}

        /** No record of this person has that id. */
        record NoSuchRecord() implements Outcome {}

        /** Nothing of it is shown, shared or used any more, so nothing is left to dispute (rule D-1). */
        record Ended(RecordState state) implements Outcome {}

        /** The same thing is being disputed already. */
        record AlreadyOpen() implements Outcome {}
    }

    private final KnownRecords records;
    private final OpenCase openCase;
    private final Clock clock;

    OpenDispute(KnownRecords records, OpenCase openCase, Clock clock) {
        this.records = records;
        this.openCase = openCase;
        this.clock = clock;
    }

    @Transactional
    Outcome open(Actor.Person person, Objection objection) {
        if (objection.about() != About.RECORD) {
            return open(
                    person,
                    person.self(),
                    new Target(objection.targetId(), null, 0, 0, null, PLATFORM),
                    CaseState.RECEIVED,
                    objection,
                    "The person disputes a " + objection.about() + ": " + objection.grounds() + ".");
        }
        // Someone else's record answers like a missing one: the reply must not reveal that it exists.
        var record = records.find(objection.targetId())
                .filter(found -> person.subjects().contains(found.subjectId()));
        if (record.isEmpty()) {
            return new Outcome.NoSuchRecord();
        }
        var state = record.get().stateOn(LocalDate.now(clock));
        return switch (state) {
            case EXPIRED, WITHDRAWN -> new Outcome.Ended(state);
            case ANNOUNCED, EFFECTIVE, FINAL, SUSPENDED, REPAIRED -> ofRecord(person, record.get(), objection);
        };
    }

    /** The source answers for what it reported (rule A-7), so the dispute stands in its queue from the same moment. */
    private Outcome ofRecord(Actor.Person person, KnownRecord record, Objection objection) {
        return open(
                person,
                record.subjectId(),
                Target.of(record),
                CaseState.FORWARDED,
                objection,
                "The person disputes version " + record.version() + " of the record: " + objection.grounds() + ".");
    }

    private Outcome open(
            Actor.Person person, UUID subjectId, Target target, CaseState first, Objection objection, String reason) {
        var opening = new Opening(
                UUID.randomUUID(),
                CaseKind.DISPUTE,
                first,
                subjectId,
                target,
                new Matter.Objection(objection.about(), objection.field(), objection.grounds()),
                objection.field() == null ? "" : objection.field(),
                objection.explanation(),
                null,
                reason);
        return openCase.open(opening, person).<Outcome>map(Outcome.Opened::new).orElseGet(Outcome.AlreadyOpen::new);
    }
}
