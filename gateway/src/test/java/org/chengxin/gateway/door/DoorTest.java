package org.chengxin.gateway.door;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.chengxin.gateway.AtTheGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest extends AtTheGateway {

    @BeforeEach
    void theServiceAnswersEverything() {
        SERVICE.stubFor(WireMock.any(anyUrl()).willReturn(okJson("{\"items\":[]}")));
    }

    @Test
    void withoutATokenNothingPersonalIsAsked() throws Exception {
        var answer = ask("/v1/me/records", request -> request);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(slug(answer)).isEqualTo("token-missing");
        assertThat(header(answer, "WWW-Authenticate")).startsWith("Bearer");
        assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
        SERVICE.verify(0, WireMock.anyRequestedFor(anyUrl()));
    }

    static Stream<Arguments> badTokens() {
        return Stream.of(
                Arguments.of("expired", TOKENS.expired()),
                Arguments.of("without an end", TOKENS.withoutEnd()),
                Arguments.of("of a foreign issuer", TOKENS.ofForeignIssuer()),
                Arguments.of("for another audience", TOKENS.forAnotherAudience()),
                Arguments.of("unsigned", TOKENS.unsigned()),
                Arguments.of("signed by a stranger", TOKENS.signedByStranger()),
                Arguments.of("signed by a stranger under our key id", TOKENS.signedByStrangerUnderAKnownKeyId()),
                Arguments.of("signed with the public key as secret", TOKENS.signedWithThePublicKeyAsSecret()),
                Arguments.of("not a token", "nonsense"));
    }

    @ParameterizedTest(name = "a token {0} does not count")
    @MethodSource("badTokens")
    void aBadTokenDoesNotCount(String why, String token) throws Exception {
        var answer = get("/v1/me/records", token);

        assertThat(answer.statusCode()).as(why).isEqualTo(401);
        assertThat(slug(answer)).isEqualTo("token-invalid");
        assertThat(header(answer, "WWW-Authenticate")).contains("invalid_token");
        SERVICE.verify(0, WireMock.anyRequestedFor(anyUrl()));
    }

    @Test
    void aGoodTokenTravelsOnToTheService() throws Exception {
        var token = TOKENS.system("prefecture-530100");

        var answer = get("/v1/me/records", token);

        assertThat(answer.statusCode()).isEqualTo(200);
        SERVICE.verify(
                getRequestedFor(urlEqualTo("/v1/me/records")).withHeader("Authorization", equalTo("Bearer " + token)));
    }

    @Test
    void signaturesWithEllipticCurvesCountToo() throws Exception {
        assertThat(get("/v1/me/records", TOKENS.signedWithEllipticCurve()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void knownKeysCountWhileTheIssuerIsDown() throws Exception {
        assertThat(get("/v1/me/records", TOKENS.system("a")).statusCode()).isEqualTo(200);

        keycloakIsDown();

        assertThat(get("/v1/me/records", TOKENS.system("a")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0} is open to anyone")
    @ValueSource(
            strings = {
                "/v1/record-types",
                "/v1/record-types/INCOME_TAX_ADVERSE",
                "/v1/measures",
                "/v1/observances?year=2026",
                "/v1/integrity-codes?on=2026-11-22",
                "/v1/ledger/checkpoint",
                "/v1/certificates/abc",
                "/",
                "/docs",
                "/actuator/health"
            })
    void whatIsPublicNeedsNoToken(String path) throws Exception {
        assertThat(ask(path, request -> request).statusCode()).isEqualTo(200);
    }

    @Test
    void anOpenResourceIsOpenForItsMethodsOnly() throws Exception {
        var answer = ask("/v1/record-types", request -> request.POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void addressesThatDoNotExistAreProblems() throws Exception {
        var outside = ask("/wp-admin", request -> request);
        var inside = get("/v1/nothing-of-ours", TOKENS.system("a"));
        var closed = ask("/v1/nothing-of-ours", request -> request);

        assertThat(outside.statusCode()).isEqualTo(404);
        assertThat(slug(outside)).isEqualTo("path-unknown");
        assertThat(inside.statusCode()).isEqualTo(404);
        assertThat(slug(inside)).isEqualTo("path-unknown");
        assertThat(closed.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/v1/records/%2e%2e/%2e%2e/x", "/v1/records;a=b", "/v1//records", "/v1/records/a%2Fb"})
    void addressesNotInTheirPlainFormAreRefused(String path) throws Exception {
        var answer = get(path, TOKENS.system("a"));

        assertThat(answer.statusCode()).isEqualTo(400);
        SERVICE.verify(0, WireMock.anyRequestedFor(anyUrl()));
    }

    @Test
    void whoAsksTooOftenIsToldHowLongToWait() throws Exception {
        var token = TOKENS.person("a person in a hurry");

        var answer = get("/v1/me/records", token);
        for (var i = 0; i < 20 && answer.statusCode() == 200; i++) {
            answer = get("/v1/me/records", token);
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(slug(answer)).isEqualTo("too-many-requests");
        assertThat(header(answer, "Retry-After")).isEqualTo("1");
        assertThat(get("/v1/me/records", TOKENS.person("somebody else")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void everyAnswerProtectsTheBrowser() throws Exception {
        for (var path : new String[] {"/", "/v1/record-types", "/v1/me/records", "/nothing"}) {
            var answer = ask(path, request -> request);

            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
            assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(header(answer, "Content-Security-Policy")).contains("default-src 'none'");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
        }
    }

    @Test
    void measurementsAreNotShownThroughAProxy() throws Exception {
        assertThat(ask("/actuator/prometheus", request -> request).statusCode()).isEqualTo(200);
        assertThat(ask("/actuator/prometheus", request -> request.header("X-Forwarded-For", "203.0.113.7"))
                        .statusCode())
                .isIn(401, 403);
        assertThat(ask("/actuator/env", request -> request).statusCode()).isEqualTo(404);
    }
}
