package org.chengxin.gateway.proxy;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.notMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.chengxin.gateway.AtTheGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardTest extends AtTheGateway {

    private static final String TOKEN = TOKENS.system("prefecture-530100");

    @Test
    void pathAndQueryArriveByteForByte() throws Exception {
        the(okJson("{}"));

        get("/v1/records?sourceRecordId=TAX%2F1%2B2+3&status=%E4%B8%AD&from=&x=1&x=2", TOKEN);

        SERVICE.verify(
                getRequestedFor(urlEqualTo("/v1/records?sourceRecordId=TAX%2F1%2B2+3&status=%E4%B8%AD&from=&x=1&x=2")));
    }

    @Test
    void whatOnlyTheInsideMaySayIsNotTakenFromClients() throws Exception {
        the(okJson("{}"));

        ask(
                "/v1/records",
                request -> request.header("Authorization", "Bearer " + TOKEN)
                        .header("X-Forwarded-For", "203.0.113.7")
                        .header("X-Forwarded-Host", "evil.example")
                        .header("Forwarded", "for=203.0.113.7")
                        .header("X-Chengxin-Role", "reviewer")
                        .header("Cookie", "session=1")
                        .header("TE", "trailers")
                        .header("Keep-Alive", "timeout=5")
                        .header("baggage", "name=somebody")
                        .header("If-Match", "\"3\"")
                        .header("Idempotency-Key", "k-1")
                        .header("Accept-Language", "zh"));

        SERVICE.verify(getRequestedFor(urlEqualTo("/v1/records"))
                .withHeader("X-Forwarded-For", absent())
                .withHeader("X-Forwarded-Host", absent())
                .withHeader("Forwarded", absent())
                .withHeader("X-Chengxin-Role", absent())
                .withHeader("Cookie", absent())
                .withHeader("TE", absent())
                .withHeader("Keep-Alive", absent())
                .withHeader("baggage", absent())
                .withHeader("If-Match", equalTo("\"3\""))
                .withHeader("Idempotency-Key", equalTo("k-1"))
                .withHeader("Accept-Language", equalTo("zh")));
    }

    @Test
    void requestIdAndTraceAreTakenOver() throws Exception {
        the(okJson("{}"));
        var id = "0f8b6f0e-6a53-4a3e-9d0e-5c1f7f1d0001";

        var answer = ask(
                "/v1/records",
                request -> request.header("Authorization", "Bearer " + TOKEN)
                        .header("X-Request-Id", id)
                        .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

        assertThat(answer.headers().allValues("X-Request-Id")).containsExactly(id);
        SERVICE.verify(getRequestedFor(urlEqualTo("/v1/records"))
                .withHeader("X-Request-Id", equalTo(id))
                .withHeader("traceparent", matching("00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-01")));
    }

    @Test
    void requestIdAndTraceAreBegunWhereTheyAreMissing() throws Exception {
        the(okJson("{}"));

        var answer = get("/v1/records", TOKEN);

        assertThat(header(answer, "X-Request-Id")).matches("[0-9a-f-]{36}");
        SERVICE.verify(getRequestedFor(urlEqualTo("/v1/records"))
                .withHeader("X-Request-Id", equalTo(header(answer, "X-Request-Id")))
                .withHeader("traceparent", matching("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]")));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"530199199001010019", "my name is Wang", "x"})
    void aRequestIdThatCouldBePersonalIsReplaced(String offered) throws Exception {
        the(okJson("{}"));

        var answer = ask(
                "/v1/records",
                request -> request.header("Authorization", "Bearer " + TOKEN).header("X-Request-Id", offered));

        assertThat(header(answer, "X-Request-Id")).isNotEqualTo(offered).matches("[0-9a-f-]{36}");
        SERVICE.verify(getRequestedFor(urlEqualTo("/v1/records")).withHeader("X-Request-Id", notMatching(offered)));
    }

    @Test
    void anAnswerComesBackWithoutWhatServicesShouldNotSay() throws Exception {
        the(aResponse()
                .withStatus(201)
                .withHeader("Content-Type", "application/json")
                .withHeader("ETag", "\"7\"")
                .withHeader("Location", SERVICE.baseUrl() + "/v1/records/1")
                .withHeader("Cache-Control", "max-age=60")
                .withHeader("X-Next-Position", "18236")
                .withHeader("Set-Cookie", "session=1")
                .withHeader("Server", "inner/1.0")
                .withHeader("X-Powered-By", "inner")
                .withHeader("Access-Control-Allow-Origin", "*")
                .withHeader("Keep-Alive", "timeout=5")
                .withHeader("X-Content-Type-Options", "nosniff")
                .withBody("{\"recordId\":\"1\"}"));

        var answer = post("/v1/records", "{}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"recordId\":\"1\"}");
        assertThat(header(answer, "ETag")).isEqualTo("\"7\"");
        assertThat(header(answer, "Location")).isEqualTo("/v1/records/1");
        assertThat(header(answer, "Cache-Control")).isEqualTo("max-age=60");
        assertThat(header(answer, "X-Next-Position")).isEqualTo("18236");
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().map())
                .doesNotContainKeys(
                        "set-cookie", "server", "x-powered-by", "access-control-allow-origin", "keep-alive");
    }

    @ParameterizedTest(name = "{0} passes as it is")
    @ValueSource(ints = {204, 304, 400, 401, 403, 404, 409, 412, 422, 428, 429})
    void whatTheServiceDecidesIsNotChanged(int status) throws Exception {
        the(aResponse().withStatus(status).withHeader("Retry-After", "7"));

        var answer = get("/v1/records", TOKEN);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(header(answer, "Retry-After")).isEqualTo("7");
        SERVICE.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void redirectsAreForTheClient() throws Exception {
        the(aResponse().withStatus(303).withHeader("Location", "/v1/records/2"));

        var answer = get("/v1/records", TOKEN);

        assertThat(answer.statusCode()).isEqualTo(303);
        SERVICE.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void aProblemOfTheServiceStaysItsOwn() throws Exception {
        the(aResponse()
                .withStatus(503)
                .withHeader("Content-Type", "application/problem+json")
                .withHeader("Retry-After", "3")
                .withBody("{\"type\":\"urn:chengxin:problem:identity-service-unavailable\"}"));

        var answer = get("/v1/records", TOKEN);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(slug(answer)).isEqualTo("identity-service-unavailable");
        assertThat(header(answer, "Retry-After")).isEqualTo("3");
    }

    @Test
    void anErrorPageOfTheInsideIsNotShown() throws Exception {
        the(aResponse()
                .withStatus(500)
                .withHeader("Content-Type", "text/html")
                .withBody("<pre>java.lang.IllegalStateException at org.chengxin</pre>"));

        var answer = get("/v1/records", TOKEN);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(slug(answer)).isEqualTo("service-fault");
        assertThat(answer.body()).doesNotContain("IllegalState");
        assertThat(json(answer).path("service").asString()).isEqualTo("record-service");
    }

    @Test
    void aServiceThatIsTooSlowIsNotWaitedFor() throws Exception {
        the(okJson("{}").withFixedDelay(20_000));

        var answer = get("/v1/records", TOKEN);

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(slug(answer)).isEqualTo("service-timeout");
        assertThat(header(answer, "Retry-After")).isEqualTo("5");
        SERVICE.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void aServiceThatIsNotThereIsUnavailable() throws Exception {
        var answer = get("/v1/cases", TOKEN);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(slug(answer)).isEqualTo("service-unavailable");
        assertThat(json(answer).path("service").asString()).isEqualTo("repair-service");
        assertThat(header(answer, "Retry-After")).isEqualTo("5");
        assertThat(header(answer, "X-Request-Id")).isNotBlank();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = Fault.class,
            names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE"})
    void aServiceThatAnswersNothingSensibleIsUnavailable(Fault fault) throws Exception {
        the(aResponse().withFault(fault));

        var answer = get("/v1/records", TOKEN);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(slug(answer)).isEqualTo("service-unavailable");
    }

    @Test
    void aQuestionWhoseConnectionBrokeIsAskedOnceMore() throws Exception {
        SERVICE.stubFor(any(anyUrl())
                .inScenario("once")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .willSetStateTo("well again"));
        SERVICE.stubFor(any(anyUrl())
                .inScenario("once")
                .whenScenarioStateIs("well again")
                .willReturn(okJson("{}")));

        assertThat(get("/v1/records", TOKEN).statusCode()).isEqualTo(200);
        SERVICE.verify(2, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void whatMayHaveTakenEffectIsNeverSentTwice(String method) throws Exception {
        the(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        var answer = ask(
                "/v1/records/1",
                request -> request.header("Authorization", "Bearer " + TOKEN)
                        .method(method, BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(503);
        SERVICE.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void anAnswerThatBreaksOffNeverLooksComplete() {
        the(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));

        assertThatThrownBy(() -> {
                    var answer = get("/v1/records", TOKEN);
                    // Before anything reached the client there is still time for a problem.
                    if (answer.statusCode() >= 500) {
                        throw new IOException("answered as a problem");
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void aBrokenServiceIsLeftAlone() throws Exception {
        the(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        for (var i = 0; i < 20; i++) {
            post("/v1/records", "{}");
        }
        SERVICE.resetRequests();

        var answer = post("/v1/records", "{}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(slug(answer)).isEqualTo("service-unavailable");
        assertThat(header(answer, "Retry-After")).isEqualTo("5");
        SERVICE.verify(0, anyRequestedFor(anyUrl()));
        // One service's trouble is not another's.
        assertThat(get("/v1/observances?year=2026", TOKEN).statusCode()).isEqualTo(503);
        SERVICE.verify(2, anyRequestedFor(anyUrl()));
    }

    @Test
    void bodiesArriveWhole() throws Exception {
        the(okJson("{}"));
        var small = "a".repeat(60_000);
        var large = "b".repeat(900_000);

        post("/v1/records", small);
        post("/v1/records", large);
        ask(
                "/v1/records",
                request -> request.header("Authorization", "Bearer " + TOKEN)
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.getBytes()))));

        SERVICE.verify(1, postRequestedFor(anyUrl()).withRequestBody(equalTo(small)));
        SERVICE.verify(2, postRequestedFor(anyUrl()).withRequestBody(equalTo(large)));
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsNotRead() throws Exception {
        the(okJson("{}"));

        var answer = post("/v1/records", "a".repeat(1_200_000));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(slug(answer)).isEqualTo("body-too-large");
        assertThat(json(answer).path("limitBytes").asInt()).isEqualTo(1 << 20);
        SERVICE.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void aBodyThatTurnsOutTooLargeIsRefused() throws Exception {
        the(okJson("{}"));
        var body = new byte[1_500_000];

        var answer = ask(
                "/v1/records",
                request -> request.header("Authorization", "Bearer " + TOKEN)
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(slug(answer)).isEqualTo("body-too-large");
    }

    @Test
    void aBatchMayBeLarge() throws Exception {
        the(aResponse().withHeader("Content-Type", "application/x-ndjson").withBody("{}\n"));
        var body = "{}\n".repeat(1_000_000);

        var answer = post("/v1/records/batch", body);

        assertThat(answer.statusCode()).isEqualTo(200);
        SERVICE.verify(1, postRequestedFor(urlEqualTo("/v1/records/batch")));
    }

    @Test
    void eachServiceDescribesItselfUnderTheDocumentation() throws Exception {
        the(okJson("{\"openapi\":\"3.1.0\"}"));

        var answer = ask("/docs/openapi/record-service.json", request -> request);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("3.1.0");
        SERVICE.verify(getRequestedFor(urlEqualTo("/v3/api-docs")));
    }

    private static void the(ResponseDefinitionBuilder answer) {
        SERVICE.stubFor(any(anyUrl()).willReturn(answer));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return ask(
                path,
                request -> request.header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }
}
