package org.chengxin.chassis.housekeeping;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/** Deletes inbox keys and kept answers whose time is over. */
class Housekeeping {

    /** Longer than the longest retention of a topic whose events are applied by key alone. */
    private static final Duration INBOX = Duration.ofDays(14);

    private static final Duration ANSWERS = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    Housekeeping(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void tidy() {
        jdbc.sql("delete from inbox where received_at < :before")
                .param("before", Instant.now(clock).minus(INBOX).atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("delete from idempotency_key where created_at < :before")
                .param("before", Instant.now(clock).minus(ANSWERS).atOffset(ZoneOffset.UTC))
                .update();
    }
}
