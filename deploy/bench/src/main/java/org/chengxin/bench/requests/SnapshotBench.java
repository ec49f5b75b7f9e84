package org.chengxin.bench.requests;

import java.io.OutputStream;
import java.sql.DriverManager;
import java.util.List;
import org.chengxin.bench.report.CpuTime;
import org.chengxin.bench.report.Figures;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;
import org.postgresql.PGConnection;

/** The national platform takes the whole state, names revealed, against COPY of the same rows as JSON. */
public final class SnapshotBench {

    private static final String MEASURE = "snapshot";
    /** Bytes of a beginning that is only to warm the services. */
    private static final long WARMING = 2_000_000;

    private final Suite suite;
    private final Figures figures;
    private final Loads loads;

    public SnapshotBench(Suite suite, Figures figures, Loads loads) {
        this.suite = suite;
        this.figures = figures;
        this.loads = loads;
    }

    public void run() throws Exception {
        var pulls = new Pulls(suite);
        var cold = pulls.snapshot();
        figures.plain(MEASURE, "cold: records per second", "%,.0f", cold.rowsPerSecond());
        // In short loads: each page is an entry in the log of accesses, and the invariants look at all of them.
        var warmed = Warming.of(suite, loads.dividedBy(8)).untilSteady(1, _ -> pulls.beginning(WARMING));
        figures.plain(MEASURE, "seconds until it got no faster", "%s", warmed.told());
        long resident = suite.residentMemory(Part.SHARING_SERVICE);
        var cpu = CpuTime.of(suite);
        var ours = pulls.snapshot();
        var used = CpuTime.of(suite).since(cpu);
        tell("warm", ours);
        for (var part : List.of(Part.SHARING_SERVICE, Part.IDENTITY_SERVICE, Part.POSTGRESQL)) {
            figures.plain(MEASURE, "processor us per record: " + part.id(), "%,.0f", used.of(part) * 1e6 / ours.rows());
        }
        figures.plain(
                MEASURE,
                "resident memory of sharing-service, before and after",
                "%,d / %,d MiB",
                resident >> 20,
                suite.residentMemory(Part.SHARING_SERVICE) >> 20);
        copy();
        var limit = copy();
        tell("limit, COPY of the same rows as JSON", limit);
        figures.ratio(
                MEASURE, "ours / limit (records per second)", ours.rowsPerSecond(), limit.rowsPerSecond(), ">= 0.5");
    }

    private void tell(String what, Pulls.Taken taken) {
        figures.plain(MEASURE, what + ": records", "%,d", taken.rows());
        figures.plain(
                MEASURE,
                what + ": records per second",
                "%,.0f (%.1f MB/s)",
                taken.rowsPerSecond(),
                taken.bytes() / taken.seconds() / 1e6);
    }

    private Pulls.Taken copy() throws Exception {
        var database = suite.database("sharing");
        var counted = new OutputStream() {

            private long bytes;

            @Override
            public void write(int one) {
                bytes++;
            }

            @Override
            public void write(byte[] all, int from, int length) {
                bytes += length;
            }
        };
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password())) {
            long begun = System.nanoTime();
            long rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select row_to_json(r) from shared_record r where feed_position is not null) to"
                                    + " stdout",
                            counted);
            return new Pulls.Taken(rows, counted.bytes, (System.nanoTime() - begun) / 1e9);
        }
    }
}
