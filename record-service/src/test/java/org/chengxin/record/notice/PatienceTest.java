package org.chengxin.record.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {

    static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    @ParameterizedTest(name = "after {0} attempts it waits {1}")
    @CsvSource({"1, PT1M", "2, PT2M", "3, PT4M", "9, PT4H16M", "10, PT6H", "11, PT6H"})
    void eachWaitIsTwiceTheOneBeforeUpToSixHours(int attempts, Duration wait) {
        assertThat(Patience.USUAL.again(attempts, NOW)).contains(NOW.plus(wait));
    }

    @Test
    void twelveAttemptsAreEnough() {
        assertThat(Patience.USUAL.again(12, NOW)).isEmpty();
        assertThat(new Patience(Duration.ofDays(1), Duration.ofDays(2), 100).again(99, NOW))
                .contains(NOW.plus(Duration.ofDays(2)));
    }
}
