package org.chengxin.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.chengxin.bench.report.Figures;
import org.chengxin.local.Complaint;
import org.chengxin.local.Invariants;
import org.chengxin.local.Suite;

/** What must hold whatever happened, asked after each measure of what it left behind: speed at its price counts for nothing. */
public final class Correctness {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Invariants invariants;
    private final Figures figures;

    public Correctness(Suite suite, Figures figures) {
        this.invariants = suite.invariants();
        this.figures = figures;
    }

    /**
     * Asks every invariant of the journeys; what was announced may still be on its way for a while.
     *
     * @param measure whose end this is
     * @throws Complaint when one does not hold
     */
    public void holdsAfter(String measure) throws IOException, SQLException, InterruptedException {
        int held = 0;
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (var name : invariants.names()) {
            for (var invariant : invariants.all(name)) {
                var violations = invariants.violations(name, invariant);
                while (!violations.isEmpty() && System.nanoTime() < end) {
                    TimeUnit.MILLISECONDS.sleep(500);
                    violations = invariants.violations(name, invariant);
                }
                if (!violations.isEmpty()) {
                    throw new Complaint("After %s the invariant %s of %s does not hold: %s"
                            .formatted(measure, invariant.getFileName(), name, violations));
                }
                held++;
            }
        }
        figures.plain(measure, "invariants that hold on what it left behind", "%d of %d", held, held);
    }
}
