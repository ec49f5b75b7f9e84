package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A bank asks line by line, and in the middle of it the person takes their consent back. */
class BatchJourney {

    private static final int CITIZEN = 12;
    private static final String BANK = "agency-demo-bank";
    /** More lines than share a commit, so that the first answers come while the batch is still open. */
    private static final int HALF = 75;

    private final Api api = new Api(Platform.suite());
    private final String matter = "BATCH-" + UUID.randomUUID();

    @Test
    void aConsentWithdrawnInTheMiddleOfABatchClosesTheLinesThatFollowAndNoneBefore() throws Exception {
        String recordId = reported();
        String consentId = consented();
        Awaitility.await()
                .atMost(CaseDesk.PATIENCE)
                .untilAsserted(() -> assertThat(alone("BEFORE-" + UUID.randomUUID())
                                .json()
                                .path("records")
                                .findValuesAsString("recordId"))
                        .contains(recordId));

        List<JsonNode> answers;
        try (var batch = new BatchStream(Platform.suite().gateway(), "/v1/queries/batch", api.client(BANK))) {
            for (int line = 1; line <= HALF; line++) {
                batch.ask(question(line));
            }
            Awaitility.await()
                    .atMost(CaseDesk.PATIENCE)
                    .until(() -> !batch.answers().isEmpty());
            assertThat(batch.status()).contains("200");

            var withdrawn = api.delete("/v1/consents/" + consentId, citizen());
            assertThat(withdrawn.status()).as(withdrawn.text()).isEqualTo(204);

            for (int line = HALF + 1; line <= 2 * HALF; line++) {
                batch.ask(question(line));
            }
            answers = batch.finish();
        }

        assertThat(answers).extracting(answer -> answer.path("line").asInt()).hasSize(2 * HALF);
        var shown = answers.stream().takeWhile(answer -> answer.has("report")).toList();
        var refused = answers.subList(shown.size(), answers.size());
        assertThat(shown)
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(HALF)
                .allSatisfy(answer -> assertThat(
                                answer.path("report").path("records").findValuesAsString("recordId"))
                        .contains(recordId));
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.path("problem").path("type").asString()).endsWith(":consent-missing");
            assertThat(answer.toString()).doesNotContain(recordId);
        });
        assertThat(entries())
                .filteredOn(entry -> entry.path("outcome").asString().equals("ANSWERED"))
                .hasSameSizeAs(shown)
                .allSatisfy(
                        entry -> assertThat(entry.path("consentId").asString()).isEqualTo(consentId));
        assertThat(entries())
                .filteredOn(entry -> entry.path("outcome").asString().equals("REFUSED"))
                .hasSameSizeAs(refused);
        Invariants.hold(Platform.suite());
    }

    private Map<String, Object> question(int line) {
        return Cases.with(asked(matter), "ref", "line-" + line);
    }

    private static Map<String, Object> asked(String matter) {
        return Cases.with(Cases.query(Cases.citizen(CITIZEN), "CREDIT_SERVICE"), "matterNumber", matter);
    }

    private Api.Answer alone(String matter) {
        return api.post("/v1/queries", api.client(BANK), asked(matter));
    }

    private String citizen() {
        return api.user("citizen-" + CITIZEN);
    }

    private String reported() {
        var reported =
                api.post("/v1/records", api.client("dept-prov-state-tax"), Cases.taxDecision(Cases.citizen(CITIZEN)));
        assertThat(reported.status()).as(reported.text()).isEqualTo(201);
        return reported.json().path("recordId").asString();
    }

    private String consented() {
        var given = api.post(
                "/v1/consents",
                citizen(),
                Map.of(
                        "receiver",
                        BANK,
                        "purpose",
                        "CREDIT_SERVICE",
                        "grants",
                        List.of(Map.of("recordType", "INCOME_TAX_ADVERSE", "fields", List.of("summary")))));
        assertThat(given.status()).as(given.text()).isEqualTo(201);
        return given.json().path("consentId").asString();
    }

    /** The person's log of this batch. */
    private List<JsonNode> entries() {
        return api.all("/v1/me/access-log", citizen()).stream()
                .filter(entry -> entry.path("matterNumber").asString("").equals(matter))
                .toList();
    }
}
