package org.chengxin.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chengxin.local.Suite;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform as clients see it: through the gateway, with real tokens. */
final class Api {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Suite suite;
    private final URI platform;

    Api(Suite suite) {
        this(suite, suite.gateway());
    }

    /** Another platform to which the same tokens open the door. */
    Api(Suite suite, URI platform) {
        this.suite = suite;
        this.platform = platform;
    }

    /** What came back; a body that is no JSON is kept as text. */
    record Answer(int status, Map<String, List<String>> headers, String text) {

        JsonNode json() {
            return JSON.readTree(text);
        }

        /** Last part of the problem's type. */
        String problem() {
            return json().path("type").asString().replace("urn:chengxin:problem:", "");
        }

        /** The items of a page. */
        List<JsonNode> items() {
            return json().path("items").valueStream().toList();
        }

        /** The lines of a stream. */
        List<JsonNode> lines() {
            return text.lines()
                    .filter(line -> !line.isBlank())
                    .map(JSON::readTree)
                    .toList();
        }

        long nextPosition() {
            return Long.parseLong(
                    headers.getOrDefault("x-next-position", List.of("0")).getFirst());
        }
    }

    Answer get(String path, String token) {
        return send(request(path, token).GET());
    }

    /** The items of all pages of a list, in order. */
    List<JsonNode> all(String path, String token) {
        var items = new ArrayList<JsonNode>();
        String cursor = "";
        do {
            var page = get(path + "?limit=200" + cursor, token);
            if (page.status() != 200) {
                throw new IllegalStateException(path + " answers " + page.text());
            }
            items.addAll(page.items());
            String next = page.json().path("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        } while (!cursor.isEmpty());
        return items;
    }

    Answer post(String path, String token, Object body) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** A step from the version that the caller has seen. */
    Answer post(String path, String token, Object body, String ifMatch) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .header("If-Match", ifMatch)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    Answer put(String path, String token, Object body) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    Answer delete(String path, String token) {
        return send(request(path, token).DELETE());
    }

    Answer postLines(String path, String token, List<?> lines) {
        return send(request(path, token)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(
                        lines.stream().map(JSON::writeValueAsString).collect(Collectors.joining("\n")))));
    }

    Answer withoutToken(String path) {
        return send(HttpRequest.newBuilder(platform.resolve(path)).GET());
    }

    String client(String clientId) {
        try {
            return suite.tokens().ofClient(clientId);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String user(String userName) {
        try {
            return suite.tokens().ofUser(userName);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(platform.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var answer =
                    http.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.headers().map(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
