package org.chengxin.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class AuthorityTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private Authority authority;

    @BeforeEach
    void start() throws IOException {
        authority = Authority.serve(0);
    }

    @AfterEach
    void stop() {
        authority.close();
        http.close();
    }

    @ParameterizedTest(name = "{0}, {1}: {2} {3}")
    @CsvSource({
        "530199199001010019, 测试甲, 200, AGREES",
        "530199199001010019, 不符甲, 200, DISAGREES",
        "530199199001019995, 测试甲, 200, UNKNOWN",
        "530199199001019995, 不符甲, 200, DISAGREES",
        "530199199001019979, 测试甲, 500, ''",
        "530199199001019910, 测试甲, 200, AGREES",
    })
    void itAnswersByRule(String number, String name, int status, String result) throws Exception {
        var answer = verify(number, name, Duration.ofSeconds(30));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(result);
    }

    @Test
    void aSlowNumberIsNotAnsweredWithinSeconds() {
        assertThat(catchThrowable(() -> verify("53019919900101998X", "测试甲", Duration.ofSeconds(3))))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void aBatchIsAnsweredAtOnceEachPersonByTheSameRule() throws Exception {
        var answer = batch(List.of(
                person("a", "530199199001010019", "测试甲"),
                person("b", "530199199001010019", "不符甲"),
                person("c", "530199199001019995", "测试甲"),
                person("d", "53019919900101998X", "测试甲"),
                person("e", "530199199001019979", "测试甲")));

        assertThat(answer.statusCode()).isEqualTo(200);
        var results = new ArrayList<String>();
        json.readTree(answer.body())
                .path("items")
                .forEach(item -> results.add(
                        item.path("ref").asString() + " " + item.path("result").asString()));
        assertThat(results).containsExactly("a AGREES", "b DISAGREES", "c UNKNOWN", "d PENDING", "e FAILED");
    }

    @Test
    void aBatchHasAtMostFiveHundred() throws Exception {
        assertThat(batch(Collections.nCopies(501, person("a", "530199199001010019", "测试甲")))
                        .statusCode())
                .isEqualTo(413);
        assertThat(post("/v1/verifications/batch", "no JSON", Duration.ofSeconds(30))
                        .statusCode())
                .isEqualTo(400);
    }

    private static Map<String, String> person(String ref, String number, String name) {
        return Map.of("ref", ref, "documentType", "RESIDENT_ID", "documentNumber", number, "name", name);
    }

    private HttpResponse<String> batch(List<Map<String, String>> persons) throws IOException, InterruptedException {
        return post(
                "/v1/verifications/batch", json.writeValueAsString(Map.of("items", persons)), Duration.ofSeconds(30));
    }

    private HttpResponse<String> verify(String number, String name, Duration patience)
            throws IOException, InterruptedException {
        var body =
                "{\"documentType\":\"RESIDENT_ID\",\"documentNumber\":\"%s\",\"name\":\"%s\"}".formatted(number, name);
        return post("/v1/verifications", body, patience);
    }

    private HttpResponse<String> post(String path, String body, Duration patience)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + authority.port() + path))
                        .timeout(patience)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
