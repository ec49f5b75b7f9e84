package org.chengxin.bench.faults;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.chengxin.bench.requests.QueryBench;
import org.chengxin.local.Complaint;
import org.chengxin.local.Suite;
import org.chengxin.local.demo.DemoPerson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A prefecture that asks about persons with the token it has: a new one is fetched in good time, and while nobody issues
 * one the old one goes on.
 */
final class Asker implements AutoCloseable {

    private static final String CLIENT = "prefecture-530100";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(4);
    /** One a second. */
    private static final int ATTEMPTS = 120;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Suite suite;
    private final URI address;
    private volatile String token;
    private long fetchedAt;

    /** A question without a good answer; the message names the kind, the same for all of a kind. */
    static final class NoAnswer extends Exception {

        private static final long serialVersionUID = 1L;

        NoAnswer(String kind) {
            super(kind);
        }
    }

    Asker(Suite suite) throws InterruptedException {
        this.suite = suite;
        this.address = suite.gateway().resolve("/v1/queries");
        this.token = firstToken(suite);
        this.fetchedAt = System.nanoTime();
    }

    /** The round before may have taken away what the realm stands on: it comes back by itself, but not at once. */
    private static String firstToken(Suite suite) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return suite.tokens().ofClient(CLIENT);
            } catch (Complaint nobodyIssuesTokens) {
                if (attempt == ATTEMPTS) {
                    throw nobodyIssuesTokens;
                }
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    /** Called now and then by whoever has time for it. */
    void renew() throws InterruptedException {
        if (System.nanoTime() - fetchedAt < RENEWED_AFTER.toNanos()) {
            return;
        }
        try {
            token = suite.tokens().ofClient(CLIENT);
            fetchedAt = System.nanoTime();
        } catch (Complaint nobodyIssuesTokens) {
            System.out.println("    the old token goes on: " + nobodyIssuesTokens.getMessage());
        }
    }

    JsonNode ask(DemoPerson person) throws NoAnswer, InterruptedException {
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(address)
                            .timeout(PATIENCE)
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", UUID.randomUUID().toString())
                            .POST(HttpRequest.BodyPublishers.ofByteArray(
                                    JSON.writeValueAsBytes(QueryBench.question(person))))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new NoAnswer(answer.statusCode() + " " + slug(answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (ConnectException nobody) {
            throw new NoAnswer("not connected");
        } catch (HttpTimeoutException slow) {
            throw new NoAnswer("no answer in " + PATIENCE.toSeconds() + " s");
        } catch (IOException broke) {
            throw new NoAnswer("connection broke");
        }
    }

    private static String slug(byte[] problem) {
        try {
            return JSON.readTree(problem).path("type").asString("").replace("urn:chengxin:problem:", "");
        } catch (RuntimeException unreadable) {
            return "without a problem";
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
