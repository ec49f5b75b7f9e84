package org.chengxin.repair.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.chengxin.repair.CaseStory;
import org.chengxin.repair.records.RecordExample;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.KafkaProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepairStoryTest extends CaseStory {

    @Test
    void fromTheApplicationToTheRecordThatCarriesItOut() {
        var caseId = applied();
        assertThat(api.read(caseId, citizen()).get("dueOn").asString()).isEqualTo("2026-11-25");

        var accepted =
                api.taken(api.step(caseId, "acceptance", officer(), "{\"accepted\": true, \"reason\": \"Complete.\"}"));
        assertThat(accepted.get("dueOn").asString()).isEqualTo("2026-12-04");
        var granted = api.taken(api.step(caseId, "decision", officer(), decision("GRANTED")));

        assertThat(granted.get("state").asString()).isEqualTo("GRANTED");
        assertThat(granted.at("/effects/0/confirmedVersion").isNull()).isTrue();
        assertThat(api.announced("repair.granted.v1", caseId).get("method").asString())
                .isEqualTo("CREDIT_PLEDGE");
        recordChanged("REPAIRED");
        Awaitility.await()
                .untilAsserted(() -> assertThat(api.read(caseId, citizen())
                                .at("/effects/0/confirmedVersion")
                                .asLong())
                        .isEqualTo(9));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "'\"method\": \"CREDIT_PLEDGE\"', pledge-missing, 422",
        "'\"method\": \"VOLUNTEER_SERVICE\", \"pledge\": true', method-supports-only, 422",
        "'\"method\": \"CHARITABLE_DONATION\", \"pledge\": true', method-supports-only, 422",
        "'\"method\": \"EXTENSION\"', method-elsewhere, 422",
        "'\"method\": \"ERROR_CORRECTION\"', method-elsewhere, 422",
        "'\"method\": \"CREDIT_PLEDGE\", \"pledge\": true, \"supports\": [\"REVOCATION\"]', method-unsuitable, 422",
        "'\"method\": \"LATE_PERFORMANCE\"', fields-invalid, 422",
    })
    void whatIsMissingOrNotTakenHereIsSaid(String method, String slug, int status) {
        records.remember(RecordExample.adverse().of(wang).id(recordId).dutyPerformed());

        var answer = api.post("/v1/repairs", citizen(), "{\"recordId\": \"%s\", %s}".formatted(recordId, method));

        api.refused(answer, status, slug);
    }

    @Test
    void tooEarlyOrExcludedIsSaidBeforeAnythingIsFiled() {
        records.remember(RecordExample.adverse().of(wang).id(recordId));
        api.refused(api.post("/v1/repairs", citizen(), application()), 409, "repair-too-early");

        records.remember(RecordExample.adverse()
                .of(wang)
                .id(recordId)
                .version(2)
                .dutyPerformed()
                .notRepairable());
        api.refused(api.post("/v1/repairs", citizen(), application()), 409, "repair-excluded");

        api.refused(api.post("/v1/repairs", tokens.citizen(UUID.randomUUID()), application()), 404, "record-not-found");
    }

    @Test
    void silenceCountsAsAcceptanceAndThenTheReviewerMayDecide() {
        var caseId = applied();
        clock.set(LocalDate.of(2026, 11, 26));
        runClocks.run();
        assertThat(api.read(caseId, citizen()).get("state").asString()).isEqualTo("ACCEPTED");

        clock.set(LocalDate.of(2026, 12, 12));
        runClocks.run();

        assertThat(api.read(caseId, citizen()).get("state").asString()).isEqualTo("ESCALATED");
        api.taken(api.step(caseId, "decision", tokens.reviewer("reviewer-1"), decision("GRANTED")));
        api.announced("repair.granted.v1", caseId);
    }

    @Test
    void whileThePersonBringsPapersTheAcceptanceClockRests() {
        var caseId = applied();
        clock.set(LocalDate.of(2026, 11, 24));
        var asked = api.taken(
                api.step(caseId, "information-request", officer(), "{\"reason\": \"The receipt is missing.\"}"));
        assertThat(asked.get("state").asString()).isEqualTo("INFORMATION_REQUESTED");
        assertThat(asked.at("/clock/owner").asString()).isEqualTo("PERSON");

        clock.set(LocalDate.of(2026, 12, 1));
        var supplied = api.taken(api.step(caseId, "information", citizen(), "{\"explanation\": \"Here it is.\"}"));

        assertThat(supplied.get("state").asString()).isEqualTo("FILED");
        assertThat(supplied.get("dueOn").asString()).isEqualTo("2026-12-02");
    }

    @Test
    void papersThatNeverComeLetTheApplicationLapseAndANewOneIsFree() {
        var caseId = applied();
        api.taken(api.step(caseId, "information-request", officer(), "{\"reason\": \"The receipt is missing.\"}"));

        clock.set(LocalDate.of(2026, 12, 20));
        runClocks.run();

        assertThat(api.read(caseId, citizen()).get("state").asString()).isEqualTo("LAPSED");
        api.taken(api.post("/v1/repairs", citizen(), application()));
    }

    @Test
    void aFalsePromiseIsUndoneAfterThePersonWasHeardAndByAnotherOfficial() {
        var caseId = granted();
        api.taken(api.step(
                caseId, "undo-proposal", officer(), "{\"reason\": \"The receipt was forged; see report 7.\"}"));
        api.refused(api.step(caseId, "decision", officer(), decision("UNDONE")), 409, "step-not-open");
        api.taken(api.step(caseId, "hearing", citizen(), "{\"explanation\": \"I did not know.\"}"));

        api.refused(api.step(caseId, "decision", officer(), decision("UNDONE")), 403, "four-eyes");
        api.taken(api.step(caseId, "decision", tokens.reviewer("reviewer-1"), decision("UNDONE")));

        api.announced("repair.undone.v1", caseId);
        assertThat(api.read(caseId, citizen()).get("decisions")).hasSize(2);
    }

    @Test
    void whoIsNotHeardInTimeWasAskedAndAnUndoThatNobodyDecidesEnds() {
        var caseId = granted();
        api.taken(api.step(caseId, "undo-proposal", officer(), "{\"reason\": \"A doubt.\"}"));
        clock.set(LocalDate.of(2026, 12, 12));
        runClocks.run();
        assertThat(api.read(caseId, citizen()).get("state").asString()).isEqualTo("UNDO_HEARD");

        clock.set(LocalDate.of(2027, 1, 10));
        runClocks.run();

        assertThat(api.read(caseId, citizen()).get("state").asString()).isEqualTo("GRANTED");
        assertThat(kafka.seen(
                        "case-changes",
                        message -> KafkaProbe.header(message, "ce_type").equals("repair.undone.v1")
                                && KafkaProbe.text(message).contains(caseId)))
                .isEmpty();
    }

    @Test
    void refusedAndWonInReconsiderationTheRepairIsCarriedOut() {
        var refusedCase = applied();
        api.taken(api.step(refusedCase, "acceptance", officer(), "{\"accepted\": true, \"reason\": \"Complete.\"}"));
        api.taken(api.step(refusedCase, "decision", officer(), decision("REFUSED")));
        clock.set(LocalDate.of(2026, 12, 1));

        var caseId = api.taken(api.post("/v1/reconsiderations", citizen(), """
                        {"procedure": "RECONSIDERATION", "caseId": "%s", "knownOn": "2026-11-23",
                         "remediesToldOn": "2026-11-23", "filedOn": "2026-12-01", "body": "云南省人民政府",
                         "explanation": "Everything was performed."}
                        """.formatted(refusedCase)))
                .get("caseId")
                .asString();
        var reviewer = tokens.reviewer("reviewer-1");
        api.taken(api.step(caseId, "acceptance", reviewer, "{\"accepted\": true, \"reason\": \"In time.\"}"));
        assertThat(api.announced("suspension.began.v1", caseId).get("ground").asString())
                .isEqualTo("RECONSIDERATION");
        var decided = api.taken(api.step(caseId, "decision", reviewer, decision("REPAIR_ORDERED")));

        api.announced("repair.granted.v1", caseId);
        api.announced("suspension.ended.v1", caseId);
        assertThat(decided.at("/decisions/0/remedies/0/way").asString()).isEqualTo("LAWSUIT");
        assertThat(decided.at("/decisions/0/remedies/0/until").asString()).isEqualTo("2026-12-16");
    }

    @Test
    void aLatePerformanceIsConfirmedByTheSourceAndMarked() {
        records.remember(RecordExample.adverse().of(wang).id(recordId));
        var caseId = api.taken(api.post("/v1/repairs", citizen(), """
                        {"recordId": "%s", "method": "LATE_PERFORMANCE", "performedOn": "2026-11-20"}
                        """.formatted(recordId)))
                .get("caseId")
                .asString();

        api.taken(api.step(caseId, "decision", officer(), decision("CONFIRMED")));

        assertThat(api.announced("duty.performed.v1", caseId).get("performedOn").asString())
                .isEqualTo("2026-11-20");
    }

    private String applied() {
        records.remember(RecordExample.adverse().of(wang).id(recordId).dutyPerformed());
        return api.taken(api.post("/v1/repairs", citizen(), application()))
                .get("caseId")
                .asString();
    }

    private String granted() {
        var caseId = applied();
        api.taken(api.step(caseId, "acceptance", officer(), "{\"accepted\": true, \"reason\": \"Complete.\"}"));
        api.taken(api.step(caseId, "decision", officer(), decision("GRANTED")));
        return caseId;
    }

    private void recordChanged(String cause) {
        var changed = new Contract("record-service", "record.changed.v1");
        var data = changed.example()
                .replaceFirst("\"recordId\": \"[^\"]*\"", "\"recordId\": \"" + recordId + "\"")
                .replaceFirst("\"version\": 3", "\"version\": 9")
                .replaceFirst("\"cause\": \"[^\"]*\"", "\"cause\": \"" + cause + "\"");
        kafka.send(
                Contract.message(
                        "record-changes",
                        wang.toString(),
                        "record.changed.v1",
                        "/record-service",
                        UUID.randomUUID().toString(),
                        data),
                "record-changes",
                wang.toString());
    }

    private String application() {
        return """
                {"recordId": "%s", "method": "CREDIT_PLEDGE", "supports": ["VOLUNTEER_SERVICE"], "pledge": true,
                 "explanation": "Paid on 20 June."}
                """.formatted(recordId);
    }
}
