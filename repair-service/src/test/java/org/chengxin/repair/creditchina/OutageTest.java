package org.chengxin.repair.creditchina;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Credit China is slow, down, cut off or talks nonsense. */
class OutageTest extends CreditChinaStory {

    static Stream<org.junit.jupiter.params.provider.Arguments> failures() {
        return Stream.of(
                arguments("slow", okJson("{\"items\": []}").withFixedDelay(60_000)),
                arguments("failing", serverError()),
                arguments("not taking our token", status(401)),
                arguments("refusing", status(403)),
                arguments("cut", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                arguments("garbage", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
                arguments("another page", okJson("<html>").withHeader("Content-Type", "text/html")),
                arguments("empty", okJson("")),
                arguments("null", okJson("null")),
                arguments("no list", okJson("{\"items\": {\"position\": 1}}")),
                arguments("going backwards", okJson("{\"items\": [{\"position\": 0}]}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void anOutageIsWaitedOutAndNothingIsTakenTwice(String what, ResponseDefinitionBuilder failure) {
        repairable();
        creditChina.stubFor(get(urlPathEqualTo("/v1/repair-requests")).willReturn(failure));
        exchange.run();
        assertThat(requests.position()).as(what).isEqualTo(before);

        creditChina.stubFor(get(urlPathEqualTo("/v1/repair-requests")).willReturn(okJson("{\"items\": []}")));
        hasFor(before, request(1, number));
        exchanged(() -> told("FILED"));

        assertThat(cases()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"500", "503", "401"})
    void aResultThatIsNotHeardIsToldLater(int status) {
        repairable();
        hasFor(before, request(1, number));
        creditChina.stubFor(
                put(urlPathMatching("/v1/repair-requests/[^/]+/result")).willReturn(status(status)));
        exchanged(() -> assertThat(requests.position()).isEqualTo(before + 1));
        assertThat(waits()).isTrue();

        creditChina.resetRequests();
        creditChina.stubFor(
                put(urlPathMatching("/v1/repair-requests/[^/]+/result")).willReturn(ok()));
        exchanged(() -> told("FILED"));
    }

    @Test
    void aResultThatIsRefusedIsNotRepeated() {
        repairable();
        hasFor(before, request(1, number));
        creditChina.stubFor(
                put(urlPathMatching("/v1/repair-requests/[^/]+/result")).willReturn(status(404)));

        exchanged(() -> told("FILED"));

        exchanged(() -> assertThat(waits()).isFalse());
    }
}
