package org.chengxin.identity.guessing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.Numbers;
import org.chengxin.testkit.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "chengxin.identity.misses.most=10",
            "chengxin.identity.misses.clients.prefecture-generous=100",
            "chengxin.identity.misses.clients.prefecture-strict=2"
        })
class MissLimitTest extends IdentityApi {

    @Autowired
    private MeterRegistry meters;

    private final String client = "prefecture-" + UUID.randomUUID();
    private String known = "";

    @BeforeEach
    void somebodyIsKnown() {
        jdbc.sql("delete from client_misses").update();
        authoritySays("AGREES");
        known = Numbers.next();
        register(known, "王测试");
    }

    @Test
    void whoAsksForThoseTheyKnowIsAnsweredHoweverOften() {
        for (var time = 0; time < 30; time++) {
            assertThat(resolve(client, known("王测试")).status()).isEqualTo(200);
        }
    }

    @Test
    void whoMissesTooOftenIsToldNothingUntilTheWindowIsOver() {
        assertThat(resolve(client, unknown(6)).status()).isEqualTo(200);
        assertThat(resolve(client, unknown(4)).status()).isEqualTo(200);

        var unknownNow = resolve(client, unknown(1));
        var knownNow = resolve(client, known("王测试"));

        assertThat(unknownNow.status()).isEqualTo(429);
        assertThat(unknownNow.slug()).isEqualTo("too-many-misses");
        assertThat(knownNow.text()).isEqualTo(unknownNow.text());
        assertThat(retryAfter(known("王测试"))).isEqualTo("3600");
        assertThat(refusals()).isEqualTo(3);

        clock.set(TestClock.NOW.plus(Duration.ofMinutes(59)));
        assertThat(retryAfter(known("王测试"))).isEqualTo("60");
        clock.set(TestClock.NOW.plus(Duration.ofMinutes(60)));
        assertThat(resolve(client, known("王测试")).status()).isEqualTo(200);
        assertThat(resolve(client, unknown(10)).status()).isEqualTo(200);
    }

    @Test
    void anAnswerThatGoesBeyondTheBudgetIsKeptBack() {
        var answer = resolve(client, unknown(11));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.body().has("items")).isFalse();
    }

    @Test
    void aWrongNameIsAMissAndATypingErrorThatShowsIsNone() {
        for (var time = 0; time < 20; time++) {
            assertThat(resolve(client, List.of(item("1", "530199199001010010", "王测试")))
                            .status())
                    .isEqualTo(200);
        }
        for (var time = 0; time < 10; time++) {
            assertThat(resolve(client, known("李测试")).status()).isEqualTo(200);
        }

        assertThat(resolve(client, known("李测试")).status()).isEqualTo(429);
    }

    @Test
    void manyRequestsAtOnceLearnNoMoreThanOneAfterAnother() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = callers.invokeAll(IntStream.range(0, 12)
                    .<Callable<Integer>>mapToObj(
                            _ -> () -> resolve(client, unknown(3)).status())
                    .toList());

            var answered = 0;
            for (var answer : answers) {
                answered += answer.get() == 200 ? 1 : 0;
            }
            assertThat(answered).isEqualTo(3);
        }
    }

    @Test
    void registrationIsNoWayRoundIt() {
        authoritySays("UNKNOWN");
        for (var time = 0; time < 10; time++) {
            assertThat(registerAs(client, Numbers.next(), "李测试").slug()).isEqualTo("subject-not-identified");
        }

        var refused = registerAs(client, Numbers.next(), "李测试");
        assertThat(refused.slug()).isEqualTo("too-many-misses");
        assertThat(registerAs(client, known, "王测试").text()).isEqualTo(refused.text());
        assertThat(resolve(client, known("王测试")).status()).isEqualTo(429);
    }

    @Test
    void aClientMayHaveABudgetOfItsOwnAndOnesMissesAreNotAnothers() {
        assertThat(resolve("prefecture-strict", unknown(3)).status()).isEqualTo(429);
        assertThat(resolve("prefecture-generous", unknown(100)).status()).isEqualTo(200);
        assertThat(resolve("prefecture-generous", unknown(1)).status()).isEqualTo(429);
        assertThat(resolve(client, unknown(1)).status()).isEqualTo(200);
        assertThat(post("/v1/subjects/resolve", tokens.service("record-service"), Map.of("items", unknown(1000)))
                        .status())
                .isEqualTo(200);
    }

    private List<Map<String, Object>> known(String name) {
        return List.of(item("1", known, name));
    }

    private static List<Map<String, Object>> unknown(int count) {
        return IntStream.range(0, count)
                .mapToObj(ref -> item(String.valueOf(ref), Numbers.next(), "无人"))
                .toList();
    }

    private Answer resolve(String who, List<Map<String, Object>> items) {
        return post("/v1/subjects/resolve", token(who), Map.of("items", items));
    }

    private Answer registerAs(String who, String number, String name) {
        return post(
                "/v1/subjects",
                token(who),
                Map.of(
                        "document",
                        Map.of("type", "RESIDENT_ID", "number", number),
                        "name",
                        name,
                        "realNameField",
                        "TELECOM"));
    }

    private String retryAfter(List<Map<String, Object>> items) {
        return http.post()
                .uri("/v1/subjects/resolve")
                .header("Authorization", "Bearer " + token(client))
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeValueAsString(Map.of("items", items)))
                .exchange()
                .returnResult(String.class)
                .getResponseHeaders()
                .getFirst("Retry-After");
    }

    private String token(String who) {
        return tokens.of(Map.of("client_id", who, "roles", List.of("prefecture"), "division", "530100"));
    }

    private double refusals() {
        return meters.counter("chengxin.identity.misses.refused", "client", client)
                .count();
    }
}
