package org.chengxin.record.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How often a message is tried and how long is waited between: bounded, because the inbox is what counts. */
record Patience(Duration first, Duration longest, int most) {

    /** A day and a quarter in all. */
    static final Patience USUAL = new Patience(Duration.ofMinutes(1), Duration.ofHours(6), 12);

    /**
     * @param attempts how often it has been tried
     * @return when it is tried again; empty when that was often enough
     */
    Optional<Instant> again(int attempts, Instant now) {
        if (attempts >= most) {
            return Optional.empty();
        }
        // Doubled each time; beyond thirty times it is the longest anyway.
        var wait = first.multipliedBy(1L << Math.min(attempts - 1, 30));
        return Optional.of(now.plus(wait.compareTo(longest) > 0 ? longest : wait));
    }
}
