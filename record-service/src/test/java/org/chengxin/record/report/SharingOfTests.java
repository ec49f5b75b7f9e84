package org.chengxin.record.report;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The sharing-service of the tests: it tells a person who has looked, or is down. */
public class SharingOfTests implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final WireMockServer SERVER = started();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "chengxin.peers.sharing-service.url=" + SERVER.baseUrl(),
                        // A slow machine is no sharing-service that is down.
                        "chengxin.peers.sharing-service.connect-timeout=30s",
                        "chengxin.peers.sharing-service.read-timeout=60s")
                .applyTo(context);
    }

    static void tells(String token, String looks) {
        SERVER.resetAll();
        SERVER.stubFor(get(urlPathEqualTo("/v1/me/access-log"))
                .withHeader("Authorization", equalTo("Bearer " + token))
                .willReturn(okJson(looks)));
    }

    static void isDown() {
        SERVER.resetAll();
        SERVER.stubFor(get(urlPathEqualTo("/v1/me/access-log")).willReturn(serverError()));
    }

    private static WireMockServer started() {
        var server = new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        return server;
    }
}
