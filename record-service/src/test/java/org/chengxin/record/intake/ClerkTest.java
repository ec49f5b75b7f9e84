package org.chengxin.record.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chengxin.record.intake.Examples.members;
import static org.chengxin.record.intake.Examples.number;
import static org.chengxin.record.intake.Examples.subjectOf;
import static org.chengxin.record.intake.Examples.taxPenalty;
import static org.chengxin.record.intake.Examples.with;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.chengxin.record.ledger.CreditRecord;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.Provider;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.KafkaProbe;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.json.JsonMapper;

/** Whatever the order, the number of repeats and the number of hands: the same end. */
@ServiceTest
class ClerkTest {

    private static final Provider TAX = Provider.department("PROV_STATE_TAX");

    @Autowired
    HandIn handIn;

    @Autowired
    IntakeDoor door;

    @Autowired
    Ledger ledger;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Autowired
    IntakeListener listener;

    @Autowired
    RestTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    KafkaProbe kafka;

    @Autowired
    TestClock clock;

    @BeforeEach
    void identityIsUp() {
        IdentityOfTests.isUp();
    }

    @Test
    void anyOrderWithRepeatsInAnyBatchesEndsTheSame() {
        var random = new Random(20261122);
        for (var round = 0; round < 60; round++) {
            var number = number();
            var data = taxPenalty(number);
            var events = new ArrayList<>(List.of(
                    item(IntakeDoor.REPORTED, data),
                    item(IntakeDoor.AMENDED, with(data, "revision", 2)),
                    item(IntakeDoor.AMENDED, with(with(data, "revision", 4), "decisionNumber", "last")),
                    item(IntakeDoor.WITHDRAWN, members("sourceRecordId", data.get("sourceRecordId"), "revision", 3))));
            events.addAll(events.subList(0, 1 + random.nextInt(4)));
            Collections.shuffle(events, random);

            for (var from = 0; from < events.size(); ) {
                var to = Math.min(events.size(), from + 1 + random.nextInt(4));
                handIn.now(events.subList(from, to));
                from = to;
            }

            var shown = ledger.about(subjectOf(number), null, null, 10);
            assertThat(shown).hasSize(1).first().satisfies(record -> {
                assertThat(record.revision()).isEqualTo(4);
                assertThat(record.decision().decisionNumber()).isEqualTo("last");
            });
            assertThat(versions(shown.getFirst())).isEqualTo(shown.getFirst().version());
        }
    }

