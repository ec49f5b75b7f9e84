package org.chengxin.sharing.regions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Calls.Reply;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.catalogue.Scopes;
import org.chengxin.sharing.corrections.FollowCorrections;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.sharing.records.FollowCalendar;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** Whoever was shown here what another region holds learns what becomes of it (D-8). */
@ServiceTest
class PassedOnTest {

    private static final String ASKER = "533100";

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private TestClock clock;

    @Autowired
    private FollowRegions followRegions;

    @Autowired
    private FollowCorrections followCorrections;

    @Autowired
    private FollowCalendar followCalendar;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationContext service;

    private final UUID recordId = UUID.randomUUID();

    private Calls calls;
    private Person wang;

    @BeforeEach
    void aPersonOfWhomSichuanHoldsARecord() {
        calls = new Calls(http);
        wang = Person.someone().known();
        Person.revealed();
        tell(Sichuan.item(wang));
        Sichuan.holds(recordId, 4, "INCOME_TAX_ADVERSE");
        Sichuan.tells(List.of());
    }

    @Test
    void theAskerLearnsThatItEndedThereAndSichuanThatTheAskerHasStopped() {
        assertThat(shown(ask())).containsExactly(recordId.toString());
        Sichuan.tells(List.of(ended(5)));

        followRegions.follow();
        followRegions.follow();
        var waiting = mine();
        var told = told(recordId);
        var sent = mine();
        int early = Sichuan.confirmed(recordId, 5);
        confirm(told);
        var confirmed = mine();
        followRegions.follow();

        assertThat(waiting).isEqualTo(Map.of("prefecture-" + ASKER, "WAITING"));
        assertThat(told.path("source").asString()).isEqualTo(Sichuan.CODE);
        assertThat(told.path("op").asString()).isEqualTo("STOP_USE");
        assertThat(told.path("reason").asString()).isEqualTo("WITHDRAWN");
        assertThat(told.path("matterNumber").asString()).isEqualTo("P-1");
        assertThat(told.path("dueOn").asString()).isEqualTo("2026-11-23");
        assertThat(sent).isEqualTo(Map.of("prefecture-" + ASKER, "SENT"));
        assertThat(early).isZero();
        assertThat(confirmed).isEqualTo(Map.of("prefecture-" + ASKER, "CONFIRMED"));
        assertThat(Sichuan.confirmed(recordId, 5)).isPositive();
    }

    @Test
    void whoDoesNotConfirmIsOverdueAndSichuanGetsNoConfirmation() {
        ask();
        Sichuan.tells(List.of(ended(5)));
        followRegions.follow();

        clock.set(LocalDate.parse("2026-11-24"));
        followRegions.follow();

        assertThat(mine()).isEqualTo(Map.of("prefecture-" + ASKER, "OVERDUE"));
        assertThat(Sichuan.confirmed(recordId, 5)).isZero();
    }

    @Test
    void aCorrectionThatComesWhileTheAskerIsAnsweredReachesItToo() {
        ask();
        Sichuan.tells(List.of(ended(5)));
        followRegions.follow();
        confirm(told(recordId));
        followRegions.follow();

        // Its question was on its way when the record ended: the answer still has the version from before.
        calls.post("/v1/queries", tokens.prefecture("533300"), wang.question("SUPERVISION", "P-2"));

        assertThat(mine()).isEqualTo(Map.of("prefecture-" + ASKER, "CONFIRMED", "prefecture-533300", "WAITING"));
    }

    @Test
    void whoWasShownTheChangeAlreadyIsNotToldAndNobodyWhoWasShownNothing() {
        ask();
        var other = UUID.randomUUID();
        Sichuan.tells(List.of(
                Sichuan.correction(recordId, 4, "UPSERT", null, "2026-11-21T02:00:00Z"),
                Sichuan.correction(other, 2, "STOP_USE", "REPAIRED", "2026-11-21T02:00:00Z")));

        followRegions.follow();

        assertThat(mine()).isEmpty();
        assertThat(Sichuan.confirmed(recordId, 4)).isOne();
        assertThat(Sichuan.confirmed(other, 2)).isOne();
    }

    @Test
    void aRecordThatMayBeUsedAgainInTheSameVersionIsSaidAfterTheStop() {
        ask();
        Sichuan.tells(List.of(Sichuan.correction(recordId, 4, "STOP_USE", "NOT_SHARED", "2026-11-21T02:00:00Z")));
        followRegions.follow();
        var stop = told(recordId);
        confirm(stop);
        Sichuan.tells(List.of(Sichuan.correction(recordId, 4, "UPSERT", null, "2026-11-21T03:00:00Z")));

        followRegions.follow();
        var again = told(recordId);
        // The stop was confirmed already, and is not what is open now.
        var old = confirm(stop);

        assertThat(again.path("op").asString()).isEqualTo("UPSERT");
        assertThat(old.json().path("open").path(0).asString()).isEqualTo(recordId.toString());
        assertThat(mine()).isEqualTo(Map.of("prefecture-" + ASKER, "SENT"));
    }

