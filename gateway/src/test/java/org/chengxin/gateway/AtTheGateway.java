package org.chengxin.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole gateway on a port of its own, with services that do as the test says. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class AtTheGateway {

    private static final WireMockServer KEYCLOAK = started();

    /** Stands behind every resource but those of sharing-service and repair-service. */
    protected static final WireMockServer SERVICE = started();

    protected static final LiveService SHARING = new LiveService();
    protected static final TestIssuer TOKENS = new TestIssuer(KEYCLOAK.baseUrl() + "/realms/chengxin");

    /** Nobody listens there. */
    private static final String NOWHERE = "http://127.0.0.1:1";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    protected int port;

    @Autowired
    private CircuitBreakerRegistry breakers;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry properties) {
        keycloakIsUp();
        properties.add("chengxin.gateway.issuer", () -> KEYCLOAK.baseUrl() + "/realms/chengxin");
        for (var service : new String[] {"identity", "record", "incentive"}) {
            properties.add("chengxin.gateway.services." + service + "-service", SERVICE::baseUrl);
        }
        properties.add("chengxin.gateway.services.sharing-service", SHARING::url);
        properties.add("chengxin.gateway.services.repair-service", () -> NOWHERE);
        properties.add("chengxin.gateway.services.education-service", () -> NOWHERE + "," + SERVICE.baseUrl());
        properties.add("chengxin.gateway.answer-within", () -> "3s");
        properties.add("chengxin.gateway.breaker-pause", () -> "60s");
        properties.add("chengxin.gateway.rates.person.per-second", () -> "1");
        properties.add("chengxin.gateway.rates.person.burst", () -> "3");
        properties.add("chengxin.gateway.rates.anonymous.burst", () -> "100000");
    }

    @BeforeEach
    void everythingIsWellAgain() {
        SERVICE.resetAll();
        keycloakIsUp();
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
    }

    protected static void keycloakIsUp() {
        KEYCLOAK.resetAll();
        KEYCLOAK.stubFor(
                WireMock.get("/realms/chengxin/protocol/openid-connect/certs").willReturn(okJson(TOKENS.publicKeys())));
    }

    protected static void keycloakIsDown() {
        KEYCLOAK.resetAll();
    }

    protected HttpResponse<String> ask(String path, UnaryOperator<HttpRequest.Builder> how)
            throws IOException, InterruptedException {
        return CLIENT.send(how.apply(HttpRequest.newBuilder(uri(path))).build(), BodyHandlers.ofString());
    }

    protected HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return ask(path, request -> request.header("Authorization", "Bearer " + token));
    }

    protected URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    protected static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    protected static String slug(HttpResponse<String> answer) {
        return json(answer).path("type").asString().replace("urn:chengxin:problem:", "");
    }

    protected static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static WireMockServer started() {
        var server = new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        return server;
    }
}
