package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;
import org.junit.jupiter.api.Test;

/**
 * One record is given by query to one, by feed to another, by batch to a third and as a copy to a fourth. The department
 * corrects it, then it is repaired: each of them is told and confirms, but for one, who is overdue a working day later.
 */
class CorrectionJourney {

    private static final int CITIZEN = 16;
    private static final String BY_QUERY = "prefecture-530300";
    private static final String BY_FEED = "national-platform";
    private static final String BY_BATCH = "dept-prov-justice";
    private static final String BY_COPY = Platform.COPIES;
    private static final List<String> RECEIVERS = List.of(BY_QUERY, BY_FEED, BY_BATCH, BY_COPY);

    private final Suite suite = Platform.suite();
    private final Api api = new Api(suite);
    private final Feed feed = new Feed(api);
    private final CaseDesk desk = new CaseDesk(api, CITIZEN);

    @Test
    void aCorrectionAndARepairReachEveryReceiverAndWhoDoesNotConfirmIsOverdue() throws Exception {
        var decision = Cases.with(
                Cases.taxDecision(Cases.citizen(CITIZEN)),
                "facts",
                Map.of("summary", "未按规定办理汇算清缴", "dutyPerformed", true));
        String recordId = reported(decision);
        given(recordId);
        assertThat(personInTheCopy(recordId)).isEqualTo(suite.citizen(CITIZEN).toString());

        var amended = Cases.with(
                Cases.with(decision, "revision", 2), "facts", Map.of("summary", "逾期办理汇算清缴", "dutyPerformed", true));
        assertThat(reported(amended)).isEqualTo(recordId);
        eventually(() -> assertThat(RECEIVERS)
                .allSatisfy(receiver -> assertThat(op(recordId, receiver)).isEqualTo("UPSERT")));
        eventually(() -> assertThat(
                        feed.last(0, recordId).path("fields").path("summary").asString())
                .isEqualTo("逾期办理汇算清缴"));
        acknowledge();
        confirm(recordId, BY_QUERY);
        confirm(recordId, BY_BATCH);
        eventually(() -> assertThat(RECEIVERS)
                .allSatisfy(receiver -> assertThat(state(recordId, receiver)).isEqualTo("CONFIRMED")));
        eventually(() -> assertThat(copies(recordId)).containsExactly("逾期办理汇算清缴"));

        String caseId = desk.acceptedRepair(recordId);
        CaseDesk.taken(desk.decision(caseId, CaseDesk.OFFICER, "GRANTED"));
        desk.stands(recordId, "REPAIRED");
        eventually(() -> assertThat(RECEIVERS)
                .allSatisfy(receiver -> assertThat(op(recordId, receiver)).isEqualTo("STOP_USE")));
        assertThat(state(recordId, BY_QUERY)).isEqualTo("WAITING");
        desk.told(feed, 0, recordId, "STOP_USE");
        acknowledge();
        confirm(recordId, BY_QUERY);
        assertThat(told(BY_BATCH)).contains(recordId);
        eventually(() -> assertThat(List.of(BY_QUERY, BY_FEED, BY_COPY))
                .allSatisfy(receiver -> assertThat(state(recordId, receiver)).isEqualTo("CONFIRMED")));
        assertThat(state(recordId, BY_BATCH)).isEqualTo("SENT");
        eventually(() -> assertThat(copies(recordId)).isEmpty());

        var due = LocalDate.parse(
                desk.correction(recordId, BY_BATCH).path("dueOn").asString());
        try {
            Clocks.turn(Duration.ofDays(ChronoUnit.DAYS.between(Cases.today(), due) + 1), Part.SHARING_SERVICE);
            assertThat(state(recordId, BY_BATCH)).isEqualTo("OVERDUE");
            assertThat(List.of(BY_QUERY, BY_FEED, BY_COPY))
                    .allSatisfy(
                            receiver -> assertThat(state(recordId, receiver)).isEqualTo("CONFIRMED"));
            assertThat(overdue()).contains(recordId + " " + BY_BATCH).doesNotContain(recordId + " " + BY_FEED);
            confirm(recordId, BY_BATCH);
            assertThat(state(recordId, BY_BATCH)).isEqualTo("CONFIRMED");
            assertThat(overdue()).doesNotContain(recordId + " " + BY_BATCH);
        } finally {
            Clocks.turn(Duration.ZERO, Part.SHARING_SERVICE);
        }
        Invariants.hold(suite);
    }

