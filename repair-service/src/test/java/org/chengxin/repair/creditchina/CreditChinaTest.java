package org.chengxin.repair.creditchina;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.moreThanOrExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.chengxin.repair.CaseStory;
import org.chengxin.repair.records.RecordExample;
import org.chengxin.repair.records.Standing;
import org.chengxin.testkit.PeerServers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class CreditChinaTest extends CaseStory {

    @Autowired
    Requests requests;

    @Autowired
    ExchangeWithCreditChina exchange;

    final WireMockServer creditChina = PeerServers.authority();
    final String number = "XYZG-" + UUID.randomUUID();
    long before;

    @BeforeEach
    void itHasNothingForUsAndHearsEverything() {
        before = requests.position();
        creditChina.stubFor(get(urlPathEqualTo("/v1/repair-requests")).willReturn(okJson("{\"items\": []}")));
        creditChina.stubFor(
                put(urlPathMatching("/v1/repair-requests/[^/]+/result")).willReturn(ok()));
    }

    @Test
    void aRequestBecomesACaseAndEachOfItsStepsIsTold() {
        repairable();
        hasFor(before, request(1, number));
        exchanged(() -> told("FILED"));

        var found = cases();
        assertThat(found).hasSize(1);
        var caseId = found.getFirst().get("caseId").asString();
        assertThat(found.getFirst().get("dueOn").asString()).isEqualTo("2026-11-25");
        api.taken(api.step(caseId, "acceptance", officer(), "{\"accepted\": true, \"reason\": \"Complete.\"}"));
        exchanged(() -> told("ACCEPTED"));
        api.taken(api.step(caseId, "decision", officer(), decision("GRANTED")));
        exchanged(() -> told("GRANTED"));

        creditChina.verify(
                moreThanOrExactly(1),
                results()
                        .withRequestBody(matchingJsonPath("$.caseId", equalTo(caseId)))
                        .withRequestBody(matchingJsonPath("$.reason", equalTo("The file says so.")))
                        .withRequestBody(matchingJsonPath("$.basis", equalTo("征信业管理条例 Art. 25"))));
        exchanged(() -> assertThat(waits()).isFalse());
    }

    @Test
    void theSameRequestTwiceIsOneCase() {
        repairable();
        hasFor(before, request(1, number), request(2, number));
        exchanged(() -> told("FILED"));
        hasFor(before + 2, request(3, number));
        exchanged(() -> assertThat(requests.position()).isEqualTo(before + 3));

        assertThat(cases()).hasSize(1);
    }

    @Test
    void whoAppliedHereTooHasOneCaseAndBothAreAnswered() {
        repairable();
        api.taken(api.post("/v1/repairs", citizen(), """
                {"recordId": "%s", "method": "CREDIT_PLEDGE", "pledge": true}
                """.formatted(recordId)));
        hasFor(before, request(1, number));

        exchanged(() -> told("FILED"));

        assertThat(cases()).hasSize(1);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            "method": "CREDIT_PLEDGE", "pledge": true, "recordId": "00000000-0000-0000-0000-000000000001" | record-not-found
            "method": "CREDIT_PLEDGE", "pledge": false                                                  | pledge-missing
            "method": "BRIBERY", "pledge": true                                                         | method-unsuitable
            "method": "VOLUNTEER_SERVICE", "pledge": true                                               | method-supports-only
            "pledge": true                                                                              | request-unreadable
            "method": "CREDIT_PLEDGE", "pledge": "perhaps"                                              | request-unreadable
            "method": "CREDIT_PLEDGE", "pledge": true, "recordId": "not an id"                          | request-unreadable
            """)
    void whatCannotBecomeACaseIsAnsweredWithItsReason(String members, String slug) {
        repairable();
        var record = members.contains("recordId") ? "" : "\"recordId\": \"" + recordId + "\", ";
        hasFor(
                before,
                "{\"position\": %d, \"kind\": \"REQUEST\", \"requestNumber\": \"%s\", %s%s}"
                        .formatted(before + 1, number, record, members));

        exchanged(() -> told("NOT_ACCEPTED"));

        creditChina.verify(
                moreThanOrExactly(1), results().withRequestBody(matchingJsonPath("$.reason", equalTo(slug))));
        assertThat(cases()).isEmpty();
    }

    @Test
    void whatCannotEvenBeAnsweredStopsNothingBehindIt() {
        repairable();
        hasFor(
                before,
                "{\"position\": %d}".formatted(before + 1),
                "{\"position\": %d, \"kind\": \"REQUEST\", \"requestNumber\": \"../../x\"}".formatted(before + 2),
                request(3, number));

        exchanged(() -> told("FILED"));
    }

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

    @Test
    void whatWeRefusedAndItRepairedIsRepaired() {
        repairable();
        var caseId = applied();
        api.taken(api.step(caseId, "acceptance", officer(), "{\"accepted\": true, \"reason\": \"Complete.\"}"));
        api.taken(api.step(caseId, "decision", officer(), decision("REFUSED")));

        hasFor(before, finding(1, true));
        exchanged(() -> assertThat(state(caseId)).isEqualTo("GRANTED"));

        api.announced("repair.granted.v1", caseId);
        var decisions = api.read(caseId, citizen()).get("decisions");
        assertThat(decisions).hasSize(2);
        assertThat(decisions.get(1).get("basis").asString()).contains("以“信用中国”为准");
    }

    @Test
    void whatNobodyAskedForHereAndItRepairedIsRepaired() {
        records.remember(RecordExample.adverse().of(wang).id(recordId));

        hasFor(before, finding(1, true), finding(2, true));
        exchanged(() -> assertThat(requests.position()).isEqualTo(before + 2));

        assertThat(cases()).hasSize(1);
        var caseId = cases().getFirst().get("caseId").asString();
        assertThat(state(caseId)).isEqualTo("GRANTED");
        api.announced("repair.granted.v1", caseId);
    }

    @Test
    void whatIsOverHereNeedsNothing() {
        records.remember(RecordExample.adverse().of(wang).id(recordId).standing(Standing.WITHDRAWN));

        hasFor(before, finding(1, true), finding(2, false));
        exchanged(() -> assertThat(requests.position()).isEqualTo(before + 2));

        assertThat(cases()).isEmpty();
    }

    @Test
    void whatItDidNotRepairIsUndoneHereOnlyAfterNoticeAndHearing() {
        repairable();
        var caseId = applied();
        api.taken(api.step(caseId, "acceptance", officer(), "{\"accepted\": true, \"reason\": \"Complete.\"}"));
        api.taken(api.step(caseId, "decision", officer(), decision("GRANTED")));

        hasFor(before, finding(1, false), finding(2, false));
        exchanged(() -> assertThat(requests.position()).isEqualTo(before + 2));

        assertThat(state(caseId)).isEqualTo("UNDO_PROPOSED");
        api.refused(api.step(caseId, "decision", officer(), decision("UNDONE")), 409, "step-not-open");
        api.taken(api.step(caseId, "hearing", citizen(), "{\"explanation\": \"It was paid.\"}"));
        api.taken(api.step(caseId, "decision", officer(), decision("UNDONE")));
        api.announced("repair.undone.v1", caseId);
    }

    private void repairable() {
        records.remember(RecordExample.adverse().of(wang).id(recordId).dutyPerformed());
    }

    private String applied() {
        return api.taken(api.post("/v1/repairs", citizen(), """
                        {"recordId": "%s", "method": "CREDIT_PLEDGE", "pledge": true}
                        """.formatted(recordId)))
                .get("caseId")
                .asString();
    }

    private String request(int offset, String requestNumber) {
        return """
                {"position": %d, "kind": "REQUEST", "requestNumber": "%s", "recordId": "%s",
                 "method": "CREDIT_PLEDGE", "pledge": true, "explanation": "缴清", "later": "unknown to us"}
                """.formatted(before + offset, requestNumber, recordId);
    }

    private String finding(int offset, boolean repaired) {
        return """
                {"position": %d, "kind": "STATUS", "recordId": "%s", "repaired": %s}
                """.formatted(before + offset, recordId, repaired);
    }

    private void hasFor(long after, String... items) {
        creditChina.stubFor(get(urlPathEqualTo("/v1/repair-requests"))
                .withQueryParam("after", equalTo(String.valueOf(after)))
                .willReturn(okJson("{\"items\": [" + String.join(",", items) + "]}")));
    }

    /** The circuit to a peer that failed may be open for a while: the exchange is run until it is through. */
    private void exchanged(ThrowingRunnable seen) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            exchange.run();
            seen.run();
        });
    }

    private com.github.tomakehurst.wiremock.matching.RequestPatternBuilder results() {
        return putRequestedFor(urlPathEqualTo("/v1/repair-requests/" + number + "/result"))
                .withHeader("Authorization", equalTo("Bearer its-token"));
    }

    /** At least once: an answer that comes late is asked for again. */
    private void told(String state) {
        creditChina.verify(
                moreThanOrExactly(1), results().withRequestBody(matchingJsonPath("$.state", equalTo(state))));
    }

    private boolean waits() {
        return requests.toTell(1_000).stream()
                .anyMatch(waiting -> waiting.requestNumber().equals(number));
    }

    private String state(String caseId) {
        return api.read(caseId, citizen()).get("state").asString();
    }

    private List<JsonNode> cases() {
        return api.taken(api.get("/v1/cases", citizen()))
                .get("items")
                .valueStream()
                .toList();
    }
}
