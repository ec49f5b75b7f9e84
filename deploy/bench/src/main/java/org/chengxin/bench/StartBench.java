package org.chengxin.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.chengxin.bench.report.Figures;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;
import org.chengxin.local.SuiteOptions;

/** A start that is not the first, and the memory of the suite when it has nothing to do. */
final class StartBench {

    private static final String MEASURE = "start";
    private static final Duration TO_SETTLE = Duration.ofSeconds(20);
    private static final double SECONDS = 45;
    private static final double MEBIBYTES = 3.5 * 1024;

    private StartBench() {}

    /** @param running ended in order and started again; the new one is given back */
    static Suite run(Suite running, SuiteOptions options, Figures figures) throws InterruptedException {
        running.close();
        try (var first = Suite.start(options)) {
            // As the first start on a laptop leaves it.
            first.makeStartCaches();
        }
        long begun = System.nanoTime();
        var again = Suite.start(options);
        double seconds = (System.nanoTime() - begun) / 1e9;
        TimeUnit.MILLISECONDS.sleep(TO_SETTLE.toMillis());
        figures.plain(MEASURE, "all parts ready after seconds", "%.1f", seconds);
        figures.ratio(MEASURE, "seconds against 45", seconds, SECONDS, "<= 1.0");
        long total = 0;
        for (Part part : Part.values()) {
            long resident = again.residentMemory(part) >> 20;
            total += resident;
            figures.plain(MEASURE, "idle resident MiB: " + part.id(), "%,d", resident);
        }
        figures.plain(MEASURE, "idle resident MiB: all parts", "%,d", total);
        figures.ratio(MEASURE, "memory against 3.5 GiB", (double) total, MEBIBYTES, "<= 1.0");
        return again;
    }
}
