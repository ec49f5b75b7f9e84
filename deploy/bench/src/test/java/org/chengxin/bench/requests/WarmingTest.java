package org.chengxin.bench.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.chengxin.local.Complaint;
import org.junit.jupiter.api.Test;

/** What is said of requests that only warm the services. */
class WarmingTest {

    private static final Loads SHORT = new Loads(Duration.ofMillis(40), Duration.ofSeconds(20));

    @Test
    void theFirstRequestsMayFailAndAreCounted() throws Exception {
        var sent = new AtomicInteger();

        var warmed = new Warming(SHORT, () -> 0).untilSteady(1, _ -> {
            if (sent.incrementAndGet() <= 3) {
                throw new IOException("not yet");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        });

        assertThat(warmed.failed()).isEqualTo(3);
        assertThat(warmed.told()).endsWith("; 3 requests failed meanwhile");
        assertThat(new Warming.Warmed(12.4, 0.06, 0).told())
                .isEqualTo("12; of the processor at last 6 % for compilers");
    }

    @Test
    void itGoesOnUntilTheCompilersRest() throws Exception {
        var slices = new AtomicInteger();

        var warmed = new Warming(SHORT, () -> slices.incrementAndGet() <= 30 ? 0.4 : 0.05)
                .untilSteady(1, _ -> TimeUnit.MILLISECONDS.sleep(1));

        assertThat(slices).hasValueGreaterThanOrEqualTo(30 + 12);
        assertThat(warmed.compilers()).isEqualTo(0.05);
    }

    @Test
    void whatNeverSucceedsIsNotMeasured() {
        assertThatThrownBy(() -> new Warming(SHORT, () -> 0).untilSteady(1, _ -> {
                    TimeUnit.MILLISECONDS.sleep(1);
                    throw new IOException("broken");
                }))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("all failed");
    }
}
