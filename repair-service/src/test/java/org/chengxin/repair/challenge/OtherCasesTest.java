package org.chengxin.repair.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.chengxin.repair.CaseStory;
import org.chengxin.repair.records.RecordExample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherCasesTest extends CaseStory {

    static final String TAKEN_ON = "{\"accepted\": true, \"reason\": \"In time.\"}";

    @Test
    void aReconsiderationNobodyLooksAtCountsAsAcceptedAndSuspends() {
        var caseId = challenged("RECONSIDERATION");

        clock.set(LocalDate.of(2026, 11, 28));
        runClocks.run();

        var pending = api.read(caseId, citizen());
        assertThat(pending.get("state").asString()).isEqualTo("PENDING");
        assertThat(pending.at("/clock/rule").asString()).isEqualTo("X-3");
        assertThat(api.announced("suspension.began.v1", caseId).get("ground").asString())
                .isEqualTo("RECONSIDERATION");
    }

    @Test
    void aLawsuitNobodyRegistersIsNoLawsuitYet() {
        var caseId = challenged("LAWSUIT");

        clock.set(LocalDate.of(2026, 12, 5));
        runClocks.run();

        assertThat(api.read(caseId, citizen()).get("state").asString()).isEqualTo("FILED");
        api.taken(api.step(caseId, "acceptance", reviewer(), TAKEN_ON));
        assertThat(api.announced("suspension.began.v1", caseId).get("ground").asString())
                .isEqualTo("COURT");
    }

    @Test
    void wonTheRecordGoesWithFourEyesAndLostItComesBack() {
        var won = challenged("RECONSIDERATION");
        api.taken(api.step(won, "acceptance", reviewer(), TAKEN_ON));
        api.taken(api.step(won, "decision", reviewer(), decision("ERASED")));
        api.refused(api.step(won, "confirmation", reviewer(), "{" + CHECKED + "}"), 403, "four-eyes");
        api.taken(api.step(won, "confirmation", tokens.reviewer("reviewer-2"), "{" + CHECKED + "}"));
        api.announced("erasure.ordered.v1", won);
        api.announced("suspension.ended.v1", won);

        var lost = challenged("LAWSUIT");
        api.taken(api.step(lost, "acceptance", reviewer(), TAKEN_ON));
        var decided = api.taken(api.step(lost, "decision", reviewer(), decision("UPHELD")));
        api.announced("suspension.ended.v1", lost);
        assertThat(decided.at("/decisions/0/remedies/0/way").asString()).isEqualTo("APPEAL");
    }

    @Test
    void theSourceDecidesNothingInAChallengeOfItsOwnDecision() {
        var caseId = challenged("RECONSIDERATION");

        api.refused(api.step(caseId, "acceptance", officer(), TAKEN_ON), 409, "step-not-open");
    }

    @Test
    void aFilingThatIsLateIsLinkedAndSaysSo() {
        records.remember(RecordExample.adverse().of(wang).id(recordId));

        var caseId = api.taken(api.post("/v1/reconsiderations", citizen(), """
                        {"procedure": "RECONSIDERATION", "recordId": "%s", "knownOn": "2026-03-20",
                         "remediesToldOn": "2026-03-20", "filedOn": "2026-11-20", "body": "云南省人民政府",
                         "explanation": "x"}
                        """.formatted(recordId)))
                .get("caseId")
                .asString();

        var matter = api.read(caseId, citizen()).get("matter");
        assertThat(matter.get("inTime").asBoolean()).isFalse();
        assertThat(matter.get("lastDay").asString()).isEqualTo("2026-05-19");
    }

    @Test
    void anExtensionSuspendsTheRecordUntilItsDayAndEndsByItself() {
        records.remember(RecordExample.adverse().of(wang).id(recordId));
        var caseId = api.taken(api.post("/v1/extensions", citizen(), """
                        {"recordId": "%s", "until": "2026-12-31", "explanation": "I am in hospital."}
                        """.formatted(recordId)))
                .get("caseId")
                .asString();
        api.taken(api.step(caseId, "decision", officer(), decision("GRANTED")));
        assertThat(api.announced("suspension.began.v1", caseId).get("ground").asString())
                .isEqualTo("EXTENSION");

        clock.set(LocalDate.of(2026, 12, 31));
        runClocks.run();
        assertThat(api.read(caseId, citizen()).get("suspendsRecord").asBoolean())
                .isTrue();
        clock.set(LocalDate.of(2027, 1, 1));
        runClocks.run();

        assertThat(api.read(caseId, citizen()).get("state").asString()).isEqualTo("ENDED");
        api.announced("suspension.ended.v1", caseId);
    }

    @ParameterizedTest(name = "until {0}: {1}")
    @CsvSource({"2026-11-22, 422", "2026-11-23, 201"})
    void anExtensionReachesPastToday(LocalDate until, int status) {
        records.remember(RecordExample.adverse().of(wang).id(recordId));

        var answer = api.post("/v1/extensions", citizen(), """
                {"recordId": "%s", "until": "%s", "explanation": "I am in hospital."}
                """.formatted(recordId, until));

        answer.expectStatus().isEqualTo(status);
    }

    @Test
    void ownWordsStandAtOnceAreReplacedAndTakenBack() {
        var first = said("I was ill.");
        assertThat(api.announced("statement.published.v1", first).get("text").asString())
                .isEqualTo("I was ill.");

        var second = said("I was ill and paid in June.");

        api.announced("statement.removed.v1", first);
        assertThat(api.read(first, citizen()).get("state").asString()).isEqualTo("REPLACED");
        api.taken(api.step(second, "withdrawal", citizen(), null));
        api.announced("statement.removed.v1", second);
    }

    @Test
    void onlyTheReviewerRemovesWordsAndSaysWhy() {
        var caseId = said("Somebody else's number is 12345.");

        api.refused(api.step(caseId, "decision", officer(), decision("ERASED")), 409, "step-not-open");
        var removed = api.taken(api.step(caseId, "decision", reviewer(), decision("ERASED")));

        assertThat(removed.get("state").asString()).isEqualTo("REMOVED");
        assertThat(removed.at("/decisions/0/reason").asString()).isNotBlank();
        api.announced("statement.removed.v1", caseId);
    }

    @Test
    void fiveHundredCharactersAreEnough() {
        said("字".repeat(500));

        api.refused(statement("字".repeat(501)), 422, "fields-invalid");
        api.refused(statement("a\\u0007b"), 422, "fields-invalid");
        api.refused(statement(" "), 422, "fields-invalid");
    }

    private String said(String text) {
        return api.taken(statement(text)).get("caseId").asString();
    }

    private org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec statement(String text) {
        records.remember(RecordExample.adverse().of(wang).id(recordId));
        return api.post(
                "/v1/statements", citizen(), "{\"recordId\": \"%s\", \"text\": \"%s\"}".formatted(recordId, text));
    }

    private String challenged(String procedure) {
        var record = records.remember(RecordExample.adverse().of(wang)).recordId();
        return api.taken(api.post("/v1/reconsiderations", citizen(), """
                        {"procedure": "%s", "recordId": "%s", "knownOn": "2026-11-01", "filedOn": "2026-11-20",
                         "body": "云南省人民政府", "explanation": "The decision is wrong."}
                        """.formatted(procedure, record)))
                .get("caseId")
                .asString();
    }

    private String reviewer() {
        return tokens.reviewer("reviewer-1");
    }
}
