package org.chengxin.sharing.access;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.chengxin.sharing.access.AccessEntry.Outcome;
import org.chengxin.sharing.access.RevealedPulls.RevealedPull;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whoever was named for a page of a bulk pull that does not stand in the log gets an entry of their own: the page
 * broke off before it was given, but the name had left identity-service.
 */
@Component
class SettleRevealedPulls {

    private static final Logger log = LoggerFactory.getLogger(SettleRevealedPulls.class);
    /** Longer than a page can take from its names to its entry. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int BATCH = 10;

    private final RevealedPulls revealed;
    private final AccessLog accessLog;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SettleRevealedPulls(
            RevealedPulls revealed, AccessLog accessLog, PlatformTransactionManager transactions, Clock clock) {
        this.revealed = revealed;
        this.accessLog = accessLog;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${chengxin.sharing.settle-revealed-pulls-every}")
    void settle() {
        transaction.executeWithoutResult(_ -> revealed.forgetEntered());
        while (Boolean.TRUE.equals(transaction.execute(_ -> enterSome()))) {
            log.info("Pages of bulk pulls that did not leave were entered for each person.");
        }
    }

    private boolean enterSome() {
        var pulls = revealed.takeOlderThan(clock.instant().minus(PATIENCE), BATCH);
        for (var pull : pulls) {
            accessLog.write(entries(pull));
        }
        return !pulls.isEmpty();
    }

    private static List<AccessEntry> entries(RevealedPull pull) {
        return pull.subjectIds().stream()
                .map(subjectId -> new AccessEntry(
                        pull.pullId(),
                        subjectId,
                        pull.at(),
                        pull.organisation(),
                        pull.service(),
                        pull.purpose(),
                        null,
                        null,
                        Outcome.ANSWERED,
                        List.of(),
                        null,
                        null,
                        null,
                        null))
                .toList();
    }
}
