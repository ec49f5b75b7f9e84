package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A person disputes a record and is right: two officials erase it, and whoever holds it is told to stop. */
class DisputeJourney {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Map<String, Object> REASONS =
            Map.of("reason", "The return was filed in time.", "basis", "征信业管理条例 Art. 25");

    private final Api api = new Api(Platform.suite());

    @Test
    void whatIsErasedIsGoneForThePersonAndStoppedForThoseWhoHoldIt() {
        var feed = new Feed(api);
        var reported = api.post("/v1/records", api.client("dept-prov-state-tax"), Cases.taxDecision(Cases.citizen(5)));
        assertThat(reported.status()).as(reported.text()).isEqualTo(201);
        String recordId = reported.json().path("recordId").asString();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> feed.last(0, recordId).path("op").asString().equals("UPSERT"));
        long before = feed.end();

        String caseId = disputed(recordId);
        var proposed = step(caseId, "decision", "officer-prov-state-tax", Cases.with(REASONS, "outcome", "ERASED"));
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(200);
        assertThat(proposed.json().path("state").asString()).isEqualTo("ERASURE_PROPOSED");
        assertThat(step(caseId, "confirmation", "officer-prov-state-tax", REASONS)
                        .problem())
                .isEqualTo("four-eyes");
        assertThat(step(caseId, "confirmation", "reviewer-1", REASONS).status()).isEqualTo(200);

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(mine())
                        .noneMatch(record -> record.path("recordId").asString().equals(recordId)));
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(feed.last(before, recordId).path("op").asString())
                                .isEqualTo("STOP_USE"));
        var decided = api.get("/v1/cases/" + caseId, api.user("citizen-5")).json();
        assertThat(decided.path("decisions").path(0).path("text").asString()).contains("The return was filed in time.");
    }

    private String disputed(String recordId) {
        var dispute = Map.<String, Object>of("recordId", recordId, "grounds", "WRONG_FACT", "explanation", "汇算清缴已按期办理");
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(api.get("/v1/repairs/eligibility?recordId=" + recordId, api.user("citizen-5"))
                                        .status())
                                .isEqualTo(200));
        var opened = api.post("/v1/disputes", api.user("citizen-5"), dispute);
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        return opened.json().path("caseId").asString();
    }

    private Api.Answer step(String caseId, String step, String user, Map<String, Object> body) {
        var token = api.user(user);
        var version =
                api.get("/v1/cases/" + caseId, token).headers().get("etag").getFirst();
        return api.post("/v1/cases/" + caseId + "/" + step, token, body, version);
    }

    private List<JsonNode> mine() {
        var answer = api.get("/v1/me/records?limit=200", api.user("citizen-5"));
        assertThat(answer.status()).isEqualTo(200);
        return answer.items();
    }
}
