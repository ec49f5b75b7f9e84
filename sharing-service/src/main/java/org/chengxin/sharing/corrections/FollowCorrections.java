package org.chengxin.sharing.corrections;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes along the changes and writes down who must learn of them (D-8). It may be stopped at any moment and run anywhere,
 * also twice: how far it came is kept with what it wrote.
 */
@Component
public class FollowCorrections {

    private static final int BATCH = 500;

    private final Corrections corrections;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FollowCorrections(Corrections corrections, PlatformTransactionManager transactions, Clock clock) {
        this.corrections = corrections;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${chengxin.sharing.follow-corrections-every}")
    public void follow() {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transaction.execute(_ -> step()));
        }
    }

    private boolean step() {
        long after = corrections.lockedProgress();
        long upTo = corrections.nextAfter(after, BATCH);
        if (upTo == after) {
            return false;
        }
        var today = LocalDate.now(clock);
        corrections.workOut(
                after,
                upTo,
                today,
                clock.instant().atOffset(ZoneOffset.UTC).minusMonths(12).toInstant(),
                corrections.workingDays().nextAfter(today));
        corrections.progressed(upTo);
        return true;
    }
}
