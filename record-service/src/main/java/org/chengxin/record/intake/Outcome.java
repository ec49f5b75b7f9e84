package org.chengxin.record.intake;

import java.util.UUID;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.record.ledger.CreditRecord;
import org.jspecify.annotations.Nullable;

/** What became of what was handed in. */
sealed interface Outcome {

    /** @param record absent when a withdrawal came before its report */
    record Accepted(@Nullable CreditRecord record, boolean created) implements Outcome {

        @Nullable
        UUID recordId() {
            return record == null ? null : record.id();
        }
    }

    /** The same revision once more: nothing changed. */
    record Duplicate(@Nullable UUID recordId) implements Outcome {}

    /** A higher revision is known already: nothing changed. */
    record Superseded(@Nullable UUID recordId) implements Outcome {}

    record Rejected(Problem problem) implements Outcome {}

    /** The public authority has not answered yet: nothing is decided. */
    record Waiting() implements Outcome {}
}
