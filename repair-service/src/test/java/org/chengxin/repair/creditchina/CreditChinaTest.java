package org.chengxin.repair.creditchina;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.moreThanOrExactly;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of Credit China become cases, and it hears where they stand. */
class CreditChinaTest extends CreditChinaStory {

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
}
