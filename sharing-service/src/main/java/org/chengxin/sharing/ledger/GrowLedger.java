package org.chengxin.sharing.ledger;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Gives new entries their places in the Merkle log and signs its head; one at a time, wherever it runs. */
@Component
public class GrowLedger {

    private static final int BATCH = 5_000;

    private final AccessLedger ledger;
    private final Clock clock;

    GrowLedger(AccessLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${chengxin.sharing.grow-ledger-every}")
    public void grow() {
        while (ledger.append(BATCH, clock.instant(), LocalDate.now(clock)) == BATCH) {
            // More is waiting.
        }
    }
}
