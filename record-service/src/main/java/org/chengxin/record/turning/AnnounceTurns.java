package org.chengxin.record.turning;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.UUID;
import org.chengxin.record.ledger.Cause;
import org.chengxin.record.ledger.Change;
import org.chengxin.record.ledger.CreditRecord;
import org.chengxin.record.ledger.Ledger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the others that a record has become final or has expired, in batches; nobody waits for it, because everybody
 * judges by the days.
 */
@Component
class AnnounceTurns {

    private static final Logger log = LoggerFactory.getLogger(AnnounceTurns.class);
    private static final int AT_ONCE = 1_000;

    private final Ledger ledger;
    private final Clock clock;
    private final TransactionTemplate transaction;

    AnnounceTurns(Ledger ledger, Clock clock, PlatformTransactionManager transactions) {
        this.ledger = ledger;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(fixedDelayString = "${chengxin.record.turning:PT15S}")
    void announce() {
        try {
            while (announceSome() == AT_ONCE) {
                // the next batch
            }
        } catch (RuntimeException e) {
            log.warn("Turns are announced later: {}", e.getClass().getName());
        }
    }

    /** @return how many were looked at */
    int announceSome() {
        var today = LocalDate.now(clock);
        return transaction.execute(_ -> {
            var due = ledger.lockTurning(today, AT_ONCE);
            var changes = new ArrayList<Change>();
            var silent = new ArrayList<UUID>();
            for (var record : due) {
                var cause = cause(record, today);
                if (cause == null) {
                    silent.add(record.id());
                } else {
                    changes.add(new Change(record.marked(record.marks(), clock.instant()), cause));
                }
            }
            ledger.writeDays(changes);
            ledger.turnSilently(silent, today);
            return due.size();
        });
    }

    /** The window to answer being over is nothing to others: the record is not shared before and not after. */
    private static @Nullable Cause cause(CreditRecord record, LocalDate today) {
        return switch (record.stateOn(today)) {
            case FINAL -> Cause.FINAL;
            case EXPIRED -> Cause.EXPIRED;
            case ANNOUNCED, EFFECTIVE, SUSPENDED, REPAIRED, WITHDRAWN -> null;
        };
    }
}
