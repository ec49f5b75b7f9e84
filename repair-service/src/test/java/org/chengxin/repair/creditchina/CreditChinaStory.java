package org.chengxin.repair.creditchina;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.moreThanOrExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.chengxin.repair.CaseStory;
import org.chengxin.repair.records.RecordExample;
import org.chengxin.testkit.PeerServers;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A record of Wang's, and Credit China with something for us. */
abstract class CreditChinaStory extends CaseStory {

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

    void repairable() {
        records.remember(RecordExample.adverse().of(wang).id(recordId).dutyPerformed());
    }

    String applied() {
        return api.taken(api.post("/v1/repairs", citizen(), """
                        {"recordId": "%s", "method": "CREDIT_PLEDGE", "pledge": true}
                        """.formatted(recordId)))
                .get("caseId")
                .asString();
    }

    String request(int offset, String requestNumber) {
        return """
                {"position": %d, "kind": "REQUEST", "requestNumber": "%s", "recordId": "%s",
                 "method": "CREDIT_PLEDGE", "pledge": true, "explanation": "缴清", "later": "unknown to us"}
                """.formatted(before + offset, requestNumber, recordId);
    }

    String finding(int offset, boolean repaired) {
        return """
                {"position": %d, "kind": "STATUS", "recordId": "%s", "repaired": %s}
                """.formatted(before + offset, recordId, repaired);
    }

    void hasFor(long after, String... items) {
        creditChina.stubFor(get(urlPathEqualTo("/v1/repair-requests"))
                .withQueryParam("after", equalTo(String.valueOf(after)))
                .willReturn(okJson("{\"items\": [" + String.join(",", items) + "]}")));
    }

    /** The circuit to a peer that failed may be open for a while: the exchange is run until it is through. */
    void exchanged(ThrowingRunnable seen) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            exchange.run();
            seen.run();
        });
    }

    com.github.tomakehurst.wiremock.matching.RequestPatternBuilder results() {
        return putRequestedFor(urlPathEqualTo("/v1/repair-requests/" + number + "/result"))
                .withHeader("Authorization", equalTo("Bearer its-token"));
    }

    /** At least once: an answer that comes late is asked for again. */
    void told(String state) {
        creditChina.verify(
                moreThanOrExactly(1), results().withRequestBody(matchingJsonPath("$.state", equalTo(state))));
    }

    boolean waits() {
        return requests.toTell(1_000).stream()
                .anyMatch(waiting -> waiting.requestNumber().equals(number));
    }

    String state(String caseId) {
        return api.read(caseId, citizen()).get("state").asString();
    }

    List<JsonNode> cases() {
        return api.taken(api.get("/v1/cases", citizen()))
                .get("items")
                .valueStream()
                .toList();
    }
}
