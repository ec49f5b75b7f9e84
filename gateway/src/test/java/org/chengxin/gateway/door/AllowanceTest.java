package org.chengxin.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.chengxin.gateway.GatewaySettings.Rate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowanceTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void aBurstIsGrantedAndThenOneAtATime() {
        var allowance = new Allowance(new Rate(10, 5), 0);

        for (var i = 0; i < 5; i++) {
            assertThat(allowance.ask(0)).isZero();
        }
        assertThat(allowance.ask(0)).isEqualTo(Duration.ofMillis(100));
        assertThat(allowance.ask(SECOND / 10)).isZero();
        assertThat(allowance.ask(SECOND / 10)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void whoWaitsAsToldIsGranted() {
        var allowance = new Allowance(new Rate(3, 1), 0);
        assertThat(allowance.ask(0)).isZero();

        var wait = allowance.ask(0);

        assertThat(allowance.ask(wait.toNanos() - 1)).isPositive();
        assertThat(allowance.ask(wait.toNanos())).isZero();
    }

    @Test
    void aQuietHourEarnsNoMoreThanTheBurst() {
        var allowance = new Allowance(new Rate(10, 5), 0);

        var granted = 0;
        while (allowance.ask(3600 * SECOND).isZero()) {
            granted++;
        }

        assertThat(granted).isEqualTo(5);
    }

    @ParameterizedTest(name = "{0} requests per second in the long run")
    @ValueSource(ints = {1, 7, 50, 2000})
    void theSteadyRateIsKept(int perSecond) {
        var allowance = new Allowance(new Rate(perSecond, 10), 0);

        var granted = 0;
        for (long now = 0; now < 10 * SECOND; now += SECOND / 4000) {
            granted += allowance.ask(now).isZero() ? 1 : 0;
        }

        assertThat(granted).isBetween(perSecond * 10 - 1, perSecond * 10 + 11);
    }

    @Test
    void theClockMayStartAnywhere() {
        var allowance = new Allowance(new Rate(1, 2), Long.MAX_VALUE - 1);

        assertThat(allowance.ask(Long.MAX_VALUE)).isZero();
        assertThat(allowance.ask(Long.MIN_VALUE + 5)).isZero();
        assertThat(allowance.ask(Long.MIN_VALUE + 5)).isPositive();
    }

    @Test
    void manyAtOnceGetNoMoreThanOneAfterTheOther() {
        var allowance = new Allowance(new Rate(1, 100), 0);
        var granted = new AtomicInteger();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 1000; i++) {
                threads.execute(() -> granted.addAndGet(allowance.ask(0).isZero() ? 1 : 0));
            }
        }

        assertThat(granted).hasValue(100);
    }
}
