package org.chengxin.repair.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chengxin.repair.CaseStory;
import org.chengxin.repair.cases.Actor;
import org.chengxin.repair.cases.CaseEvent;
import org.chengxin.repair.cases.CaseFiles;
import org.chengxin.repair.cases.MoveCase;
import org.chengxin.repair.cases.Outcome;
import org.chengxin.repair.records.RecordExample;
import org.chengxin.testkit.KafkaProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class DisputeDecisionTest extends CaseStory {

    @Autowired
    CaseFiles files;

    @Autowired
    MoveCase moveCase;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void whatIsRightIsUpheldInWritingAndTheMarkGoes() {
        var caseId = disputed();

        var decided = api.taken(api.step(caseId, "decision", officer(), decision("UPHELD")));

        assertThat(decided.get("state").asString()).isEqualTo("DECIDED");
        assertThat(decided.at("/clock/running").asBoolean()).isFalse();
        var decision = decided.at("/decisions/0");
        assertThat(decision.get("text").asString())
                .contains("异议处理决定书", "The file says so.", "征信业管理条例 Art. 25", "2027-01-21", "本程序不收取任何费用");
        assertThat(decision.get("remedies")
                        .valueStream()
                        .map(way -> way.get("way").asString()))
                .containsExactly("REVIEW", "COMPLAINT", "RECONSIDERATION", "LAWSUIT");
        assertThat(api.announced("dispute.decided.v1", caseId).get("outcome").asString())
                .isEqualTo("UPHELD");
    }

    @Test
    void aCorrectionNeedsTheNewVersionOfTheSource() {
        var caseId = disputed();
        api.refused(api.step(caseId, "decision", officer(), decision("CORRECTED")), 409, "correction-missing");

        records.remember(
                RecordExample.adverse().of(wang).id(recordId).version(4).revision(2));
        api.taken(api.step(caseId, "decision", officer(), decision("CORRECTED")));

        assertThat(api.announced("dispute.decided.v1", caseId).get("outcome").asString())
                .isEqualTo("CORRECTED");
    }

    @Test
    void whatCannotBeClearedIsNotShared() {
        var caseId = disputed();

        var decided = api.taken(api.step(caseId, "decision", officer(), decision("UNCLEAR")));

        assertThat(decided.get("suspendsRecord").asBoolean()).isTrue();
        assertThat(api.announced("suspension.began.v1", caseId).get("ground").asString())
                .isEqualTo("DISPUTE_UNCLEAR");
    }

    @Test
    void anErasureNeedsASecondOfficial() {
        var caseId = disputed();
        var confirmation = "{" + CHECKED + "}";
        var proposed = api.taken(api.step(caseId, "decision", officer(), decision("ERASED")));
        assertThat(proposed.get("state").asString()).isEqualTo("ERASURE_PROPOSED");
        assertThat(proposed.at("/clock/running").asBoolean()).isTrue();

        api.refused(api.step(caseId, "confirmation", officer(), confirmation), 403, "four-eyes");
        api.taken(api.step(caseId, "confirmation", tokens.reviewer("reviewer-1"), confirmation));

        assertThat(api.announced("erasure.ordered.v1", caseId).get("recordId").asString())
                .isEqualTo(recordId.toString());
        assertThat(api.announced("dispute.decided.v1", caseId).get("outcome").asString())
                .isEqualTo("ERASED");
    }

    @Test
    void unansweredInTimeTheRecordIsSuspendedByItself() {
        var caseId = disputed();
        clock.set(LocalDate.of(2026, 11, 27));
        runClocks.run();
        assertThat(api.read(caseId, citizen()).get("state").asString()).isEqualTo("FORWARDED");
        assertThat(steps(caseId)).contains("REMINDED");

        clock.set(LocalDate.of(2026, 11, 28));
        runClocks.run();
        runClocks.run();

        var overdue = api.read(caseId, citizen());
        assertThat(overdue.get("state").asString()).isEqualTo("OVERDUE");
        assertThat(overdue.at("/clock/purpose").asString()).isEqualTo("ESCALATION");
        assertThat(overdue.at("/clock/owner").asString()).isEqualTo("REVIEWER");
        assertThat(api.announced("suspension.began.v1", caseId).get("ground").asString())
                .isEqualTo("DISPUTE_OVERDUE");
        assertThat(steps(caseId)).containsOnlyOnce("TIME_OVER");
    }

    @Test
    void ofManyInstancesOneLetsTheClockHaveItsEffect() throws Exception {
        var caseId = disputed();
        clock.set(LocalDate.of(2026, 11, 28));

        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> instance = runClocks::run;
            for (var done :
                    pool.invokeAll(IntStream.range(0, 4).mapToObj(_ -> instance).toList())) {
                done.get();
            }
        }

        assertThat(steps(caseId)).containsOnlyOnce("TIME_OVER");
        api.announced("suspension.began.v1", caseId);
        assertThat(kafka.seen(
                        "case-changes",
                        message -> KafkaProbe.header(message, "ce_type").equals("suspension.began.v1")
                                && KafkaProbe.text(message).contains(caseId)))
                .hasSize(1);
    }

    @Test
    void whatIsInterruptedIsAsIfItHadNeverBegun() {
        var caseId = disputed();
        var file = files.find(UUID.fromString(caseId)).orElseThrow();
        var officer = new Actor.Officer("officer-prov-state-tax", "PROV_STATE_TAX", null);
        var verdict = new MoveCase.Verdict(Outcome.UNCLEAR, "Nobody knows.", "征信业管理条例 Art. 25", null);

        transaction.executeWithoutResult(status -> {
            assertThat(moveCase.move(file, officer, MoveCase.Move.deciding(CaseEvent.DECIDED, verdict)))
                    .isInstanceOf(MoveCase.Result.Moved.class);
            status.setRollbackOnly();
        });

        var read = api.read(caseId, citizen());
        assertThat(read.get("state").asString()).isEqualTo("FORWARDED");
        assertThat(read.get("effects")).hasSize(1);
        assertThat(read.get("decisions")).isEmpty();
        api.taken(api.step(caseId, "decision", officer(), decision("UPHELD")));
        api.announced("dispute.decided.v1", caseId);
        assertThat(kafka.seen(
                        "case-changes", message -> KafkaProbe.text(message).contains(caseId)))
                .hasSize(2);
    }

    @Test
    void aLateAnswerEndsTheSuspension() {
        var caseId = disputed();
        clock.set(LocalDate.of(2026, 11, 28));
        runClocks.run();

        api.taken(api.step(caseId, "decision", tokens.reviewer("reviewer-1"), decision("UPHELD")));

        api.announced("suspension.ended.v1", caseId);
        assertThat(api.read(caseId, citizen()).get("suspendsRecord").asBoolean())
                .isFalse();
    }

    @ParameterizedTest(name = "asked until {0}: due on {1}")
    @CsvSource({"2026-12-03, 2026-12-03", "2027-06-30, 2026-12-14"})
    void aDifficultCaseIsExtendedOnceAndToTwentyDaysAtMost(LocalDate until, LocalDate dueOn) {
        var caseId = disputed();
        var body = "{\"until\": \"%s\", \"reason\": \"A second archive has to be asked.\"}".formatted(until);

        var extended = api.taken(api.step(caseId, "extension", officer(), body));

        assertThat(extended.get("dueOn").asString()).isEqualTo(dueOn.toString());
        api.refused(api.step(caseId, "extension", officer(), body), 409, "extended-already");
    }

    @Test
    void papersAreAskedForOnceAndTheClockOfADisputeRunsOn() {
        var caseId = disputed();
        var ask = "{\"reason\": \"Which receipt do you mean?\"}";

        var asked = api.taken(api.step(caseId, "information-request", officer(), ask));
        assertThat(asked.get("dueOn").asString()).isEqualTo("2026-11-27");
        api.taken(api.step(caseId, "information", citizen(), "{\"explanation\": \"That of 3 May.\"}"));

        api.refused(api.step(caseId, "information-request", officer(), ask), 409, "information-requested-already");
        assertThat(steps(caseId)).contains("INFORMATION_REQUESTED", "INFORMATION_SUPPLIED");
    }

    @Test
    void thePersonHasTheAnswerReviewedOnce() {
        var caseId = disputed();
        api.taken(api.step(caseId, "decision", officer(), decision("UNCLEAR")));

        var review = api.taken(api.step(caseId, "escalation", citizen(), "{\"explanation\": \"I have the receipt.\"}"));
        var reviewId = review.get("caseId").asString();

        assertThat(review.get("kind").asString()).isEqualTo("REVIEW");
        assertThat(review.get("dueOn").asString()).isEqualTo("2026-11-27");
        api.announced("dispute.opened.v1", reviewId);
        api.refused(
                api.step(caseId, "escalation", citizen(), "{\"explanation\": \"Again.\"}"), 409, "reviewed-already");
        api.refused(api.step(reviewId, "decision", officer(), decision("UPHELD")), 409, "step-not-open");
        api.taken(api.step(reviewId, "decision", tokens.reviewer("reviewer-1"), decision("UPHELD")));
        api.announced("dispute.decided.v1", reviewId);
        // What the first answer left suspended is free again.
        api.announced("suspension.ended.v1", caseId);
    }

    @Test
    void aRepeatedDisputeIsAnsweredByReference() {
        var first = disputed();
        api.taken(api.step(first, "decision", officer(), decision("UPHELD")));
        var second = disputed();
        var wrong = "{\"outcome\": \"UPHELD\", %s, \"refersTo\": \"%s\"}".formatted(CHECKED, UUID.randomUUID());
        api.refused(api.step(second, "decision", officer(), wrong), 422, "reference-wrong");

        var answered = api.taken(api.step(
                second,
                "decision",
                officer(),
                "{\"outcome\": \"UPHELD\", %s, \"refersTo\": \"%s\"}".formatted(CHECKED, first)));

        assertThat(answered.at("/decisions/0/text").asString()).contains(first);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"measureId", "accessId"})
    void aMatterOfThePlatformIsAnsweredByItOrForwarded(String about) {
        var caseId = api.taken(api.post("/v1/disputes", citizen(), """
                        {"%s": "%s", "grounds": "OTHER", "explanation": "I know nothing of this."}
                        """.formatted(about, UUID.randomUUID())))
                .get("caseId")
                .asString();
        var platform = tokens.officer("PROV_DRC");
        assertThat(api.read(caseId, platform).get("state").asString()).isEqualTo("RECEIVED");

        clock.set(LocalDate.of(2026, 11, 24));
        var forwarded = api.taken(api.step(
                caseId, "forwarding", platform, "{\"department\": \"PROV_STATE_TAX\", \"reason\": \"Theirs.\"}"));

        assertThat(forwarded.get("dueOn").asString()).isEqualTo("2026-12-01");
        api.taken(api.step(caseId, "decision", officer(), decision("CORRECTED")));
    }

    @Test
    void ofTwoOfficersOneWinsAndTheOtherIsTold() throws Exception {
        var caseId = disputed();

        Map<Integer, Long> answers;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> attempt = () -> api.step(caseId, "decision", officer(), decision("UPHELD"), "\"1\"")
                    .returnResult(String.class)
                    .getStatus()
                    .value();
            answers = pool
                    .invokeAll(IntStream.range(0, 6).mapToObj(_ -> attempt).toList())
                    .stream()
                    .map(future -> future.resultNow())
                    .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
        }

        assertThat(answers).isEqualTo(Map.of(200, 1L, 412, 5L));
        assertThat(api.read(caseId, citizen()).get("decisions")).hasSize(1);
    }

    @Test
    void nobodyDecidesAboutThemselves() {
        var caseId = disputed();
        var wangAtWork = tokens.of(Map.of(
                "preferred_username",
                "officer-wang",
                "roles",
                List.of("officer"),
                "department",
                "PROV_STATE_TAX",
                "subject_id",
                wang.toString()));
        var reviewerOfTheDepartment = tokens.of(Map.of(
                "preferred_username", "reviewer-9", "roles", List.of("reviewer"), "department", "PROV_STATE_TAX"));
        api.refused(api.step(caseId, "decision", wangAtWork, decision("UPHELD")), 403, "own-case");
        clock.set(LocalDate.of(2026, 11, 28));
        runClocks.run();

        api.refused(api.step(caseId, "decision", reviewerOfTheDepartment, decision("UPHELD")), 403, "own-case");
    }

    @Test
    void stepsOutOfOrderOrByOthersAreRefusedAloud() {
        var caseId = disputed();

        api.refused(api.step(caseId, "decision", officer(), decision("GRANTED")), 422, "outcome-unsuitable");
        api.refused(api.step(caseId, "confirmation", officer(), "{" + CHECKED + "}"), 409, "step-not-open");
        api.refused(
                api.step(caseId, "acceptance", officer(), "{\"accepted\": true, \"reason\": \"x\"}"),
                409,
                "step-not-open");
        api.refused(api.step(caseId, "decision", citizen(), decision("UPHELD")), 403, "role-missing");
        api.refused(
                api.step(caseId, "decision", tokens.officer("PROV_EDU"), decision("UPHELD"), "\"1\""),
                404,
                "case-not-found");
        api.refused(api.step(caseId, "decision", officer(), "{\"outcome\": \"UPHELD\"}"), 422, "fields-invalid");
        api.taken(api.step(caseId, "decision", officer(), decision("UPHELD")));
        api.refused(api.step(caseId, "decision", officer(), decision("UPHELD")), 409, "case-closed");
    }

    private List<String> steps(String caseId) {
        return api.read(caseId, citizen())
                .get("timeline")
                .valueStream()
                .map((JsonNode step) -> step.get("step").asString())
                .toList();
    }

    private String disputed() {
        records.remember(RecordExample.adverse().of(wang).id(recordId).version(3));
        return api.taken(api.post("/v1/disputes", citizen(), """
                        {"recordId": "%s", "grounds": "WRONG_FACT", "explanation": "It was paid in time."}
                        """.formatted(recordId)))
                .get("caseId")
                .asString();
    }
}