    @Test
    void twoHandsOnTheSameDecisionsMakeOneRecordOfEach() throws Exception {
        var number = number();
        var reports = new ArrayList<Map<String, Object>>();
        for (var count = 0; count < 40; count++) {
            reports.add(taxPenalty(number));
        }
        var hands = new ArrayList<Callable<List<Outcome>>>();
        for (var hand = 0; hand < 6; hand++) {
            var mine = new ArrayList<>(reports);
            Collections.shuffle(mine, new Random(hand));
            var revision = 1 + hand % 2;
            hands.add(() -> handIn.now(mine.stream()
                    .map(data -> item(IntakeDoor.REPORTED, with(data, "revision", revision)))
                    .toList()));
        }

        var outcomes = new ArrayList<Outcome>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : executor.invokeAll(hands)) {
                outcomes.addAll(done.get());
            }
        }

        var shown = ledger.about(subjectOf(number), null, null, 200);
        assertThat(shown).hasSize(40).allMatch(record -> record.revision() == 2);
        assertThat(shown).allMatch(record -> versions(record) == record.version());
        assertThat(outcomes.stream()
                        .filter(outcome -> outcome instanceof Outcome.Accepted accepted && accepted.created()))
                .hasSize(40);
    }

    @Test
    void aRefusedEventIsListedForItsDepartmentAloneAndCanBeTriedAgain() {
        var name = "待核" + UUID.randomUUID();
        var id = UUID.randomUUID().toString();
        var late = with(with(taxPenalty(number()), "subject.name", name), "effectiveOn", "2026-11-23");
        listener.on(List.of(Contract.message(
                "intake.prov-state-tax",
                "k",
                IntakeDoor.REPORTED,
                "/departments/PROV_STATE_TAX",
                id,
                json.writeValueAsString(late))));
        var tax = tokens.department("PROV_STATE_TAX");

        var rejection = json.readTree(get("/v1/intake/rejections?limit=200", tax)).path("items").values().stream()
                .filter(item -> item.path("eventId").asString().equals(id))
                .findFirst()
                .orElseThrow();

        assertThat(rejection.path("problem").path("type").asString()).isEqualTo("urn:chengxin:problem:date-invalid");
        assertThat(rejection.path("retriable").asBoolean()).isTrue();
        assertThat(rejection.toString()).doesNotContain(name);
        assertThat(get("/v1/intake/rejections?limit=200", tokens.department("PROV_HIGH_COURT")))
                .doesNotContain(id);
        var retry = "/v1/intake/rejections/" + rejection.path("id").asString() + "/retry";
        assertThat(post(retry, tokens.department("PROV_HIGH_COURT"))).isEqualTo(404);
        assertThat(post(retry, tax)).isEqualTo(422);
    }

    @Test
    void whatCameRightInTheMeantimeIsTakenInByARetry() {
        var id = UUID.randomUUID().toString();
        var number = number();
        var tomorrow = with(taxPenalty(number), "effectiveOn", "2026-11-23");
        listener.on(List.of(Contract.message(
                "intake.prov-state-tax",
                "k",
                IntakeDoor.REPORTED,
                "/departments/PROV_STATE_TAX",
                id,
                json.writeValueAsString(tomorrow))));
        var rejection = jdbc.sql("select id from rejection where event_id = :id")
                .param("id", id)
                .query(UUID.class)
                .single();
        clock.set(LocalDate.of(2026, 11, 23));

        var first = post("/v1/intake/rejections/" + rejection + "/retry", tokens.department("PROV_STATE_TAX"));
        var second = post("/v1/intake/rejections/" + rejection + "/retry", tokens.department("PROV_STATE_TAX"));

        assertThat(first).isEqualTo(200);
        assertThat(second).isEqualTo(409);
        assertThat(ledger.about(subjectOf(number), null, null, 10)).hasSize(1);
    }

    @Test
    void aProvidersLookAtARecordIsToldToThePerson() {
        var number = number();
        handIn.now(List.of(item(IntakeDoor.REPORTED, taxPenalty(number))));
        var record = ledger.about(subjectOf(number), null, null, 10).getFirst();

        get("/v1/records/" + record.id(), tokens.department("PROV_STATE_TAX"));
        get("/v1/records/" + record.id(), tokens.citizen(subjectOf(number)));

        var entry = kafka.await(
                "access-events",
                message -> message.key().equals(record.subjectId().toString()));
        new Contract("record-service", "subject.accessed.v1").isKeptByJson(KafkaProbe.text(entry));
        assertThat(kafka.seen(
                        "access-events",
                        message -> message.key().equals(record.subjectId().toString())))
                .hasSize(1);
    }

    @Test
    void theHistoryOfARecordTellsThePersonWhoChangedWhatAndWhy() {
        var number = number();
        var data = taxPenalty(number);
        handIn.now(List.of(item(IntakeDoor.REPORTED, data)));
        handIn.now(
                List.of(item(IntakeDoor.AMENDED, with(with(data, "revision", 2), "decisionNumber", "云税罚〔2026〕13号"))));
        var record = ledger.about(subjectOf(number), null, null, 10).getFirst();
        var path = "/v1/records/" + record.id() + "/history";

        var history =
                json.readTree(get(path, tokens.citizen(subjectOf(number)))).path("items");

        assertThat(history.size()).isEqualTo(2);
        assertThat(history.get(0).path("cause").asString()).isEqualTo("REPORTED");
        assertThat(history.get(1).path("by").asString()).isEqualTo("PROV_STATE_TAX");
        var changes = history.get(1).path("changes");
        assertThat(changes.values())
                .extracting(change -> change.path("member").asString())
                .containsExactly("decisionNumber", "revision");
        assertThat(changes.get(0).path("from").asString()).isEqualTo("云税罚〔2026〕12号");
        assertThat(changes.get(0).path("to").asString()).isEqualTo("云税罚〔2026〕13号");
        assertThat(get(path, tokens.citizen(UUID.randomUUID()))).contains("record-not-found");
        var second = json.readTree(get(path + "?limit=1", tokens.department("PROV_STATE_TAX")));
        var next = second.path("nextCursor").asString();
        assertThat(json.readTree(get(path + "?limit=1&cursor=" + next, tokens.department("PROV_STATE_TAX")))
                        .path("items")
                        .get(0)
                        .path("changes")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void theQualityOfItsDataIsSeenByTheDepartmentAndByAuditorsOnly() {
        var path = "/v1/intake/quality?department=PROV_STATE_TAX&month=2026-11";

        assertThat(get(path, tokens.department("PROV_STATE_TAX"))).contains("\"inTimeWorkingDays\":7");
        assertThat(get(path, tokens.auditor())).contains("\"provider\":\"PROV_STATE_TAX\"");
        assertThat(get(path, tokens.department("PROV_HIGH_COURT"))).contains("department-not-found");
        assertThat(get("/v1/intake/quality?month=soon", tokens.department("PROV_STATE_TAX")))
                .contains("parameter-invalid");
        assertThat(get("/v1/intake/quality", tokens.auditor())).contains("parameter-invalid");
    }

    private Clerk.Item item(String type, Map<String, Object> data) {
        return new Clerk.Item(TAX, door.read(TAX, type, json.valueToTree(data)));
    }

    private int versions(CreditRecord record) {
        return jdbc.sql("select count(*) from record_version where record_id = :id")
                .param("id", record.id())
                .query(Integer.class)
                .single();
    }

    private String get(String path, String token) {
        return http.get()
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private int post(String path, String token) {
        return http.post()
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getStatus()
                .value();
    }
}
