package org.chengxin.record.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the message that there is a notice came on one channel. It says nothing of the record, so it is no notice: what
 * becomes of it moves no window and holds no record (N-4).
 *
 * @param attempts how often it was tried
 * @param at when it was handed over, or tried last
 * @param proof what the other side gave for it; only of what was sent
 * @param reason why it was not sent
 */
record MessageAttempt(
        Channel channel,
        Outcome outcome,
        int attempts,
        Instant at,
        @Nullable String proof,
        @Nullable String reason) {

    /** The channels that the platform itself uses. */
    enum Channel {
        EMAIL,
        SMS
    }

    /** Where it stands. */
    enum Outcome {
        SENT,
        /** The other side does not take it for this address. */
        REFUSED,
        /** It is tried again. */
        WAITING,
        /** It was tried often enough; the notice stands in the inbox all the same. */
        GIVEN_UP
    }
}
