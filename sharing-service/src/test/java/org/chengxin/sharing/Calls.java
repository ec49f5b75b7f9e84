package org.chengxin.sharing;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of the service as its clients make them. */
public record Calls(RestTestClient http) {

    public static final JsonMapper JSON = JsonMapper.builder().build();

    /** What came back. */
    public record Reply(int status, HttpHeaders headers, String body) {

        public JsonNode json() {
            return JSON.readTree(body);
        }

        public List<JsonNode> lines() {
            return body.lines().map(JSON::readTree).toList();
        }

        public String slug() {
            return json().path("type").asString("").replace("urn:chengxin:problem:", "");
        }

        public long nextPosition() {
            return Long.parseLong(String.valueOf(headers.getFirst("X-Next-Position")));
        }
    }

    public Reply get(String uri, String token) {
        var result = http.get()
                .uri(uri)
                .header("Authorization", "Bearer " + token)
                .exchange()
                .returnResult(String.class);
        return new Reply(result.getStatus().value(), result.getResponseHeaders(), text(result.getResponseBody()));
    }

    public Reply post(String uri, String token, Object body) {
        return post(uri, token, body, Map.of());
    }

    public Reply post(String uri, String token, Object body, Map<String, String> headers) {
        var result = http.post()
                .uri(uri)
                .header("Authorization", "Bearer " + token)
                .headers(all -> headers.forEach(all::set))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body instanceof String text ? text : JSON.writeValueAsString(body))
                .exchange()
                .returnResult(String.class);
        return new Reply(result.getStatus().value(), result.getResponseHeaders(), text(result.getResponseBody()));
    }

    /** Newline-delimited JSON. */
    public Reply postLines(String uri, String token, String lines) {
        var result = http.post()
                .uri(uri)
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.parseMediaType("application/x-ndjson"))
                .body(lines.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .exchange()
                .returnResult(String.class);
        return new Reply(result.getStatus().value(), result.getResponseHeaders(), text(result.getResponseBody()));
    }

    public Reply delete(String uri, String token) {
        var result = http.delete()
                .uri(uri)
                .header("Authorization", "Bearer " + token)
                .exchange()
                .returnResult(String.class);
        return new Reply(result.getStatus().value(), result.getResponseHeaders(), text(result.getResponseBody()));
    }

    private static String text(String body) {
        return body == null ? "" : body;
    }
}
