package org.chengxin.sharing.corrections;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver of a record must still learn about it: that it changed, or that its use must stop (D-8, R-6, P-9).
 *
 * @param op UPSERT: ask again and use it as it is now; STOP_USE: stop display, sharing, use and measures
 * @param dueOn the last day for confirming
 * @param source the region that was asked and holds the record; null when it is here
 * @param queryId the latest query in which the receiver was shown the record; null when it came through a feed alone
 */
record Correction(
        UUID recordId,
        String receiver,
        long version,
        String op,
        @Nullable String reason,
        Instant changedAt,
        LocalDate dueOn,
        @Nullable UUID queryId,
        @Nullable String matterNumber,
        long position,
        @Nullable Instant sentAt,
        @Nullable Instant confirmedAt,
        @Nullable String source) {

    /** Where it stands. */
    enum State {
        WAITING,
        SENT,
        CONFIRMED,
        OVERDUE
    }

    /** An unconfirmed correction is overdue from the first day after its last. */
    State on(LocalDate today) {
        if (confirmedAt != null) {
            return State.CONFIRMED;
        }
        if (dueOn.isBefore(today)) {
            return State.OVERDUE;
        }
        return sentAt == null ? State.WAITING : State.SENT;
    }
}
