package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.chengxin.local.Neighbour;
import org.chengxin.local.Suite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two regions: what the other holds is asked for there or pushed to us, and each side's log shows the look. */
class RegionsJourney {

    private static final String QUJING = "prefecture-530300";
    private static final String OURS = "530000";
    private static final String THEIRS = "510000";

    private static final Suite SUITE = Platform.suite();
    private static final Neighbour NEIGHBOUR = SUITE.neighbour();
    private static final Api HERE = new Api(SUITE);
    private static final Api THERE = new Api(SUITE, NEIGHBOUR.url());

    private final NeighbourDesk desk = new NeighbourDesk(NEIGHBOUR, HERE);

    @BeforeAll
    static void theNeighbourRunsAndTheTwoHaveAgreed() throws InterruptedException {
        NEIGHBOUR.start();
        NeighbourDesk.agreed(THERE, "region-" + OURS);
        NeighbourDesk.agreed(HERE, "region-" + THEIRS);
    }

    @AfterAll
    static void theNeighbourGoes() throws InterruptedException {
        NEIGHBOUR.stop();
    }

    @Test
    void whatTheOtherRegionHoldsIsAskedForThereAndItsAbsenceIsSaid() throws Exception {
        String here = reported(14);
        String there = desk.announced(SUITE.citizen(14), "510100");
        assertThat(outcome(desk.tells(Cases.citizen(14), THEIRS, Map.of()))).isEqualTo("REFERRED");

        String matter = "REGIONS-" + UUID.randomUUID();
        eventually(() -> {
            var answer = asked(HERE, 14, matter);
            assertThat(sources(answer)).isEqualTo(Map.of(THEIRS, "ANSWERED"));
            assertThat(heldBy(answer)).containsEntry(here, "").containsEntry(there, THEIRS);
        });
        assertThat(looks(HERE, 14, matter)).contains(QUJING + " ANSWERED");
        assertThat(looks(THERE, 14, matter))
                .contains("region-" + OURS + " ANSWERED")
                .noneMatch(look -> look.startsWith(QUJING));

        // The other way round: it asks us, under its own name and its own agreement.
        assertThat(THERE.post(
                                "/v1/inbound/records",
                                THERE.client("region-" + OURS),
                                Map.of(
                                        "items",
                                        List.of(Map.of("subject", Cases.subject(Cases.citizen(14)), "region", OURS))))
                        .status())
                .isEqualTo(200);
        String theirMatter = "REGIONS-" + UUID.randomUUID();
        eventually(() -> {
            var answer = asked(THERE, 14, theirMatter);
            assertThat(sources(answer)).isEqualTo(Map.of(OURS, "ANSWERED"));
            assertThat(heldBy(answer)).containsEntry(there, "").containsEntry(here, OURS);
        });
        assertThat(looks(HERE, 14, theirMatter)).isNotEmpty().containsOnly("region-" + THEIRS + " ANSWERED");
        assertThat(looks(THERE, 14, theirMatter)).isNotEmpty().containsOnly(QUJING + " ANSWERED");

        NEIGHBOUR.kill();
        try {
            String alone = "REGIONS-" + UUID.randomUUID();
            var answer = asked(HERE, 14, alone);
            assertThat(sources(answer)).isEqualTo(Map.of(THEIRS, "UNAVAILABLE"));
            assertThat(heldBy(answer)).containsEntry(here, "").doesNotContainKey(there);
            assertThat(looks(HERE, 14, alone)).containsExactly(QUJING + " ANSWERED");
        } finally {
            NEIGHBOUR.start();
        }
        eventually(() -> assertThat(heldBy(asked(HERE, 14, matter))).containsEntry(there, THEIRS));

        desk.withdrawn(there, SUITE.citizen(14), "510100");
        eventually(
                () -> assertThat(correction(THERE, 14, there, "region-" + OURS)).isEqualTo("STOP_USE SENT"));
        eventually(() -> assertThat(correction(HERE, 14, there, QUJING))
                .as("who was shown it here is to stop as well")
                .isEqualTo("STOP_USE WAITING"));
        var stop = HERE.all("/v1/queries/corrections", HERE.client(QUJING)).stream()
                .filter(item -> item.path("recordId").asString().equals(there))
                .findFirst()
                .orElseThrow();
        assertThat(stop.path("source").asString()).isEqualTo(THEIRS);
        assertThat(stop.path("reason").asString()).isEqualTo("WITHDRAWN");
        assertThat(correction(HERE, 14, there, QUJING)).isEqualTo("STOP_USE SENT");
        assertThat(correction(THERE, 14, there, "region-" + OURS)).isEqualTo("STOP_USE SENT");
        confirmed(stop);
        assertThat(correction(HERE, 14, there, QUJING)).isEqualTo("STOP_USE CONFIRMED");
        eventually(() -> assertThat(correction(THERE, 14, there, "region-" + OURS))
                .as("the other region learns that everybody here has stopped")
                .isEqualTo("STOP_USE CONFIRMED"));
        eventually(() -> {
            var answer = asked(HERE, 14, matter);
            assertThat(sources(answer)).isEqualTo(Map.of(THEIRS, "ANSWERED"));
            assertThat(heldBy(answer)).doesNotContainKey(there);
        });
        Invariants.hold(SUITE);
        Invariants.holdInSharing(NEIGHBOUR.database(), NEIGHBOUR.url());
    }

