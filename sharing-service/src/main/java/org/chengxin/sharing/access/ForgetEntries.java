package org.chengxin.sharing.access;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Forgets entries of the log after their ten years, a few at a time. It may be stopped at any moment and run
 * anywhere, also twice. The Merkle log keeps its hashes: what is younger proves as before.
 */
@Component
class ForgetEntries {

    private static final Logger log = LoggerFactory.getLogger(ForgetEntries.class);

    private final OldEntries oldEntries;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final int years;
    private final int batch;

    ForgetEntries(
            OldEntries oldEntries,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${chengxin.sharing.entries-kept-years}") int years,
            @Value("${chengxin.sharing.forget-entries-batch}") int batch) {
        this.oldEntries = oldEntries;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.years = years;
        this.batch = batch;
    }

    @Scheduled(fixedDelayString = "${chengxin.sharing.forget-entries-every}")
    void forget() {
        var before = clock.instant().atZone(ZoneOffset.UTC).minusYears(years).toInstant();
        int all = whileAny(before, oldEntries::forgetLooks)
                + whileAny(before, oldEntries::forgetPulls)
                + whileAny(before, oldEntries::forgetQueriesOfNobody);
        if (all > 0) {
            log.info("Entries of the access log forgotten after {} years: {}", years, all);
        }
    }

    /** A step of forgetting. */
    private interface Step {
        int forget(Instant before, int most);
    }

    private int whileAny(Instant before, Step step) {
        int all = 0;
        while (true) {
            Integer some = transaction.execute(_ -> step.forget(before, batch));
            if (some == null || some == 0) {
                return all;
            }
            all += some;
        }
    }
}
