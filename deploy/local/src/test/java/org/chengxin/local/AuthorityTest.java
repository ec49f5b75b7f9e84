package org.chengxin.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorityTest {

    private final WireMockServer authority = Authority.serve(0);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        authority.stop();
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

    private HttpResponse<String> verify(String number, String name, Duration patience)
            throws IOException, InterruptedException {
        var body =
                "{\"documentType\":\"RESIDENT_ID\",\"documentNumber\":\"%s\",\"name\":\"%s\"}".formatted(number, name);
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + authority.port() + "/v1/verifications"))
                        .timeout(patience)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
