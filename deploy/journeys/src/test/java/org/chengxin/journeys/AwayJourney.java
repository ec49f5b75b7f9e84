package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.chengxin.local.Part;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The national platform takes a snapshot and then stays away for a month of the clock, in which records appear, change,
 * end and expire. It goes on from its old position and knows what a fresh snapshot says, without another one.
 */
class AwayJourney {

    private static final String NATIONAL = "national-platform";
    private static final Duration MONTH = Duration.ofDays(31);
    private static final int PAGE = 50;

    private final Api api = new Api(Platform.suite());

    /** What the platform has: records by their ids, as it was last told. */
    private final SortedMap<String, JsonNode> held = new TreeMap<>();

    private long position;
    private LocalDate today = Cases.today();

    @Test
    void aMonthLaterTheFeedAloneLeadsToWhatAFreshSnapshotSays() throws Exception {
        var staying = Cases.taxDecision(Cases.stranger());
        var amended = Cases.taxDecision(Cases.stranger());
        var withdrawn = Cases.taxDecision(Cases.stranger());
        String stays = reported(staying);
        String changes = reported(amended);
        String ends = reported(withdrawn);
        var passing = expiring(stays);
        String expires = reported(passing);
        eventually(() -> {
            var snapshot = snapshot();
            assertThat(snapshot.records()).containsKeys(stays, changes, ends, expires);
            held.clear();
            held.putAll(snapshot.records());
            position = snapshot.position();
        });
        acknowledge();
        long left = position;

        assertThat(reported(Cases.with(
                        Cases.with(amended, "revision", 2), "facts", Map.of("summary", "更正后", "dutyPerformed", false))))
                .isEqualTo(changes);
        withdraw(withdrawn);
        String appears = reported(Cases.taxDecision(Cases.stranger()));
        eventually(() -> assertThat(owed()).contains(changes + " UPSERT", ends + " STOP_USE"));

        try {
            Clocks.turn(MONTH, Part.SHARING_SERVICE);
            today = today.plusDays(MONTH.toDays());
            assertThat(overdue()).contains(ends, changes);
            assertThat(api.post("/v1/queries", api.client("prefecture-530100"), asked(passing))
                            .json()
                            .path("records")
                            .findValuesAsString("recordId"))
                    .as("nobody waits for a job")
                    .doesNotContain(expires);

            eventually(() -> {
                catchUp();
                assertThat(held).isEqualTo(snapshot().records());
            });
            assertThat(position).isGreaterThan(left);
            assertThat(held).containsKeys(stays, changes, appears).doesNotContainKeys(ends, expires);
            assertThat(held.get(changes).path("fields").path("summary").asString())
                    .isEqualTo("更正后");
            acknowledge();
            assertThat(overdue()).doesNotContain(ends, changes);
        } finally {
            Clocks.turn(Duration.ZERO, Part.SHARING_SERVICE);
        }
        Invariants.hold(Platform.suite());
    }

    private String reported(Map<String, Object> decision) {
        var reported = api.post("/v1/records", api.client("dept-prov-state-tax"), decision);
        assertThat(reported.status()).as(reported.text()).isBetween(200, 201);
        return reported.json().path("recordId").asString();
    }

    private void withdraw(Map<String, Object> decision) throws Exception {
        try (var tax = new DepartmentSystem(Platform.suite(), "PROV_STATE_TAX")) {
            tax.report(
                    "record.withdrawn.v1",
                    Map.of("sourceRecordId", Cases.id(decision), "revision", 2, "reason", "DECISION_REVOKED"));
            assertThat(tax.receipts(Cases.id(decision), 1)
                            .getLast()
                            .path("type")
                            .asString())
                    .isEqualTo("intake.accepted.v1");
        }
    }

    /** A decision like the one that is recorded already, so much older that its display ends while we are away. */
    private Map<String, Object> expiring(String like) {
        var record = api.get("/v1/records/" + like, api.client("dept-prov-state-tax"))
                .json();
        var shown = LocalDate.parse(record.path("decidedOn").asString())
                .until(LocalDate.parse(record.path("displayUntil").asString()));
        return Cases.taxDecision(Cases.stranger(), today.plusDays(15).minus(shown));
    }

    private static Map<String, Object> asked(Map<String, Object> decision) {
        return Map.of("subject", decision.get("subject"), "purpose", "SUPERVISION", "matterNumber", "2026-AWAY-1");
    }

    private record Snapshot(long position, SortedMap<String, JsonNode> records) {}

    /** Everything at the present position, in as many parts as it takes. */
    private Snapshot snapshot() {
        SortedMap<String, JsonNode> all = new TreeMap<>();
        String more = "";
        while (true) {
            var part = api.get("/v1/feeds/national/snapshot?maxBytes=65536" + more, api.client(NATIONAL));
            assertThat(part.status()).as(part.text()).isEqualTo(200);
            var lines = part.lines();
            for (JsonNode item : lines.subList(0, lines.size() - 1)) {
                all.put(item.path("recordId").asString(), shown(item));
            }
            var end = lines.getLast();
            if (end.path("op").asString().equals("END")) {
                return new Snapshot(end.path("position").asLong(), all);
            }
            assertThat(end.path("op").asString()).as(end.toString()).isEqualTo("CONTINUE");
            more = "&position=" + end.path("position").asLong() + "&after="
                    + end.path("after").asLong();
        }
    }

    /** From the position that was remembered, page after page. */
    private void catchUp() {
        while (true) {
            var page = api.get("/v1/feeds/national/changes?limit=" + PAGE + "&after=" + position, api.client(NATIONAL));
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            for (JsonNode item : page.lines()) {
                String recordId = item.path("recordId").asString();
                if (item.path("op").asString().equals("UPSERT")) {
                    held.put(recordId, shown(item));
                } else {
                    held.remove(recordId);
                }
            }
            if (page.nextPosition() <= position) {
                return;
            }
            position = page.nextPosition();
        }
    }

    /** Nothing that has ended is ever among what is shown. */
    private JsonNode shown(JsonNode item) {
        assertThat(item.path("op").asString()).isEqualTo("UPSERT");
        assertThat(item.path("state").asString()).isEqualTo("FINAL");
        assertThat(LocalDate.parse(item.path("displayUntil").asString())).isAfter(today);
        return item;
    }

    private void acknowledge() {
        catchUp();
        var answer =
                api.post("/v1/feeds/national/acknowledgements", api.client(NATIONAL), Map.of("appliedUpTo", position));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** What the national platform must still be told; asking for it as the platform would count as being told. */
    private List<String> owed() throws SQLException {
        return Rows.of(
                Platform.suite().database("sharing"),
                "select record_id || ' ' || op from correction where receiver = ? and confirmed_at is null",
                NATIONAL);
    }

    /** Records of which the national platform has not confirmed a change in time. */
    private List<String> overdue() {
        return api.all("/v1/access-reviews/overdue-corrections", api.user("auditor-1")).stream()
                .filter(item -> item.path("receiver").asString().equals(NATIONAL))
                .map(item -> item.path("recordId").asString())
                .toList();
    }

    private static void eventually(ThrowingRunnable said) {
        Awaitility.await()
                .atMost(CaseDesk.PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(said);
    }
}
