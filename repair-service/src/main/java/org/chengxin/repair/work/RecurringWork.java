package org.chengxin.repair.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.chengxin.repair.cases.RunClocks;
import org.chengxin.repair.creditchina.ExchangeWithCreditChina;
import org.chengxin.repair.evidence.EraseEvidence;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The recurring work, kept in the database by db-scheduler: it survives restarts, and of several instances one does it.
 *
 * <p>When to look is its matter; whether a period is over is decided by the one clock of the service.
 */
@Configuration
@ConditionalOnProperty(name = "chengxin.work.enabled", matchIfMissing = true)
class RecurringWork {

    /** After so many missed heartbeats another instance takes over. */
    private static final int MISSED_HEARTBEATS = 4;

    private static final Duration ERASURE = Duration.ofHours(6);

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    @Bean(destroyMethod = "stop")
    Scheduler scheduler(
            DataSource dataSource,
            RunClocks runClocks,
            EraseEvidence eraseEvidence,
            ExchangeWithCreditChina creditChina,
            @Value("${chengxin.work.clocks-every}") Duration every) {
        var scheduler = scheduler(
                dataSource,
                every,
                recurring("legal-clocks", every, runClocks::run),
                recurring("erase-evidence", ERASURE, eraseEvidence::run),
                recurring("credit-china", every, creditChina::run));
        scheduler.start();
        return scheduler;
    }

    static Scheduler scheduler(DataSource dataSource, Duration every, RecurringTask<?>... tasks) {
        return Scheduler.create(dataSource)
                .startTasks(List.of(tasks))
                // One for each, so that a peer that is slow keeps no clock waiting.
                .threads(tasks.length)
                .pollingInterval(every.compareTo(HEARTBEAT) < 0 ? every : HEARTBEAT)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .build();
    }

    static RecurringTask<Void> recurring(String name, Duration every, Runnable work) {
        return Tasks.recurring(name, FixedDelay.of(every)).execute((_, _) -> work.run());
    }
}
