package org.chengxin.testkit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The door, problems, idempotency keys, pages and peers of the chassis, as clients see them. */
@ServiceTest
class ChassisWebTest {

    @Autowired
    private RestTestClient http;

    @LocalServerPort
    private int port;

    @Autowired
    private Tokens tokens;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private SampleApplication.SampleController controller;

    @Test
    void aPublicPathNeedsNoToken() {
        http.get().uri("/v1/open").exchange().expectStatus().isOk();
    }

    @Test
    void anyOtherPathNeedsOne() {
        http.get()
                .uri("/v1/caller")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:chengxin:problem:token-missing");
    }

    @ParameterizedTest(name = "a token that is {0} is refused")
    @ValueSource(strings = {"expired", "foreign", "for others", "unsigned", "garbage"})
    void aBadTokenIsRefused(String kind) {
        String token = switch (kind) {
            case "expired" -> tokens.expired();
            case "foreign" -> tokens.foreignIssuer();
            case "for others" -> tokens.otherAudience();
            case "unsigned" -> tokens.unsigned();
            default -> "no.token.at-all";
        };

        http.get()
                .uri("/v1/caller")
                .header("Authorization", "Bearer " + token)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:chengxin:problem:token-invalid");
    }

    @Test
    void theCallerIsWhoTheTokenSays() {
        var subject = UUID.randomUUID();

        http.get()
                .uri("/v1/caller")
                .header("Authorization", "Bearer " + tokens.citizen(subject))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("citizen-1")
                .jsonPath("$.subjectId")
                .isEqualTo(subject.toString())
                .jsonPath("$.roles[0]")
                .isEqualTo("citizen");
    }

    @Test
    void aRoleThatMayNotIsToldSo() {
        post(tokens.citizen(UUID.randomUUID()), null, "{\"name\": \"x\"}")
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:chengxin:problem:role-missing");
    }

    @Test
    void everyWrongFieldIsNamed() {
        post(department(), null, "{\"name\": \"\"}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:chengxin:problem:fields-invalid")
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/name");
    }

    @Test
    void aMemberThatIsNotKnownIsRefused() {
        post(department(), null, "{\"name\": \"x\", \"surprise\": 1}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/surprise");
    }

    @Test
    void whatIsNoJsonIsUnreadable() {
        post(department(), null, "{\"name\": ")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:chengxin:problem:body-unreadable");
    }

    @Test
    void aFaultSaysNothingOfItsContent() {
        String answer = post(department(), null, "{\"name\": \"broken-%s\"}".formatted(UUID.randomUUID()))
                .expectStatus()
                .isEqualTo(500)
                .returnResult(String.class)
                .getResponseBody();

        assertThat(answer).contains("internal-fault").doesNotContain("530199199001010019", "Exception");
    }

    @Test
    void anAddressThatIsNotThereIsAProblemToo() {
        http.get()
                .uri("/v1/nowhere")
                .header("Authorization", "Bearer " + department())
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:chengxin:problem:path-unknown");
    }

    @Test
    void theSameKeyAndBodyAnswersTheFirstAnswerAgain() {
        String key = UUID.randomUUID().toString();
        String body = "{\"name\": \"%s\"}".formatted(key);

        var first = post(department(), key, body).expectStatus().isCreated().returnResult(String.class);
        var again = post(department(), key, body).expectStatus().isCreated().returnResult(String.class);

        assertThat(again.getResponseBody()).isEqualTo(first.getResponseBody());
        assertThat(again.getResponseHeaders().getLocation())
                .isEqualTo(first.getResponseHeaders().getLocation());
        assertThat(named(key)).isEqualTo(1);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        String key = UUID.randomUUID().toString();
        post(department(), key, "{\"name\": \"%s\"}".formatted(key))
                .expectStatus()
                .isCreated();

        post(department(), key, "{\"name\": \"other\"}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:chengxin:problem:idempotency-key-reused");
    }