    @Test
    void whatTheOtherRegionPushesComesInByRule() throws Exception {
        String source = "SC-" + UUID.randomUUID();
        var taken = desk.tells(Cases.citizen(15), THEIRS, pushed(source, 1, Map.of()));
        assertThat(outcome(taken)).isEqualTo("TAKEN");
        String recordId = taken.json().at("/items/0/recordId").asString();
        assertThat(outcome(desk.tells(Cases.citizen(15), THEIRS, pushed(source, 1, Map.of()))))
                .isEqualTo("SUPERSEDED");
        eventually(() -> assertThat(heldBy(asked(HERE, 15, "2026-KM-0015"))).containsEntry(recordId, THEIRS));

        var today = Cases.today();
        assertThat(flaw(Map.of("finalOn", today.plusDays(3).toString()))).isEqualTo("NOT_FINAL");
        assertThat(flaw(Map.of("displayUntil", today.plusYears(6).toString()))).isEqualTo("DISPLAYED_TOO_LONG");
        assertThat(flaw(Map.of("fields", Map.of("religion", "x")))).isEqualTo("FIELD_NOT_ALLOWED");
        assertThat(desk.tells(Cases.citizen(15), "520000", Map.of()).problem()).isEqualTo("region-mismatch");
        assertThat(desk.tells(Cases.stranger(), THEIRS, Map.of())
                        .json()
                        .at("/items/0/problem/type")
                        .asString())
                .endsWith(":subject-not-ours");
        var bureau = HERE.post(
                "/v1/inbound/records",
                HERE.client("agency-demo-bank"),
                Map.of("items", List.of(Map.of("subject", Cases.subject(Cases.citizen(15)), "region", THEIRS))));
        assertThat(bureau.problem()).isEqualTo("inbound-refused");

        assertThat(outcome(desk.tells(Cases.citizen(15), THEIRS, pushed(source, 2, Map.of("standing", "WITHDRAWN")))))
                .isEqualTo("TAKEN");
        assertThat(heldBy(asked(HERE, 15, "2026-KM-0015"))).doesNotContainKey(recordId);
        eventually(() -> assertThat(correction(HERE, 15, recordId, QUJING)).isEqualTo("STOP_USE WAITING"));
        assertThat(HERE.all("/v1/queries/corrections", HERE.client(QUJING)))
                .as("who was shown what was pushed to us learns that it was taken back")
                .anyMatch(item -> item.path("recordId").asString().equals(recordId)
                        && item.path("reason").asString().equals("WITHDRAWN"));
        Invariants.hold(SUITE);
    }

