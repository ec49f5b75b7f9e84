package org.chengxin.chassis.peer;

import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.web.client.RestClient;

/** A peer of which there are two. */
class PeerReplicasTest {

    private static final int MANY = 40;

    private final WireMockServer one = server();
    private final WireMockServer two = server();

    @BeforeEach
    void bothAnswer() {
        one.start();
        two.start();
        one.stubFor(get("/who").willReturn(okJson("\"one\"")));
        two.stubFor(get("/who").willReturn(okJson("\"two\"")));
    }

    @AfterEach
    void end() {
        one.stop();
        two.stop();
    }

    @Test
    void replicasTakeTurns() {
        ask(peer(), MANY);

        one.verify(exactly(MANY / 2), getRequestedFor(urlEqualTo("/who")));
        two.verify(exactly(MANY / 2), getRequestedFor(urlEqualTo("/who")));
    }

    @Test
    void whatReachesNobodyGoesToTheOtherEvenWhenItMustNotBeRepeated() {
        var peer = peer();
        one.stop();

        ask(peer, MANY);

        two.verify(exactly(MANY), getRequestedFor(urlEqualTo("/who")));
    }

    @Test
    void aCallThatWasSeenIsNotRepeatedAtTheOther() {
        one.stubFor(get("/who").willReturn(serverError()));
        two.stubFor(get("/who").willReturn(serverError()));
        var peer = peer();

        assertThatThrownBy(() -> ask(peer, 1)).isInstanceOf(PeerUnavailable.class);

        two.verify(exactly(1), getRequestedFor(urlEqualTo("/who")));
        one.verify(exactly(0), getRequestedFor(urlEqualTo("/who")));
    }

    @Test
    void aReplicaWhoseCircuitIsOpenIsLeftAlone() {
        var closed = CircuitBreaker.ofDefaults("two");
        var open = CircuitBreaker.ofDefaults("one");
        open.transitionToForcedOpenState();
        var peer = new Peer(
                "house",
                List.of(
                        new Peer.Replica(RestClient.create(one.baseUrl()), open),
                        new Peer.Replica(RestClient.create(two.baseUrl()), closed)),
                Bulkhead.ofDefaults("house"),
                Retry.ofDefaults("house"));

        ask(peer, MANY);

        one.verify(exactly(0), getRequestedFor(urlEqualTo("/who")));
        closed.transitionToForcedOpenState();
        assertThatThrownBy(() -> ask(peer, 1)).isInstanceOf(PeerUnavailable.class);
    }

    private Peer peer() {
        var settings = new Binder(new MapConfigurationPropertySource(Map.of(
                        "chengxin.peers.house.url", two.baseUrl() + "," + one.baseUrl(),
                        "chengxin.peers.house.connect-timeout", "1m",
                        "chengxin.peers.house.read-timeout", "1m",
                        "chengxin.peers.house.authenticated", "false")))
                .bind("chengxin", PeerProperties.class)
                .get();
        return new PeerAutoConfiguration()
                .peers(settings, RestClient.builder(), new SimpleMeterRegistry(), "http://nowhere", "a-service", "s")
                .named("house");
    }

    private static void ask(Peer peer, int times) {
        for (int i = 0; i < times; i++) {
            String _ = peer.once(
                    http -> String.valueOf(http.get().uri("/who").retrieve().body(String.class)));
        }
    }

    private static WireMockServer server() {
        return new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    }
}
