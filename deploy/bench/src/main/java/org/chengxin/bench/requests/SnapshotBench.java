package org.chengxin.bench.requests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Duration;
import org.chengxin.bench.report.CpuTime;
import org.chengxin.bench.report.Figures;
import org.chengxin.local.Complaint;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;
import org.postgresql.PGConnection;

/** The national platform takes the whole state, names revealed, against COPY of the same rows as JSON. */
public final class SnapshotBench {

    private static final String MEASURE = "snapshot";

    private final Suite suite;
    private final Figures figures;

    public SnapshotBench(Suite suite, Figures figures) {
        this.suite = suite;
        this.figures = figures;
    }

    private record Taken(long rows, long bytes, double seconds) {

        double rowsPerSecond() {
            return rows / seconds;
        }
    }

    public void run() throws Exception {
        var cold = snapshot();
        figures.plain(MEASURE, "cold: records per second", "%,.0f", cold.rowsPerSecond());
        long resident = suite.residentMemory(Part.SHARING_SERVICE);
        var cpu = CpuTime.of(suite);
        var ours = snapshot();
        var used = CpuTime.of(suite).since(cpu);
        tell("warm", ours);
        for (var part : java.util.List.of(Part.SHARING_SERVICE, Part.IDENTITY_SERVICE, Part.POSTGRESQL)) {
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

    private void tell(String what, Taken taken) {
        figures.plain(MEASURE, what + ": records", "%,d", taken.rows());
        figures.plain(
                MEASURE,
                what + ": records per second",
                "%,.0f (%.1f MB/s)",
                taken.rowsPerSecond(),
                taken.bytes() / taken.seconds() / 1e6);
    }

    private Taken snapshot() throws IOException, InterruptedException {
        var client = new Client(suite, "national-platform");
        long rows = 0;
        long bytes = 0;
        long begun = System.nanoTime();
        var where = "";
        while (true) {
            var request = HttpRequest.newBuilder(
                            URI.create(suite.gateway() + "/v1/feeds/national/snapshot?maxBytes=1000000000" + where))
                    .timeout(Duration.ofMinutes(30))
                    .header("Authorization", "Bearer " + client.token())
                    .build();
            var answer = client.http().send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new Complaint("The snapshot was refused with status " + answer.statusCode() + ".");
            }
            var last = "";
            try (var lines =
                    new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8), 1 << 16)) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    rows++;
                    bytes += line.length();
                    last = line;
                }
            }
            var trailer = Client.JSON.readTree(last);
            rows--;
            switch (trailer.path("op").asString()) {
                case "END" -> {
                    return new Taken(rows, bytes, (System.nanoTime() - begun) / 1e9);
                }
                case "CONTINUE" ->
                    where = "&position=" + trailer.path("position").asLong() + "&after="
                            + trailer.path("after").asLong();
                default -> throw new Complaint("The snapshot broke off.");
            }
        }
    }

    private Taken copy() throws Exception {
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
                            "copy (select row_to_json(r) from shared_record r where feed_position is not null) to stdout",
                            counted);
            return new Taken(rows, counted.bytes, (System.nanoTime() - begun) / 1e9);
        }
    }
}
