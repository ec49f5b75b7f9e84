package org.chengxin.bench.requests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.chengxin.local.Complaint;
import org.chengxin.local.Suite;

/** What the national platform takes: the whole state, or changes page by page. */
final class Pulls {

    private static final long AT_ONCE = 1_000_000_000;

    private final Suite suite;
    private final Client client;

    Pulls(Suite suite) {
        this.suite = suite;
        this.client = new Client(suite, "national-platform");
    }

    /** What came, and in what time. */
    record Taken(long rows, long bytes, double seconds) {

        double rowsPerSecond() {
            return rows / seconds;
        }
    }

    private record Part(long rows, long bytes, String last) {}

    /** The whole state. */
    Taken snapshot() throws IOException, InterruptedException {
        long rows = 0;
        long bytes = 0;
        long begun = System.nanoTime();
        var where = "";
        while (true) {
            var part = lines("snapshot?maxBytes=" + AT_ONCE + where);
            rows += part.rows() - 1;
            bytes += part.bytes();
            var trailer = Client.JSON.readTree(part.last());
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

    /** The beginning of the whole state. */
    Taken beginning(long bytes) throws IOException, InterruptedException {
        return part("snapshot?maxBytes=" + bytes);
    }

    /** The beginning of the state at a position: what has been added or changed since is not in it. */
    Taken beginning(long bytes, long position) throws IOException, InterruptedException {
        return part("snapshot?maxBytes=" + bytes + "&position=" + position);
    }

    private Taken part(String what) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        var part = lines(what);
        if (Client.JSON.readTree(part.last()).path("op").asString().equals("BROKEN")) {
            throw new Complaint("The snapshot broke off.");
        }
        return new Taken(part.rows() - 1, part.bytes(), (System.nanoTime() - begun) / 1e9);
    }

    /** Changes after a position. */
    Taken page(long after, int limit) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        var part = lines("changes?after=" + after + "&limit=" + limit);
        return new Taken(part.rows(), part.bytes(), (System.nanoTime() - begun) / 1e9);
    }

    private Part lines(String what) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(suite.gateway() + "/v1/feeds/national/" + what))
                .timeout(Duration.ofMinutes(30))
                .header("Authorization", "Bearer " + client.token())
                .build();
        var answer = client.http().send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new Complaint("The feed was refused with status " + answer.statusCode() + ".");
        }
        long rows = 0;
        long bytes = 0;
        var last = "";
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8), 1 << 16)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                rows++;
                bytes += line.length();
                last = line;
            }
        }
        return new Part(rows, bytes, last);
    }
}