    private static String reported(int citizen) {
        var reported =
                HERE.post("/v1/records", HERE.client("dept-prov-state-tax"), Cases.taxDecision(Cases.citizen(citizen)));
        assertThat(reported.status()).as(reported.text()).isEqualTo(201);
        return reported.json().path("recordId").asString();
    }

    private static JsonNode asked(Api platform, int citizen, String matter) {
        var answer = platform.post(
                "/v1/queries",
                platform.client(QUJING),
                Cases.with(Cases.query(Cases.citizen(citizen), "SUPERVISION"), "matterNumber", matter));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    /** What a person reads on one side of a receiver's correction: what it is to do, and how far it has come. */
    private static String correction(Api platform, int citizen, String recordId, String receiver) {
        return platform.all("/v1/me/access-log/corrections", platform.user("citizen-" + citizen)).stream()
                .filter(item -> item.path("recordId").asString().equals(recordId)
                        && item.path("receiver").asString().equals(receiver))
                .map(item ->
                        item.path("op").asString() + " " + item.path("state").asString())
                .findFirst()
                .orElse("");
    }

    private static void confirmed(JsonNode told) {
        var answer = HERE.post(
                "/v1/queries/corrections/confirmations",
                HERE.client(QUJING),
                Map.of(
                        "items",
                        List.of(Map.of(
                                "recordId", told.path("recordId").asString(),
                                "version", told.path("version").asLong(),
                                "source", told.path("source").asString(),
                                "changedAt", told.path("changedAt").asString()))));
        assertThat(answer.json().path("confirmed").asInt()).as(answer.text()).isEqualTo(1);
    }

    /** Who holds each record of an answer; ours have no source. */
    private static Map<String, String> heldBy(JsonNode answer) {
        return answer.path("records")
                .valueStream()
                .collect(Collectors.toMap(
                        record -> record.path("recordId").asString(),
                        record -> record.path("source").asString("")));
    }

    private static Map<String, String> sources(JsonNode answer) {
        return answer.path("sources")
                .valueStream()
                .collect(Collectors.toMap(
                        source -> source.path("region").asString(),
                        source -> source.path("state").asString()));
    }

    /** Who looked at the person in a matter, as the person reads it on one side. */
    private static List<String> looks(Api platform, int citizen, String matter) {
        return platform.all("/v1/me/access-log", platform.user("citizen-" + citizen)).stream()
                .filter(entry -> entry.path("matterNumber").asString("").equals(matter))
                .map(entry -> entry.path("organisation").asString() + " "
                        + entry.path("outcome").asString())
                .toList();
    }

    private String flaw(Map<String, Object> changes) {
        var answer = desk.tells(Cases.citizen(15), THEIRS, pushed("SC-" + UUID.randomUUID(), 1, changes));
        assertThat(outcome(answer)).isEqualTo("REFUSED");
        return answer.json().at("/items/0/problem/flaw").asString();
    }

    private static Map<String, Object> pushed(String sourceRecordId, int revision, Map<String, Object> changes) {
        var today = Cases.today();
        Map<String, Object> record = Map.of(
                "recordType", "INCOME_TAX_ADVERSE",
                "decidedOn", today.minusDays(220).toString(),
                "finalOn", today.minusDays(30).toString(),
                "displayUntil", today.plusDays(500).toString(),
                "standing", "IN_FORCE",
                "fields", Map.of("summary", "四川的记录", "authority", "四川税务"));
        for (var change : changes.entrySet()) {
            record = Cases.with(record, change.getKey(), change.getValue());
        }
        return Map.of("sourceRecordId", sourceRecordId, "revision", revision, "record", record);
    }

    private static String outcome(Api.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().at("/items/0/outcome").asString();
    }

    private static void eventually(ThrowingRunnable said) {
        Awaitility.await()
                .atMost(CaseDesk.PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(said);
    }
}
