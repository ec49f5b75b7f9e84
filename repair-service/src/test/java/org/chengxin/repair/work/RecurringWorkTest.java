package org.chengxin.repair.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.chengxin.testkit.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class RecurringWorkTest {

    @Autowired
    DataSource dataSource;

    final AtomicInteger first = new AtomicInteger();
    final AtomicInteger second = new AtomicInteger();
    final AtomicInteger atOnce = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();

    @Test
    void ofTwoInstancesOneWorksAtATimeAndTheOtherGoesOnAlone() {
        var one = scheduler(first);
        var other = scheduler(second);
        one.start();
        other.start();
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(first.get() + second.get()).isGreaterThan(4));

            one.stop();
            int before = second.get();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(second.get()).isGreaterThan(before + 1));
        } finally {
            one.stop();
            other.stop();
        }
        assertThat(mostAtOnce.get()).isEqualTo(1);
    }

    private Scheduler scheduler(AtomicInteger done) {
        var every = Duration.ofMillis(100);
        return RecurringWork.scheduler(
                dataSource, every, RecurringWork.recurring("legal-clocks", every, () -> work(done)));
    }

    private void work(AtomicInteger done) {
        int now = atOnce.incrementAndGet();
        mostAtOnce.accumulateAndGet(now, Math::max);
        done.incrementAndGet();
        atOnce.decrementAndGet();
    }
}
