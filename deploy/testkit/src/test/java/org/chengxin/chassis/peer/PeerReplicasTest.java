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
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
    void anAnswerThatFailedIsNotAskedForAgainAndTheReplicaIsLeftAlone() {
        one.stubFor(get("/who").willReturn(serverError()));
        var peer = peer();
        for (int i = 0; i < 10; i++) {
            ask(peer, 1);
            assertThatThrownBy(() -> ask(peer, 1)).isInstanceOf(PeerUnavailable.class);
        }

        ask(peer, MANY);

        one.verify(exactly(10), getRequestedFor(urlEqualTo("/who")));
    }

    private Peer peer() {
        var settings = new Binder(new MapConfigurationPropertySource(Map.of(
                        "chengxin.peers.house.url",
                        two.baseUrl() + "," + one.baseUrl(),
                        "chengxin.peers.house.authenticated",
                        "false")))
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
