package org.chengxin.bench.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.chengxin.local.Suite;

/** What has to hold whatever happened: the queries that the journeys ask too, whose rows are violations. */
final class Invariants {

    /** Announcements may still be on their way, leaves may still wait for their place in the tree. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long BETWEEN_MILLIS = 500;

    private Invariants() {}

    /**
     * @param asked how many were asked
     * @param broken those that did not become true, with the first row of each
     */
    record Result(int asked, List<String> broken) {

        Result {
            broken = List.copyOf(broken);
        }
    }

    static Result check(Suite suite) throws IOException, InterruptedException {
        int asked = 0;
        var broken = new ArrayList<String>();
        var invariants = suite.invariants();
        for (var database : invariants.names()) {
            for (var query : invariants.all(database)) {
                asked++;
                var row = waitFor(invariants, database, query);
                if (!row.isEmpty()) {
                    broken.add(query.getFileName() + ": " + row);
                }
            }
        }
        return new Result(asked, broken);
    }

    /** @return the first violation; empty when there is none any more */
    private static String waitFor(org.chengxin.local.Invariants invariants, String database, Path query)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String row;
            try {
                row = invariants.violations(database, query).stream()
                        .findFirst()
                        .orElse("");
            } catch (SQLException e) {
                row = "cannot be asked: " + e.getMessage();
            }
            if (row.isEmpty() || System.nanoTime() > end) {
                return row;
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
        }
    }
}
