package org.chengxin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Requests with a key that ask a peer: no connection is held, and the effect happens once whatever dies (ADR 0047). */
@ServiceTest
// The relay keeps one connection; two are left for requests.
@TestPropertySource(
        properties = {"spring.datasource.hikari.maximum-pool-size=3", "spring.datasource.hikari.minimum-idle=0"})
class AskingPeersTest {

    private static final int MANY = 10;

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private SampleApplication.SlowPeer peer;

    private final String key = UUID.randomUUID().toString();

    private record Answer(int status, String body, String location, String retryAfter) {}

    @AfterEach
    void nobodyIsLeftWaiting() {
        peer.answer();
    }

    @Test
    void whileManyWaitForThePeerOthersAreAnswered() throws Exception {
        peer.holdAnswersBack();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = new ArrayList<Future<Answer>>();
            for (var order = 0; order < MANY; order++) {
                var name = key + order;
                waiting.add(callers.submit(() -> order(name, name)));
            }
            assertThat(peer.isAskedBy(MANY)).isTrue();

            var meanwhile = things();

            peer.answer();
            assertThat(meanwhile).isEqualTo(200);
            for (var order : waiting) {
                assertThat(order.get().status()).isEqualTo(201);
            }
        }
    }

    @Test
    void aRepetitionHasTheAnswerOfTheFirst() {
        var first = order(key, key);
        var again = order(key, key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again).isEqualTo(first);
        assertThat(named(key)).isEqualTo(1);
        assertThat(order(key, "other").body()).contains("idempotency-key-reused");
    }

    @Test
    void whileTheFirstIsWorkedOnARepetitionIsToldToComeBack() throws Exception {
        peer.holdAnswersBack();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = callers.submit(() -> order(key, key));
            assertThat(peer.isAskedBy(1)).isTrue();

            var meanwhile = order(key, key);
            var other = order(key, "other");

            peer.answer();
            assertThat(meanwhile.status()).isEqualTo(409);
            assertThat(meanwhile.body()).contains("idempotency-key-in-use");
            assertThat(meanwhile.retryAfter()).isEqualTo("1");
            assertThat(other.body()).contains("idempotency-key-reused");
            var answered = first.get();
            assertThat(order(key, key)).isEqualTo(answered);
        }
        assertThat(named(key)).isEqualTo(1);
    }

    @Test
    void whoIsSlowerThanTheLeaseHasNoEffectAnyMore() throws Exception {
        peer.holdAnswersBack();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = callers.submit(() -> order(key, key));
            assertThat(peer.isAskedBy(1)).isTrue();
            theLeaseIsOver();

            var takenOver = callers.submit(() -> order(key, key));
            assertThat(peer.isAskedBy(1)).isTrue();
            peer.answer();

            assertThat(takenOver.get().status()).isEqualTo(201);
            assertThat(order(key, key)).isEqualTo(takenOver.get());
            // Told to come again, or given the answer of the one that took over, if that one was faster.
            assertThat(first.get().status()).isIn(201, 409);
        }
        assertThat(named(key)).isEqualTo(1);
    }

    @Test
    void aClaimOfAProcessThatDiedIsTakenOverAndNotBefore() {
        order(key, key);
        jdbc.sql("delete from thing where name = :name").param("name", key).update();
        // As a process leaves it that dies before its effect.
        jdbc.sql("update idempotency_key set status = null, headers = null, body = null where key = :key")
                .param("key", key)
                .update();

        var before = order(key, key);
        theLeaseIsOver();
        var after = order(key, key);

        assertThat(before.status()).isEqualTo(409);
        assertThat(after.status()).isEqualTo(201);
        assertThat(named(key)).isEqualTo(1);
        assertThat(order(key, key)).isEqualTo(after);
    }

    @Test
    void anAnswerThatWasLostAfterTheEffectIsThereForTheRepetition() {
        var name = "lost-" + key;

        var lost = order(key, name);
        var again = order(key, name);

        assertThat(lost.status()).isEqualTo(500);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.location()).startsWith("/v1/things/");
        assertThat(named(name)).isEqualTo(1);
    }

    @Test
    void anEffectThatFailedIsUndoneAndTheKeyIsFreeAtOnce() {
        assertThat(order(key, "broken-" + key).status()).isEqualTo(500);
        assertThat(order(key, key).status()).isEqualTo(201);

        assertThat(named("broken-" + key)).isZero();
    }

    @Test
    void whoIsToldToComeAgainMayComeWithTheSameKey() {
        assertThat(order(key, "later-" + key).status()).isEqualTo(503);
        assertThat(order(key, key).status()).isEqualTo(201);
    }

    private void theLeaseIsOver() {
        clock.set(clock.instant().plus(Duration.ofMinutes(2)));
    }

    private Answer order(String itsKey, String name) {
        var result = http.post()
                .uri("/v1/shops/main/orders")
                .header("Authorization", "Bearer " + tokens.department("PROV_STATE_TAX"))
                .header("Idempotency-Key", itsKey)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"name\": \"" + name + "\"}")
                .exchange()
                .returnResult(String.class);
        var headers = result.getResponseHeaders();
        return new Answer(
                result.getStatus().value(),
                result.getResponseBody(),
                headers.getFirst("Location"),
                headers.getFirst("Retry-After"));
    }

    private int things() {
        return http.get()
                .uri("/v1/things")
                .header("Authorization", "Bearer " + tokens.department("PROV_STATE_TAX"))
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private int named(String name) {
        return jdbc.sql("select count(*) from thing where name = :name")
                .param("name", name)
                .query(Integer.class)
                .single();
    }
}