    private String reported(Map<String, Object> decision) {
        var reported = api.post("/v1/records", api.client("dept-prov-state-tax"), decision);
        assertThat(reported.status()).as(reported.text()).isBetween(200, 201);
        return reported.json().path("recordId").asString();
    }

    private void given(String recordId) {
        eventually(() -> assertThat(api.post("/v1/queries", api.client(BY_QUERY), asked())
                        .json()
                        .path("records")
                        .findValuesAsString("recordId"))
                .contains(recordId));
        desk.told(feed, 0, recordId, "UPSERT");
        acknowledge();
        var lines = api.postLines("/v1/queries/batch", api.client(BY_BATCH), List.of(asked()))
                .lines();
        assertThat(lines.getFirst().path("report").path("records").findValuesAsString("recordId"))
                .contains(recordId);
        eventually(() -> assertThat(copies(recordId)).isNotEmpty());
    }

    private static Map<String, Object> asked() {
        return Cases.query(Cases.citizen(CITIZEN), "SUPERVISION");
    }

    private void acknowledge() {
        var answer =
                api.post("/v1/feeds/national/acknowledgements", api.client(BY_FEED), Map.of("appliedUpTo", feed.end()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** What a receiver is told when it asks for its corrections. */
    private List<String> told(String receiver) {
        return api.all("/v1/queries/corrections", api.client(receiver)).stream()
                .map(item -> item.path("recordId").asString())
                .toList();
    }

    private void confirm(String recordId, String receiver) {
        var open = api.all("/v1/queries/corrections", api.client(receiver)).stream()
                .filter(item -> item.path("recordId").asString().equals(recordId))
                .findFirst()
                .orElseThrow();
        var answer = api.post(
                "/v1/queries/corrections/confirmations",
                api.client(receiver),
                Map.of(
                        "items",
                        List.of(Map.of(
                                "recordId",
                                recordId,
                                "version",
                                open.path("version").asLong()))));
        assertThat(answer.json().path("confirmed").asInt()).as(answer.text()).isEqualTo(1);
    }

    private String op(String recordId, String receiver) {
        return desk.correction(recordId, receiver).path("op").asString("");
    }

    private String state(String recordId, String receiver) {
        return desk.correction(recordId, receiver).path("state").asString("");
    }

    private List<String> overdue() {
        return api.all("/v1/access-reviews/overdue-corrections", api.user("auditor-1")).stream()
                .map(item -> item.path("recordId").asString() + " "
                        + item.path("receiver").asString())
                .toList();
    }

    /** What the tables of the receiver who reads copies say of the record. */
    private List<String> copies(String recordId) throws SQLException {
        return Rows.of(
                suite.database("sharing"),
                "select fields ->> 'summary' from exchange.replica_record where receiver = ? and record_id = ?",
                BY_COPY,
                UUID.fromString(recordId));
    }

    /** Whom identity-service finds by the token in the tables of the receiver who reads copies. */
    private String personInTheCopy(String recordId) throws SQLException {
        var token = Rows.of(
                        suite.database("sharing"),
                        "select subject ->> 'token' from exchange.replica_record where receiver = ? and record_id = ?",
                        BY_COPY,
                        UUID.fromString(recordId))
                .getFirst();
        var found = api.post(
                "/v1/receiver-tokens/resolve",
                api.client("sharing-service"),
                Map.of("receiver", BY_COPY, "tokens", List.of(token)));
        assertThat(found.status()).as(found.text()).isEqualTo(200);
        return found.json().path("items").path(0).path("subjectId").asString("");
    }

    private static void eventually(ThrowingRunnable said) {
        Awaitility.await()
                .atMost(CaseDesk.PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(said);
    }
}
