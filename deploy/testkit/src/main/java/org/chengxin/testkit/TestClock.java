package org.chengxin.testkit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** The clock of all tests: Sunday 2026-11-22, 10:00 in Shanghai, until a test moves it; set back before each test. */
public class TestClock extends Clock {

    public static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private volatile Instant now = NOW;

    public void set(Instant instant) {
        now = instant;
    }

    /** Ten in the morning of that day. */
    public void set(LocalDate day) {
        now = day.atTime(LocalTime.of(10, 0)).atZone(SHANGHAI).toInstant();
    }

    void reset() {
        now = NOW;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return SHANGHAI;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}