    @Test
    void aRegionSpeaksOfItsOwnRecordsAlone() {
        var ours = Arrival.of(wang.subjectId());
        Arrival.arrive(service, ours);
        ask();
        Sichuan.tells(List.of(
                Sichuan.correction(
                        UUID.fromString(ours.recordId()), 9, "STOP_USE", "WITHDRAWN", "2026-11-21T02:00:00Z"),
                Sichuan.correction(recordId, 5, "DELETE", "WITHDRAWN", "2026-11-21T02:00:00Z")));

        followRegions.follow();

        assertThat(mine()).isEmpty();
        assertThat(Sichuan.confirmed(recordId, 5)).isZero();
    }

    @Test
    void thePersonsLogSaysWhatKindsWereShownFromElsewhere() {
        Sichuan.holds(recordId, 4, "ELSEWHERE_ONLY");
        Scopes.become(service, Map.of("ELSEWHERE_ONLY", "AGREEMENT"));

        ask();

        var entries = calls.get("/v1/me/access-log", tokens.citizen(wang.subjectId()))
                .json()
                .path("items")
                .valueStream()
                .filter(entry -> entry.path("service").asString().equals("region-" + Sichuan.CODE))
                .toList();
        assertThat(entries).hasSize(1);
        var entry = entries.getFirst();
        assertThat(entry.path("organisation").asString()).isEqualTo("prefecture-" + ASKER);
        assertThat(entry.path("matterNumber").asString()).isEqualTo("P-1");
        assertThat(entry.path("legalBasis").asString()).isNotBlank();
        assertThat(entry.path("recordTypes").path(0).asString()).isEqualTo("ELSEWHERE_ONLY");
    }

    @Test
    void whatCannotBeRememberedIsNotShown() {
        jdbc.sql("alter table passed_on_record add constraint no_writing check (false) not valid")
                .update();
        Reply reply;
        try {
            reply = ask();
        } finally {
            jdbc.sql("alter table passed_on_record drop constraint no_writing").update();
        }

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.slug()).isEqualTo("access-log-unavailable");
        assertThat(reply.body()).doesNotContain(recordId.toString());
    }

    @Test
    void whatARegionPushedAndTakesBackIsTakenBackFromWhoWasShownIt() {
        var source = "SC-" + UUID.randomUUID();
        var pushed = tell(Sichuan.pushed(wang, source, 1, Map.of()));
        ask();

        tell(Sichuan.pushed(wang, source, 2, Map.of("standing", "WITHDRAWN")));
        followCorrections.follow();

        var told = told(UUID.fromString(pushed));
        assertThat(told.path("op").asString()).isEqualTo("STOP_USE");
        assertThat(told.path("reason").asString()).isEqualTo("WITHDRAWN");
        assertThat(told.path("version").asInt()).isEqualTo(2);
        confirm(told);
        assertThat(mine()).isEqualTo(Map.of("prefecture-" + ASKER, "CONFIRMED"));
    }

    @Test
    void whatARegionPushedEndsWithItsPeriodForWhoWasShownIt() {
        var pushed = tell(Sichuan.pushed(wang, "SC-" + UUID.randomUUID(), 1, Map.of("displayUntil", "2026-12-01")));
        ask();
        clock.set(LocalDate.parse("2026-12-01"));

        followCalendar.follow();
        followCorrections.follow();

        assertThat(told(UUID.fromString(pushed)).path("reason").asString()).isEqualTo("EXPIRED");
    }

    private Map<String, Object> ended(int version) {
        return Sichuan.correction(recordId, version, "STOP_USE", "WITHDRAWN", "2026-11-21T02:00:00Z");
    }

    /** @return our id of what was pushed, or nothing of a reference */
    private String tell(Map<String, Object> item) {
        var reply = calls.post("/v1/inbound/records", tokens.national(), Map.of("items", List.of(item)));
        assertThat(reply.status()).isEqualTo(200);
        return reply.json().path("items").path(0).path("recordId").asString("");
    }

    private Reply ask() {
        return calls.post("/v1/queries", tokens.prefecture(ASKER), wang.question("SUPERVISION", "P-1"));
    }

    private static List<String> shown(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        return reply.json()
                .path("records")
                .valueStream()
                .map(record -> record.path("recordId").asString())
                .toList();
    }

    private JsonNode told(UUID about) {
        return calls.get("/v1/queries/corrections?limit=200", tokens.prefecture(ASKER))
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("recordId").asString().equals(about.toString()))
                .findFirst()
                .orElseThrow();
    }

    private Reply confirm(JsonNode told) {
        var item = new HashMap<String, Object>(Map.of(
                "recordId", told.path("recordId").asString(),
                "version", told.path("version").asInt(),
                "changedAt", told.path("changedAt").asString()));
        if (told.hasNonNull("source")) {
            item.put("source", told.path("source").asString());
        }
        return calls.post(
                "/v1/queries/corrections/confirmations", tokens.prefecture(ASKER), Map.of("items", List.of(item)));
    }

    private Map<String, String> mine() {
        return calls.get("/v1/me/access-log/corrections", tokens.citizen(wang.subjectId()))
                .json()
                .path("items")
                .valueStream()
                .collect(Collectors.toMap(
                        item -> item.path("receiver").asString(),
                        item -> item.path("state").asString()));
    }
}
