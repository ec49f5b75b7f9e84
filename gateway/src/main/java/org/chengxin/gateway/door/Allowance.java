package org.chengxin.gateway.door;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.chengxin.gateway.GatewaySettings.Rate;

/**
 * How often one client may still ask: a steady rate and a burst on top, in one number.
 *
 * <p>Generic cell rate algorithm: {@code due} is the moment at which everything granted so far would have been asked
 * for at the steady rate; a client may run ahead of it by the burst.
 */
final class Allowance {

    private final long interval;
    private final long ahead;
    private final AtomicLong due;

    Allowance(Rate rate, long now) {
        this.interval = TimeUnit.SECONDS.toNanos(1) / rate.perSecond();
        this.ahead = interval * rate.burst();
        this.due = new AtomicLong(now);
    }

    /**
     * @param now monotonic nanoseconds
     * @return zero if the request is granted, else how long to wait
     */
    Duration ask(long now) {
        while (true) {
            var before = due.get();
            var after = (before - now > 0 ? before : now) + interval;
            var tooEarlyBy = after - now - ahead;
            if (tooEarlyBy > 0) {
                return Duration.ofNanos(tooEarlyBy);
            }
            if (due.compareAndSet(before, after)) {
                return Duration.ZERO;
            }
        }
    }
}
