package org.chengxin.repair.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.chengxin.repair.CaseStory;
import org.chengxin.repair.records.Polarity;
import org.chengxin.repair.records.RecordExample;
import org.chengxin.repair.records.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

class AnswerTest extends CaseStory {

    static final LocalDate LAST_DAY = LocalDate.of(2026, 12, 4);

    @Test
    void anAnswerStandsInTheQueueOfTheDepartmentWithAClockAndTheRecordRestsMeanwhile() {
        var caseId = answered();

        var file = api.read(caseId, officer());
        assertThat(file.get("kind").asString()).isEqualTo("ANSWER");
        assertThat(file.get("state").asString()).isEqualTo("FORWARDED");
        assertThat(file.get("department").asString()).isEqualTo("PROV_STATE_TAX");
        assertThat(file.get("explanation").asString()).isEqualTo("我已经补缴");
        assertThat(file.at("/matter/answerUntil").asString()).isEqualTo("2026-12-04");
        assertThat(file.at("/clock/rule").asString()).isEqualTo("N-2");
        assertThat(file.at("/clock/owner").asString()).isEqualTo("PROV_STATE_TAX");
        assertThat(file.get("dueOn").asString()).isEqualTo("2026-11-27");
        assertThat(file.get("suspendsRecord").asBoolean()).isTrue();
        assertThat(api.announced("suspension.began.v1", caseId).get("ground").asString())
                .isEqualTo("ANSWER_OPEN");
    }

    @Test
    void whatDoesNotHoldIsAnsweredInWritingAndThePersonMayDispute() {
        var caseId = answered();

        var decided = api.taken(api.step(caseId, "decision", officer(), decision("NOT_ADOPTED")));

        assertThat(decided.get("state").asString()).isEqualTo("DECIDED");
        assertThat(decided.at("/decisions/0/text").asString()).contains("陈述申辩答复书", "不予采纳", "提出异议");
        assertThat(decided.at("/decisions/0/remedies/0/way").asString()).isEqualTo("DISPUTE");
        api.announced("suspension.ended.v1", caseId);
        var dispute = api.taken(api.post("/v1/disputes", citizen(), """
                {"recordId": "%s", "grounds": "WRONG_FACT", "explanation": "It was paid."}
                """.formatted(recordId)));
        assertThat(dispute.get("state").asString()).isEqualTo("FORWARDED");
    }

    @Test
    void whatHoldsIsAmendedByTheSourceItselfBeforeItSaysSo() {
        var caseId = answered();
        api.refused(api.step(caseId, "decision", officer(), decision("ADOPTED")), 409, "correction-missing");

        records.remember(announced().version(2).revision(2));
        var decided = api.taken(api.step(caseId, "decision", officer(), decision("ADOPTED")));

        assertThat(decided.get("suspendsRecord").asBoolean()).isFalse();
        assertThat(decided.at("/decisions/0/outcome").asString()).isEqualTo("ADOPTED");
        assertThat(decided.at("/decisions/0/reason").asString()).isNotBlank();
        api.announced("suspension.ended.v1", caseId);
    }

    @Test
    void aRecordThatTheSourceTakesBackIsAdoptionToo() {
        var caseId = answered();
        records.remember(announced().version(2).standing(Standing.WITHDRAWN));

        var decided = api.taken(api.step(caseId, "decision", officer(), decision("ADOPTED")));

        assertThat(decided.get("state").asString()).isEqualTo("DECIDED");
    }

    @Test
    void whatIsNotDecidedInTimeStaysUnsharedUntilTheReviewerOrTheSourceDecides() {
        var caseId = answered();
        api.refused(
                api.step(caseId, "decision", tokens.reviewer("reviewer-1"), decision("NOT_ADOPTED")),
                409,
                "step-not-open");

        clock.set(LocalDate.of(2026, 11, 28));
        runClocks.run();

        var overdue = api.read(caseId, citizen());
        assertThat(overdue.get("state").asString()).isEqualTo("OVERDUE");
        assertThat(overdue.get("suspendsRecord").asBoolean()).isTrue();
        api.taken(api.step(caseId, "decision", tokens.reviewer("reviewer-1"), decision("NOT_ADOPTED")));
        api.announced("suspension.ended.v1", caseId);
    }

    @ParameterizedTest(name = "on {0} an answer is {1}")
    @CsvSource({"2026-12-04, 201", "2026-12-05, 409"})
    void theLastDayOfTheWindowIsInTimeAndTheNextIsNot(LocalDate today, int status) {
        records.remember(announced());
        clock.set(today);

        answer(recordId, citizen(), "x").expectStatus().isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(value = Polarity.class, names = "ADVERSE", mode = EnumSource.Mode.EXCLUDE)
    void onlyAnAdverseRecordHasANoticeToAnswer(Polarity polarity) {
        records.remember(RecordExample.positive().of(wang).id(recordId).polarity(polarity));

        api.refused(answer(recordId, citizen(), "x"), 409, "answer-window-over");
    }

    @Test
    void oneAnswerAtATimeAndAfterItIsTakenBackAnother() {
        var first = answered();

        api.refused(answer(recordId, citizen(), "Again."), 409, "case-already-open");
        api.taken(api.step(first, "withdrawal", citizen(), null));
        api.announced("suspension.ended.v1", first);
        assertThat(api.taken(answer(recordId, citizen(), "Again.")).get("kind").asString())
                .isEqualTo("ANSWER");
    }

    @Test
    void nobodyAnswersForAnotherAndNoOtherDepartmentReadsIt() {
        var caseId = answered();

        api.refused(answer(recordId, tokens.citizen(UUID.randomUUID()), "x"), 404, "record-not-found");
        api.refused(api.get("/v1/cases/" + caseId, tokens.officer("PROV_HIGH_COURT")), 404, "case-not-found");
        api.refused(answer(recordId, citizen(), " "), 422, "fields-invalid");
        api.refused(answer(recordId, citizen(), "字".repeat(4001)), 422, "fields-invalid");
    }

    @Test
    void anOutcomeOfAnotherKindIsNoOutcomeOfAnAnswer() {
        var caseId = answered();

        api.refused(api.step(caseId, "decision", officer(), decision("UPHELD")), 422, "outcome-unsuitable");
    }

    private RecordExample announced() {
        return RecordExample.adverse()
                .of(wang)
                .id(recordId)
                .answerUntil(LAST_DAY)
                .finalOn(null);
    }

    private String answered() {
        records.remember(announced());
        return api.taken(answer(recordId, citizen(), "我已经补缴")).get("caseId").asString();
    }

    private ResponseSpec answer(UUID record, String token, String words) {
        return api.post(
                "/v1/answers", token, "{\"recordId\": \"%s\", \"explanation\": \"%s\"}".formatted(record, words));
    }
}
