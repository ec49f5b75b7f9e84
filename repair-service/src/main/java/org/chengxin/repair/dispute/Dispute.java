package org.chengxin.repair.dispute;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's statement that one of their records, or a field of it, is wrong.
 *
 * @param recordVersion the version that the person disputed; later ones do not change what they said
 * @param department the source, which has to answer
 * @param field JSON pointer into the record; null for the whole record
 * @param version grows by one with each step
 */
public record Dispute(
        UUID id,
        UUID subjectId,
        UUID recordId,
        long recordVersion,
        String recordType,
        String department,
        @Nullable String field,
        Grounds grounds,
        String explanation,
        State state,
        Instant openedAt,
        DisputeClock clock,
        @Nullable Instant closedAt,
        long version) {

    /** The whole lifecycle, on one screen. */
    public enum State {
        /** With the source, which decides. */
        FORWARDED,
        /** Taken back by the person. */
        WITHDRAWN;

        boolean mayBecome(State next) {
            return switch (this) {
                case FORWARDED -> next == WITHDRAWN;
                case WITHDRAWN -> false;
            };
        }
    }

    boolean isOf(UUID subject) {
        return subjectId.equals(subject);
    }

    /** @throws IllegalStateException when the lifecycle does not allow it */
    Dispute withdrawn(Instant at) {
        if (!state.mayBecome(State.WITHDRAWN)) {
            throw new IllegalStateException("A dispute that is " + state + " cannot be withdrawn");
        }
        return new Dispute(
                id,
                subjectId,
                recordId,
                recordVersion,
                recordType,
                department,
                field,
                grounds,
                explanation,
                State.WITHDRAWN,
                openedAt,
                clock,
                at,
                version + 1);
    }
}
