package org.chengxin.repair.records;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.chengxin.chassis.problem.Problem;
import org.springframework.stereotype.Component;

/** The records of a person, to begin a case about; someone else's record answers like a missing one. */
@Component
public class MyRecords {

    private final KnownRecords records;
    private final Clock clock;

    MyRecords(KnownRecords records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /** @throws org.chengxin.chassis.problem.Refusal when none of these subjects has a record with this id */
    public KnownRecord require(UUID recordId, Set<UUID> subjects) {
        return records.find(recordId)
                .filter(found -> subjects.contains(found.subjectId()))
                .orElseThrow(() -> Problem.notFound("record-not-found", "You have no record with this id.")
                        .refusal());
    }

    /** @throws org.chengxin.chassis.problem.Refusal also when nothing of it is shown, shared or used any more */
    public KnownRecord requireShown(UUID recordId, Set<UUID> subjects) {
        var record = require(recordId, subjects);
        var state = record.stateOn(LocalDate.now(clock));
        return switch (state) {
            case ANNOUNCED, EFFECTIVE, FINAL, SUSPENDED -> record;
            case REPAIRED, EXPIRED, WITHDRAWN ->
                throw Problem.conflict(
                                "record-ended",
                                "The record is " + state + ": it is not shared or used any more, so nothing is left to"
                                        + " do about it.")
                        .with("reason", state)
                        .refusal();
        };
    }
}
