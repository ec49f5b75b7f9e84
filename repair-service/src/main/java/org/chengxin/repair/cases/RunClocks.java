package org.chengxin.repair.cases;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets every clock that ran out have its effect, and reminds before.
 *
 * <p>Each clock in a transaction of its own with its case locked: two instances never take the same, and what a crash
 * interrupts is as if it had never begun.
 */
@Component
public class RunClocks {

    private final CaseFiles files;
    private final CaseClocks clocks;
    private final MoveCase moveCase;
    private final Timeline timeline;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RunClocks(
            CaseFiles files,
            CaseClocks clocks,
            MoveCase moveCase,
            Timeline timeline,
            TransactionTemplate transaction,
            Clock clock) {
        this.files = files;
        this.clocks = clocks;
        this.moveCase = moveCase;
        this.timeline = timeline;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @return how many clocks were looked at */
    public int run() {
        int looked = 0;
        while (Boolean.TRUE.equals(transaction.execute(_ -> over()))
                || Boolean.TRUE.equals(transaction.execute(_ -> reminder()))) {
            looked++;
        }
        return looked;
    }

    private boolean over() {
        var today = LocalDate.now(clock);
        var claimed = clocks.claimOver(today);
        if (claimed.isEmpty()) {
            return false;
        }
        // Read again under the lock: a step may have been taken between looking and locking.
        var running = clocks.running(claimed.get()).orElse(null);
        if (running == null || !running.clock().isOver(today)) {
            return true;
        }
        var file = files.find(claimed.get()).orElseThrow();
        var move = MoveCase.Move.of(
                CaseEvent.TIME_OVER,
                running.clock().purpose() + " ended on " + running.clock().dueOn() + " ("
                        + running.clock().rule() + ").");
        if (!(moveCase.move(file, Actor.Machine.CLOCK, move) instanceof MoveCase.Result.Moved)) {
            throw new IllegalStateException("A clock of a " + file.kind() + " that is " + file.state() + " ran out");
        }
        return true;
    }

    private boolean reminder() {
        var today = LocalDate.now(clock);
        var claimed = clocks.claimReminder(today);
        if (claimed.isEmpty()) {
            return false;
        }
        clocks.running(claimed.get()).filter(kept -> !kept.reminded()).ifPresent(kept -> {
            clocks.update(kept.id(), kept.clock(), true);
            timeline.add(
                    kept.caseId(),
                    new Step(
                            Step.REMINDED,
                            Step.PLATFORM,
                            Step.PLATFORM,
                            clock.instant().truncatedTo(ChronoUnit.MICROS),
                            kept.owner() + " has until " + kept.clock().dueOn() + " ("
                                    + kept.clock().rule() + ")."));
        });
        return true;
    }
}
