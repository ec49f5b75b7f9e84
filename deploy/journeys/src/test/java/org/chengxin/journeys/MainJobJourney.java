package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The main job: a department reports, the person sees it, a prefecture asks lawfully, the person sees who asked, the
 * national platform pulls, and the person's dispute shows everywhere.
 */
class MainJobJourney {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Api api = new Api(Platform.suite());

    @Test
    void aDecisionGoesFromTheDepartmentToEverybodyWhoMayKnowAndThePersonSeesItAll() throws Exception {
        var wang = Cases.citizen(1);
        var decision = Cases.taxDecision(wang);
        var feed = new Feed(api);
        long before = feed.end();

        String recordId;
        try (var tax = new DepartmentSystem(Platform.suite(), "PROV_STATE_TAX")) {
            tax.report("record.reported.v1", decision);
            var receipt = tax.receipts(Cases.id(decision), 1).getFirst();
            assertThat(receipt.path("type").asString()).isEqualTo("intake.accepted.v1");
            recordId = receipt.path("data").path("recordId").asString();
        }

        var mine = eventually(
                () -> api.get("/v1/me/records?limit=200", api.user("citizen-1")).items(), recordId);
        assertThat(mine.path("state").asString()).isEqualTo("FINAL");
        assertThat(mine.path("facts").path("summary").asString()).isEqualTo("未按规定办理汇算清缴");

        var seen = eventually(this::askAsKunming, recordId);
        assertThat(seen.path("flags").path("disputed").asBoolean()).isFalse();

        var log = api.get("/v1/me/access-log", api.user("citizen-1")).items();
        assertThat(log).anySatisfy(entry -> {
            assertThat(entry.path("organisation").asString()).isEqualTo("prefecture-530100");
            assertThat(entry.path("purpose").asString()).isEqualTo("ADMINISTRATIVE_PERMIT");
            assertThat(entry.path("matterNumber").asString()).isEqualTo("2026-KM-0001");
            assertThat(entry.path("outcome").asString()).isEqualTo("ANSWERED");
        });

        var item = eventually(() -> feed.after(before), recordId);
        assertThat(item.path("op").asString()).isEqualTo("UPSERT");
        assertThat(item.path("subject").path("documentNumber").asString()).isEqualTo(wang.documentNumber());

        var dispute = api.post(
                "/v1/disputes",
                api.user("citizen-1"),
                Map.of(
                        "recordId", recordId,
                        "field", "/facts/summary",
                        "grounds", "WRONG_FACT",
                        "explanation", "汇算清缴已按期办理"));
        assertThat(dispute.status()).isEqualTo(201);
        assertThat(dispute.json().path("dueOn").asString()).isNotBlank();

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(find(askAsKunming(), recordId)
                                .path("flags")
                                .path("disputed")
                                .asBoolean())
                        .isTrue());
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(feed.last(before, recordId)
                                .path("flags")
                                .path("disputed")
                                .asBoolean())
                        .isTrue());

        var eligibility = api.get("/v1/repairs/eligibility?recordId=" + recordId, api.user("citizen-1"));
        assertThat(eligibility.status()).isEqualTo(200);
        assertThat(eligibility.json().path("eligible").asBoolean()).isFalse();
    }

    @Test
    void whoEarnedAnAdvantageIsToldYesWithTheReasonAndWithoutTheFile() {
        var check = api.post(
                "/v1/entitlement-checks",
                api.client("prefecture-530100"),
                Map.of(
                        "subject",
                        Cases.subject(Cases.citizen(6)),
                        "measure",
                        "GREEN_CHANNEL",
                        "matterNumber",
                        "2026-KM-0002",
                        "regulatedParty",
                        true));

        assertThat(check.status()).isEqualTo(200);
        assertThat(check.json().path("entitled").isBoolean()).isTrue();
        assertThat(check.json().path("reasons").valueStream().toList())
                .isNotEmpty()
                .allSatisfy(reason -> assertThat(reason.path("rule").asString()).startsWith("I-"));
        assertThat(check.text()).doesNotContain("facts", "recordId");
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(api.get("/v1/me/access-log", api.user("citizen-6"))
                                .items())
                        .anySatisfy(
                                entry -> assertThat(entry.path("matterNumber").asString())
                                        .isEqualTo("2026-KM-0002")));
    }

    @Test
    void everybodyMayReadTheRules() {
        assertThat(api.withoutToken("/v1/record-types").items()).isNotEmpty();
        assertThat(api.withoutToken("/v1/measures").items()).isNotEmpty();
        assertThat(api.withoutToken("/v1/observances?year=2027").items())
                .anySatisfy(day -> assertThat(day.path("from").asString()).isEqualTo("2027-02-06"));
        assertThat(api.withoutToken("/v1/integrity-codes?on=2026-11-22").status())
                .isEqualTo(200);
        assertThat(api.withoutToken("/docs").status()).isEqualTo(200);
    }

    private List<JsonNode> askAsKunming() {
        var answer = api.post(
                "/v1/queries", api.client("prefecture-530100"), Cases.query(Cases.citizen(1), "ADMINISTRATIVE_PERMIT"));
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("records").valueStream().toList();
    }

    private static JsonNode eventually(java.util.function.Supplier<List<JsonNode>> list, String recordId) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !find(list.get(), recordId).isMissingNode());
        return find(list.get(), recordId);
    }

    private static JsonNode find(List<JsonNode> items, String recordId) {
        return items.stream()
                .filter(item -> item.path("recordId").asString().equals(recordId))
                .findFirst()
                .orElse(tools.jackson.databind.node.MissingNode.getInstance());
    }
}
