package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Credit repair as the person, the officials and those who hold the record live through it. */
class RepairJourney {

    private static final String NATIONAL = "national-platform";
    private static final String QUJING = "prefecture-530300";

    private final Suite suite = Platform.suite();
    private final Api api = new Api(suite);
    private final Feed feed = new Feed(api);

    @Test
    void fromTheApplicationToEveryReceiversConfirmation() throws Exception {
        var desk = new CaseDesk(api, 7);
        String recordId = desk.recorded(true);
        desk.told(feed, 0, recordId, "UPSERT");
        acknowledge();
        Awaitility.await()
                .atMost(CaseDesk.PATIENCE)
                .untilAsserted(() -> assertThat(asked(7))
                        .anyMatch(found -> found.path("recordId").asString().equals(recordId)));
        var eligible = api.get("/v1/repairs/eligibility?recordId=" + recordId, desk.person())
                .json();
        assertThat(eligible.path("eligible").asBoolean()).isTrue();
        assertThat(eligible.path("fee").asInt()).isZero();
        long before = feed.end();

        String caseId = desk.acceptedRepair(recordId);
        CaseDesk.taken(desk.decision(caseId, CaseDesk.OFFICER, "GRANTED"));

        desk.stands(recordId, "REPAIRED");
        desk.carriedOut(caseId, "repair.granted.v1");
        assertThat(asked(7))
                .noneMatch(found -> found.path("recordId").asString().equals(recordId));
        open(desk, recordId, NATIONAL);
        open(desk, recordId, QUJING);

        desk.told(feed, before, recordId, "STOP_USE");
        acknowledge();
        confirmed(desk, recordId, NATIONAL);
        open(desk, recordId, QUJING);
        var stop = api.get("/v1/queries/corrections?limit=200", api.client(QUJING)).items().stream()
                .filter(item -> item.path("recordId").asString().equals(recordId))
                .findFirst()
                .orElseThrow();
        assertThat(stop.path("op").asString()).isEqualTo("STOP_USE");
        assertThat(stop.path("reason").asString()).isEqualTo("REPAIRED");
        var carriedOut =
                Map.of("recordId", recordId, "version", stop.path("version").asLong());
        var answer = api.post(
                "/v1/queries/corrections/confirmations", api.client(QUJING), Map.of("items", List.of(carriedOut)));
        assertThat(answer.json().path("confirmed").asInt()).as(answer.text()).isEqualTo(1);
        confirmed(desk, recordId, QUJING);
        Invariants.hold(suite);
    }

    @Test
    void refusedAndThenWonInReconsiderationTheRepairIsCarriedOut() {
        var desk = new CaseDesk(api, 8);
        String recordId = desk.recorded(true);
        String refused = desk.acceptedRepair(recordId);
        CaseDesk.taken(desk.decision(refused, CaseDesk.OFFICER, "REFUSED"));
        assertThat(desk.read(refused).at("/decisions/0/remedies").valueStream())
                .anyMatch(remedy -> remedy.path("way").asString().equals("RECONSIDERATION"));

        String today = Cases.today().toString();
        String caseId = desk.filed(
                "/v1/reconsiderations",
                Map.of(
                        "procedure", "RECONSIDERATION",
                        "caseId", refused,
                        "knownOn", today,
                        "remediesToldOn", today,
                        "filedOn", today,
                        "body", "云南省人民政府",
                        "explanation", "全部义务已经履行"));
        CaseDesk.taken(
                desk.step(caseId, "acceptance", CaseDesk.REVIEWER, Map.of("accepted", true, "reason", "In time.")));
        desk.stands(recordId, "SUSPENDED");
        CaseDesk.taken(desk.decision(caseId, CaseDesk.REVIEWER, "REPAIR_ORDERED"));

        desk.stands(recordId, "REPAIRED");
        desk.carriedOut(caseId, "repair.granted.v1");
        desk.carriedOut(caseId, "suspension.ended.v1");
    }

    @Test
    void aFalsePromiseIsUndoneAfterNoticeAndHearing() {
        var desk = new CaseDesk(api, 9);
        String recordId = desk.recorded(true);
        String caseId = desk.acceptedRepair(recordId);
        CaseDesk.taken(desk.decision(caseId, CaseDesk.OFFICER, "GRANTED"));
        desk.stands(recordId, "REPAIRED");
        desk.told(feed, 0, recordId, "STOP_USE");
        long repaired = feed.end();

        CaseDesk.taken(
                desk.step(caseId, "undo-proposal", CaseDesk.OFFICER, Map.of("reason", "The receipt was forged.")));
        assertThat(desk.read(caseId).path("state").asString()).isEqualTo("UNDO_PROPOSED");
        assertThat(desk.decision(caseId, CaseDesk.REVIEWER, "UNDONE").problem()).isEqualTo("step-not-open");
        CaseDesk.taken(desk.step(caseId, "hearing", "citizen-9", Map.of("explanation", "我不知情")));
        assertThat(desk.decision(caseId, CaseDesk.OFFICER, "UNDONE").problem()).isEqualTo("four-eyes");
        CaseDesk.taken(desk.decision(caseId, CaseDesk.REVIEWER, "UNDONE"));

        desk.stands(recordId, "FINAL");
        desk.carriedOut(caseId, "repair.undone.v1");
        desk.told(feed, repaired, recordId, "UPSERT");
    }

    @Test
    void killedBetweenDecisionAndEffectTheEffectHappensOnce() throws Exception {
        var desk = new CaseDesk(api, 10);
        String recordId = desk.recorded(true);
        String caseId = desk.acceptedRepair(recordId);

        // Without a broker the decision is stored and cannot have had its effect yet.
        suite.kill(Part.KAFKA);
        try {
            CaseDesk.taken(desk.decision(caseId, CaseDesk.OFFICER, "GRANTED"));
            suite.kill(Part.REPAIR_SERVICE);
        } finally {
            suite.restart(Part.KAFKA);
            suite.restart(Part.REPAIR_SERVICE);
        }

        desk.stands(recordId, "REPAIRED");
        desk.carriedOut(caseId, "repair.granted.v1");
        assertThat(desk.read(caseId).path("state").asString()).isEqualTo("GRANTED");
        Invariants.hold(suite);
        assertThat(repairs(recordId)).isEqualTo(1);
    }

    private void acknowledge() {
        long end = feed.end();
        var answer = api.post("/v1/feeds/national/acknowledgements", api.client(NATIONAL), Map.of("appliedUpTo", end));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static void open(CaseDesk desk, String recordId, String receiver) {
        Awaitility.await().atMost(CaseDesk.PATIENCE).untilAsserted(() -> {
            var correction = desk.correction(recordId, receiver);
            assertThat(correction.path("op").asString()).isEqualTo("STOP_USE");
            assertThat(correction.path("confirmedAt").isString()).isFalse();
        });
    }

    private static void confirmed(CaseDesk desk, String recordId, String receiver) {
        Awaitility.await()
                .atMost(CaseDesk.PATIENCE)
                .untilAsserted(() -> assertThat(desk.correction(recordId, receiver)
                                .path("confirmedAt")
                                .isString())
                        .isTrue());
    }

    private List<JsonNode> asked(int citizen) {
        var answer = api.post("/v1/queries", api.client(QUJING), Cases.query(Cases.citizen(citizen), "SUPERVISION"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("records").valueStream().toList();
    }

    private int repairs(String recordId) throws SQLException {
        var database = suite.database("record");
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var query = connection.prepareStatement(
                        "select count(*) from record_version where record_id = ?::uuid and cause = 'REPAIRED'")) {
            query.setString(1, recordId);
            try (var row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
