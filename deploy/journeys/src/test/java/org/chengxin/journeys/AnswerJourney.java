package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.chengxin.local.Suite;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A person is told by mail, without a word about the record, that there is a notice; they read it in the inbox and answer;
 * the department weighs the answer, amends its record itself, and says so.
 */
class AnswerJourney {

    private static final int CITIZEN = 13;
    private static final String EMAIL = "/v1/me/contact-points/EMAIL";
    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");

    private final Suite suite = Platform.suite();
    private final Api api = new Api(suite);
    private final CaseDesk desk = new CaseDesk(api, CITIZEN);
    private final String address = "journey-" + UUID.randomUUID() + "@example.org";

    @Test
    void fromTheMailThatSaysNothingToTheDecisionOnTheAnswer() throws Exception {
        verified();
        var decision = announced();
        var reported = api.post("/v1/records", api.client("dept-prov-state-tax"), decision);
        assertThat(reported.status()).as(reported.text()).isEqualTo(201);
        assertThat(reported.json().path("state").asString()).isEqualTo("ANNOUNCED");
        String recordId = reported.json().path("recordId").asString();

        toldWithoutAWord(decision);
        var notice = notice(recordId);
        assertThat(notice.at("/messages/0/outcome").asString()).isEqualTo("SENT");
        assertThat(notice.at("/ways/0/request").asString()).isEqualTo("POST /v1/answers");
        String noticeId = notice.path("noticeId").asString();
        CaseDesk.taken(api.post("/v1/me/notices/" + noticeId + "/receipt", desk.person(), Map.of()));

        String caseId = answered(recordId, noticeId);
        desk.stands(recordId, "SUSPENDED");
        var queued = api.get("/v1/cases?kind=ANSWER&open=true&limit=200", api.user(CaseDesk.OFFICER));
        assertThat(queued.items())
                .anyMatch(line -> line.path("caseId").asString().equals(caseId));
        assertThat(desk.decision(caseId, CaseDesk.OFFICER, "ADOPTED").problem()).isEqualTo("correction-missing");
        amended(recordId, decision);
        Awaitility.await()
                .atMost(CaseDesk.PATIENCE)
                .until(() -> desk.decision(caseId, CaseDesk.OFFICER, "ADOPTED").status() == 200);

        desk.carriedOut(caseId, "suspension.ended.v1");
        desk.stands(recordId, "ANNOUNCED");
        var decided = desk.read(caseId);
        assertThat(decided.path("state").asString()).isEqualTo("DECIDED");
        assertThat(decided.at("/decisions/0/text").asString()).contains("陈述申辩答复书", "予以采纳", "提出异议");
        providerSeesTheProofAndNobodyTheAddress(recordId);
        Invariants.hold(suite);

        assertThat(api.delete(EMAIL, desk.person()).status()).isEqualTo(204);
        assertThat(api.get("/v1/me/contact-points", desk.person()).items()).isEmpty();
    }

    private void verified() {
        CaseDesk.taken(api.put(EMAIL, desk.person(), Map.of("address", address)));
        Awaitility.await()
                .atMost(CaseDesk.PATIENCE)
                .until(() -> !Mailbox.of(address).isEmpty());
        var code = CODE.matcher(Mailbox.of(address).getFirst().text());
        assertThat(code.find()).isTrue();
        var verified = CaseDesk.taken(api.post(EMAIL + "/verification", desk.person(), Map.of("code", code.group())));
        assertThat(verified.path("verifiedAt").asString()).isNotBlank();
    }

    /** A decision whose notice was served yesterday: the window to answer is open. */
    private static Map<String, Object> announced() {
        var decided = Cases.today().minusDays(3);
        var decision = Cases.taxDecision(Cases.citizen(CITIZEN), decided);
        decision.remove("final");
        return decision;
    }

    private void toldWithoutAWord(Map<String, Object> decision) {
        Awaitility.await()
                .atMost(CaseDesk.PATIENCE)
                .until(() -> Mailbox.of(address).size() == 2);
        var mail = Mailbox.of(address).getLast();
        assertThat(mail.subject()).isEqualTo("您有一条新的通知 / You have a new notice");
        assertThat(mail.text())
                .contains("收件箱", "inbox")
                .doesNotContain(String.valueOf(decision.get("decisionNumber")))
                .doesNotContain("税", "TAX", "汇算", "罚")
                .doesNotContain(
                        Cases.citizen(CITIZEN).name(), Cases.citizen(CITIZEN).documentNumber());
    }

    private JsonNode notice(String recordId) {
        Awaitility.await()
                .atMost(CaseDesk.PATIENCE)
                .until(() -> !noticeOf(recordId).path("messages").isEmpty());
        return noticeOf(recordId);
    }

    private JsonNode noticeOf(String recordId) {
        return api.get("/v1/me/notices?limit=200", desk.person()).items().stream()
                .filter(notice -> notice.path("recordId").asString().equals(recordId)
                        && notice.path("cause").asString().equals("REPORTED"))
                .findFirst()
                .orElseThrow();
    }

    /** repair-service hears of a record a moment later than the person. */
    private String answered(String recordId, String noticeId) {
        var answer = Map.<String, Object>of("recordId", recordId, "noticeId", noticeId, "explanation", "汇算清缴已经补办");
        Awaitility.await()
                .atMost(CaseDesk.PATIENCE)
                .until(() -> api.get("/v1/repairs/eligibility?recordId=" + recordId, desk.person())
                                .status()
                        == 200);
        return desk.filed("/v1/answers", answer);
    }

    private void amended(String recordId, Map<String, Object> decision) {
        var facts = Map.of("summary", "汇算清缴逾期后已补办", "dutyPerformed", true);
        var amendment = Cases.with(Cases.with(decision, "revision", 2), "facts", facts);
        var amended = api.post("/v1/records/" + recordId + "/amendments", api.client("dept-prov-state-tax"), amendment);
        assertThat(amended.status()).as(amended.text()).isBetween(200, 201);
    }

    private void providerSeesTheProofAndNobodyTheAddress(String recordId) throws IOException {
        var delivery = api.get("/v1/records/" + recordId + "/notice-delivery", api.client("dept-prov-state-tax"));
        assertThat(delivery.json().at("/messages/0/channels/0/proof").asString())
                .contains("250 <");
        assertThat(delivery.text()).doesNotContain(address);
        try (var files = Files.walk(suite.logs())) {
            List<Path> logs = files.filter(Files::isRegularFile).toList();
            assertThat(logs).hasSizeGreaterThan(7);
            for (Path log : logs) {
                assertThat(Files.readString(log)).as(log.toString()).doesNotContain(address);
            }
        }
    }
}
