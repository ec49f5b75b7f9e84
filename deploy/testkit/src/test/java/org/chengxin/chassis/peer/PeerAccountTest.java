package org.chengxin.chassis.peer;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.client.RestClient;

/** Under which name a peer is asked, as the environment tells it. */
class PeerAccountTest {

    @Test
    void aPeerThatKnowsUsByAnotherNameIsAskedUnderIt() {
        var server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        try {
            signsIn(server, "/ours", "sharing-service", "our-token");
            signsIn(server, "/ours", "region-530000", "our-token-of-the-region");
            signsIn(server, "/theirs", "region-530000", "their-token");
            for (var token : new String[] {"our-token", "our-token-of-the-region", "their-token"}) {
                server.stubFor(get("/who")
                        .withHeader("Authorization", equalTo("Bearer " + token))
                        .willReturn(okJson("\"" + token + "\"")));
            }
            var environment = Map.<String, Object>of(
                    "CHENGXIN_PEERS_HOUSE_URL",
                    server.baseUrl(),
                    "CHENGXIN_PEERS_REGION520000_URL",
                    server.baseUrl(),
                    "CHENGXIN_PEERS_REGION520000_CLIENT_ID",
                    "region-530000",
                    "CHENGXIN_PEERS_REGION520000_CLIENT_SECRET",
                    "s",
                    "CHENGXIN_PEERS_REGION510000_URL",
                    server.baseUrl(),
                    "CHENGXIN_PEERS_REGION510000_CLIENT_ID",
                    "region-530000",
                    "CHENGXIN_PEERS_REGION510000_CLIENT_SECRET",
                    "s",
                    "CHENGXIN_PEERS_REGION510000_ISSUER",
                    server.baseUrl() + "/theirs");
            var peers = new PeerAutoConfiguration()
                    .peers(
                            told(environment),
                            RestClient.builder(),
                            new SimpleMeterRegistry(),
                            server.baseUrl() + "/ours",
                            "sharing-service",
                            "s");

            assertThat(asked(peers, "house")).contains("our-token").doesNotContain("region");
            assertThat(asked(peers, "region520000")).contains("our-token-of-the-region");
            assertThat(asked(peers, "region510000")).contains("their-token");
        } finally {
            server.stop();
        }
    }

    private static String asked(Peers peers, String name) {
        return peers.named(name)
                .once(http -> String.valueOf(http.get().uri("/who").retrieve().body(String.class)));
    }

    private static PeerProperties told(Map<String, Object> environment) {
        var sources = new MutablePropertySources();
        sources.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", environment));
        return new Binder(ConfigurationPropertySources.from(sources))
                .bind("chengxin", PeerProperties.class)
                .get();
    }

    private static void signsIn(WireMockServer server, String issuer, String clientId, String token) {
        server.stubFor(post(issuer + "/protocol/openid-connect/token")
                .withBasicAuth(clientId, "s")
                .willReturn(
                        okJson("{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":60}")));
    }
}
