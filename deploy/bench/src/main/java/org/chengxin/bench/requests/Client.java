package org.chengxin.bench.requests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.chengxin.local.Suite;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests with the token of one client, renewed before it ends. */
final class Client {

    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LIFE_OF_TOKEN = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Suite suite;
    private final String clientId;
    private String token = "";
    private long renewAt;

    Client(Suite suite, String clientId) {
        this.suite = suite;
        this.clientId = clientId;
        this.renewAt = System.nanoTime();
    }

    /** @return the body, when the answer is a good one */
    JsonNode post(URI address, Object body) throws IOException, InterruptedException {
        var answer = http.send(request(address, body), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new IOException("Status " + answer.statusCode() + " from " + address.getPath());
        }
        return JSON.readTree(answer.body());
    }

    HttpRequest request(URI address, Object body) throws InterruptedException {
        return HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
    }

    synchronized String token() throws InterruptedException {
        if (System.nanoTime() >= renewAt) {
            token = suite.tokens().ofClient(clientId);
            renewAt = System.nanoTime() + LIFE_OF_TOKEN.toNanos();
        }
        return token;
    }

    HttpClient http() {
        return http;
    }
}
