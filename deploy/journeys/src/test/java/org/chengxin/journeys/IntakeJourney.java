package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.chengxin.local.Part;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What departments send, twice, late, garbled, or while something is down: one receipt for each, nothing lost. */
class IntakeJourney {

    private final Api api = new Api(Platform.suite());

    @Test
    void aRecordThatIsSentTwiceIsOneRecord() throws Exception {
        var decision = Cases.taxDecision(Cases.stranger());

        try (var tax = new DepartmentSystem(Platform.suite(), "PROV_STATE_TAX")) {
            tax.report("record.reported.v1", decision);
            tax.report("record.reported.v1", decision);

            var receipts = tax.receipts(Cases.id(decision), 2);
            assertThat(receipts)
                    .extracting(IntakeJourney::type)
                    .containsExactly("intake.accepted.v1", "intake.duplicate.v1");
            assertThat(recordId(receipts.getLast())).isEqualTo(recordId(receipts.getFirst()));
        }
        assertThat(own(Cases.id(decision))).isEqualTo(1);
    }

    @Test
    void anAmendmentThatOvertakesItsReportWins() throws Exception {
        var first = Cases.taxDecision(Cases.stranger());
        var second = Cases.with(first, "revision", 2);

        try (var tax = new DepartmentSystem(Platform.suite(), "PROV_STATE_TAX")) {
            tax.report("record.amended.v1", second);
            tax.report("record.reported.v1", first);

            assertThat(tax.receipts(Cases.id(first), 2))
                    .extracting(IntakeJourney::type)
                    .containsExactly("intake.accepted.v1", "intake.superseded.v1");
        }
        assertThat(own(Cases.id(first))).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadGetsAReceiptAndHoldsNobodyUp() throws Exception {
        String key = "GARBLED-" + UUID.randomUUID();
        var decision = Cases.taxDecision(Cases.stranger());

        try (var tax = new DepartmentSystem(Platform.suite(), "PROV_STATE_TAX")) {
            tax.send("intake.prov-state-tax", key, "{\"specversion\": \"1.0\", ");
            tax.report("record.reported.v1", decision);

            var garbled = tax.receipts(key, 1).getFirst();
            assertThat(type(garbled)).isEqualTo("intake.rejected.v1");
            assertThat(garbled.path("data").path("problem").path("type").asString())
                    .isEqualTo("urn:chengxin:problem:event-unreadable");
            assertThat(type(tax.receipts(Cases.id(decision), 1).getFirst())).isEqualTo("intake.accepted.v1");
        }
    }

    @Test
    void aRefusalNamesTheRuleAndTheField() throws Exception {
        var decision = Cases.taxDecision(Cases.stranger());
        decision.remove("noticeServedOn");

        try (var tax = new DepartmentSystem(Platform.suite(), "PROV_STATE_TAX")) {
            tax.report("record.reported.v1", decision);

            var problem =
                    tax.receipts(Cases.id(decision), 1).getFirst().path("data").path("problem");
            assertThat(problem.path("type").asString()).isEqualTo("urn:chengxin:problem:notice-missing");
            assertThat(problem.path("errors").path(0).path("pointer").asString())
                    .isEqualTo("/noticeServedOn");
        }
    }

    @Test
    void theTwinOverHttpTakesOneAndManyWithTheSameOutcome() {
        var tax = api.client("dept-prov-state-tax");
        var known = Cases.with(Cases.taxDecision(Cases.citizen(3)), "revision", 1);
        var withoutNotice = Cases.taxDecision(Cases.citizen(4));
        withoutNotice.remove("noticeServedOn");
        var stranger = Cases.taxDecision(Cases.stranger());

        var one = api.post("/v1/records", tax, known);
        var refused = api.post("/v1/records", tax, withoutNotice);
        var many = api.postLines("/v1/records/batch", tax, List.of(known, withoutNotice, stranger));

        assertThat(one.status()).isEqualTo(201);
        assertThat(one.json().path("version").asInt()).isEqualTo(1);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("notice-missing");
        assertThat(many.lines())
                .extracting(IntakeJourney::type)
                .containsExactly("intake.duplicate.v1", "intake.rejected.v1", "intake.accepted.v1");
        assertThat(recordId(many.lines().getFirst()))
                .isEqualTo(one.json().path("recordId").asString());
        assertThat(own(Cases.id(stranger))).isEqualTo(1);
    }

    @Test
    void whileIdentityServiceIsDownEventsWaitAndAreTakenInOnceItIsBack() throws Exception {
        var decision = Cases.taxDecision(Cases.stranger());
        var suite = Platform.suite();

        try (var tax = new DepartmentSystem(suite, "PROV_STATE_TAX")) {
            suite.kill(Part.IDENTITY_SERVICE);
            tax.report("record.reported.v1", decision);
            var again = Cases.taxDecision(Cases.stranger());
            tax.report("record.reported.v1", again);
            suite.restart(Part.IDENTITY_SERVICE);

            assertThat(tax.receipts(Cases.id(decision), 1))
                    .extracting(IntakeJourney::type)
                    .containsExactly("intake.accepted.v1");
            assertThat(tax.receipts(Cases.id(again), 1))
                    .extracting(IntakeJourney::type)
                    .containsExactly("intake.accepted.v1");
        } finally {
            if (!suite.running(Part.IDENTITY_SERVICE)) {
                suite.restart(Part.IDENTITY_SERVICE);
            }
        }
        Awaitility.await().until(() -> own(Cases.id(decision)) == 1);
        Invariants.hold(suite);
    }

    private int own(String sourceRecordId) {
        var answer = api.get("/v1/records?sourceRecordId=" + sourceRecordId, api.client("dept-prov-state-tax"));
        assertThat(answer.status()).isEqualTo(200);
        return answer.items().size();
    }

    private static String type(JsonNode receipt) {
        return receipt.path("type").asString();
    }

    private static String recordId(JsonNode receipt) {
        return receipt.path("data").path("recordId").asString();
    }
}