    @Test
    void aRequestThatRefusedItselfLeavesNothingBehindAndItsKeyFree() {
        String key = UUID.randomUUID().toString();
        String refused = "{\"name\": \"refused-%s\"}".formatted(key);

        post(department(), key, refused)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:chengxin:problem:thing-refused");
        post(department(), key, "{\"name\": \"%s\"}".formatted(key))
                .expectStatus()
                .isCreated();

        assertThat(named("refused-" + key)).isZero();
        assertThat(named(key)).isEqualTo(1);
    }

    @Test
    void aPostThatOnlyReadsIsAnsweredAfreshAndItsAnswerIsNotKept() {
        String key = UUID.randomUUID().toString();

        int first = ask(key);
        int again = ask(key);

        assertThat(again).isGreaterThan(first);
        assertThat(jdbc.sql("select count(*) from idempotency_key where key = :key")
                        .param("key", key)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest(name = "spelled {0} too")
    @ValueSource(
            strings = {"/v1/%71uestions", "/v1/questions?x=1", "/%76%31/questions", "/v1/questions?", "/v1/questions%2f"
            })
    void aPostThatOnlyReadsIsKnownByItsHandlerAndNotByItsSpelling(String spelling) {
        String key = UUID.randomUUID().toString();

        for (int time = 1; time <= 2; time++) {
            askAt(spelling, key);
        }

        assertThat(jdbc.sql("select count(*) from idempotency_key where key = :key")
                        .param("key", key)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void anAnswerIsKeptWhateverTheBodyIsCalled() {
        String key = UUID.randomUUID().toString();
        String body = "{\"name\": \"%s\"}".formatted(key);

        for (var type : List.of("application/json", "Application/JSON;charset=utf-8", "application/vnd.thing+json")) {
            http.post()
                    .uri("/v1/things")
                    .header("Authorization", "Bearer " + department())
                    .header("Idempotency-Key", key)
                    .header("Content-Type", type)
                    .body(body.getBytes(StandardCharsets.UTF_8))
                    .exchange()
                    .expectStatus()
                    .isCreated();
        }

        assertThat(named(key)).isEqualTo(1);
    }

    @Test
    void whoHasLostTheRoleIsNotAnsweredFromMemory() {
        String key = UUID.randomUUID().toString();
        String body = "{\"name\": \"%s\"}".formatted(key);
        post(department(), key, body).expectStatus().isCreated();

        var name = "dept-prov-state-tax";
        var demoted = tokens.of(Map.of("client_id", name, "roles", List.of("auditor")));

        post(demoted, key, body).expectStatus().isForbidden();
    }

    @ParameterizedTest(name = "content type {0}")
    @ValueSource(strings = {"a", "application/json; charset=klingon", ";;;", "application/", "text/plain"})
    void aContentTypeThatIsNoneIsTheCallersMistake(String type) {
        for (var key : List.of("", UUID.randomUUID().toString())) {
            var request =
                    RawRequest.of("POST", "/v1/things").token(department()).header("Content-Type", type);
            if (!key.isEmpty()) {
                request = request.header("Idempotency-Key", key);
            }

            var answer = request.body("{\"name\": \"x\"}").send(port);

            assertThat(answer.status()).isBetween(400, 499);
            assertThat(answer.isProblem()).as("%s", answer).isTrue();
        }
    }

    private void askAt(String spelling, String key) {
        var answer = RawRequest.of("POST", spelling)
                .token(department())
                .header("Idempotency-Key", key)
                .json("{\"name\": \"x\"}")
                .send(port);
        assertThat(answer.status()).isIn(200, 400, 404);
    }

    private int ask(String key) {
        return http.post()
                .uri("/v1/questions")
                .header("Authorization", "Bearer " + department())
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"name\": \"x\"}")
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(Calls.class)
                .getResponseBody()
                .calls();
    }

    record Calls(int calls) {}

    @Test
    void aFaultKeepsNeitherEffectNorKey() {
        String key = UUID.randomUUID().toString();

        post(department(), key, "{\"name\": \"broken-%s\"}".formatted(key))
                .expectStatus()
                .isEqualTo(500);

        assertThat(named("broken-" + key)).isZero();
    }

    @Test
    void manyAtOnceWithOneKeyHaveOneEffect() throws Exception {
        String key = UUID.randomUUID().toString();
        String body = "{\"name\": \"%s\"}".formatted(key);

        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = pool.invokeAll(IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(i -> () -> post(department(), key, body)
                            .returnResult(String.class)
                            .getStatus()
                            .value())
                    .toList());

            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(201);
            }
        }
        assertThat(named(key)).isEqualTo(1);
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        for (int i = 0; i < 3; i++) {
            post(department(), null, "{\"name\": \"%s\"}".formatted(UUID.randomUUID()));
        }

        String cursor = "";
        long last = 0;
        int seen = 0;
        do {
            var page = http.get()
                    .uri("/v1/things?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .header("Authorization", "Bearer " + department())
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .returnResult(Ids.class)
                    .getResponseBody();
            for (long id : page.items()) {
                assertThat(id).isGreaterThan(last);
                last = id;
                seen++;
            }
            cursor = page.nextCursor() == null ? "" : page.nextCursor();
        } while (!cursor.isEmpty());

        assertThat(seen)
                .isEqualTo(jdbc.sql("select count(*) from thing")
                        .query(Integer.class)
                        .single());
    }

    record Ids(java.util.List<Long> items, String nextCursor) {}

    @ParameterizedTest(name = "{0} is refused")
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=many",
                "cursor=bm90IG9uZSBvZiBvdXJzIGF0IGFsbCwgc29ycnkgYWJvdXQgdGhhdA"
            })
    void aPageThatCannotBeIsRefused(String query) {
        http.get()
                .uri("/v1/things?" + query)
                .header("Authorization", "Bearer " + department())
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void aChangeNeedsTheVersionThatItWasMadeFrom() {
        var uri = "/v1/things/" + UUID.randomUUID();

        http.put()
                .uri(uri)
                .header("Authorization", "Bearer " + department())
                .exchange()
                .expectStatus()
                .isEqualTo(428);
        http.put()
                .uri(uri)
                .header("Authorization", "Bearer " + department())
                .header("If-Match", "\"2\"")
                .exchange()
                .expectStatus()
                .isEqualTo(412);
        http.put()
                .uri(uri)
                .header("Authorization", "Bearer " + department())
                .header("If-Match", "\"3\"")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void aPeerIsCalledWithOurOwnToken() {
        PeerServers.identity().stubFor(get("/v1/anything").willReturn(okJson("{\"all\": \"well\"}")));

        askPeer().expectStatus().isOk();

        PeerServers.identity()
                .verify(getRequestedFor(urlEqualTo("/v1/anything")).withHeader("Authorization", matching("Bearer .+")));
    }

    @ParameterizedTest(name = "a peer that answers with {0} is said to be away")
    @ValueSource(strings = {"500", "cut", "endless"})
    void aPeerThatFailsIsSaidToBeAway(String fault) {
        var answer = switch (fault) {
            case "500" -> aResponse().withStatus(500);
            case "cut" -> aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
            default -> aResponse().withBody("x".repeat(9 * 1024 * 1024));
        };
        PeerServers.identity().stubFor(get("/v1/anything").willReturn(answer));

        askPeer()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:chengxin:problem:identity-service-unavailable");
    }

    private RestTestClient.ResponseSpec askPeer() {
        return http.get()
                .uri("/v1/peer")
                .header("Authorization", "Bearer " + department())
                .exchange();
    }

    private RestTestClient.ResponseSpec post(String token, String key, String body) {
        var request = http.post()
                .uri("/v1/things")
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON);
        if (key != null) {
            request = request.header("Idempotency-Key", key);
        }
        return request.body(body).exchange();
    }

    private String department() {
        return tokens.department("PROV_STATE_TAX");
    }

    private int named(String name) {
        return jdbc.sql("select count(*) from thing where name = :name")
                .param("name", name)
                .query(Integer.class)
                .single();
    }
}
