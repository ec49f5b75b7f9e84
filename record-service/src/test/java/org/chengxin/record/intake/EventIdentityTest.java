package org.chengxin.record.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.chengxin.record.intake.Examples.number;
import static org.chengxin.record.intake.Examples.taxPenalty;
import static org.chengxin.record.intake.Examples.with;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.KafkaProbe;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An event is its source, its id and what it says: every one gets exactly one receipt, and none is swallowed. */
@ServiceTest
class EventIdentityTest {

    private static final String INTAKE = "intake.prov-state-tax";
    private static final String RECEIPTS = "receipts.prov-state-tax";
    private static final String SOURCE = "/prov-state-tax";

    @Autowired
    KafkaProbe kafka;

    @Autowired
    RestTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Autowired
    IntakeListener listener;

    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void identityIsUp() {
        IdentityOfTests.isUp();
    }

    @ParameterizedTest(name = "in one batch: {0}")
    @ValueSource(booleans = {true, false})
    void twoDecisionsUnderOneIdAreBothTakenIn(boolean together) {
        var one = taxPenalty(number());
        var other = taxPenalty(number());

        if (together) {
            listener.on(List.of(event(SOURCE, one), event(SOURCE, other)));
        } else {
            listener.on(List.of(event(SOURCE, one)));
            listener.on(List.of(event(SOURCE, other)));
        }

        assertThat(receipts(2)).containsExactlyInAnyOrder("intake.accepted.v1", "intake.accepted.v1");
        assertThat(records(one)).isOne();
        assertThat(records(other)).isOne();
    }

    @Test
    void anIdOfAnotherSourceIsAnotherEvent() {
        var data = taxPenalty(number());

        listener.on(List.of(event("/tax/kunming", data)));
        listener.on(List.of(event("/tax/qujing", data)));

        assertThat(receipts(2)).containsExactly("intake.accepted.v1", "intake.duplicate.v1");
    }

    @Test
    void otherFactsOfTheSameRevisionAreAnsweredAndChangeNothing() {
        var data = taxPenalty(number());

        listener.on(List.of(event(SOURCE, data)));
        listener.on(List.of(event(SOURCE, with(data, "facts.summary", "另有说明"))));

        assertThat(receipts(2)).containsExactly("intake.accepted.v1", "intake.duplicate.v1");
        assertThat(records(data)).isOne();
    }

    @Test
    void whatWasRefusedAndIsMendedUnderItsOldIdIsTakenIn() {
        var data = taxPenalty(number());

        listener.on(List.of(event(SOURCE, with(data, "noticeServedOn", null))));
        listener.on(List.of(event(SOURCE, data)));

        assertThat(receipts(2)).containsExactly("intake.rejected.v1", "intake.accepted.v1");
    }

    /** The order of members and the headers of a courier are not what the event says. */
    @Test
    void theSameEventAgainHasHadItsReceipt() {
        var data = taxPenalty(number());
        var turned = new LinkedHashMap<String, Object>();
        data.keySet().stream().sorted().forEach(member -> turned.put(member, data.get(member)));
        var again = event(SOURCE, turned);
        again.headers().add("traceparent", "00-1".getBytes(StandardCharsets.UTF_8));

        listener.on(List.of(event(SOURCE, data), event(SOURCE, data)));
        listener.on(List.of(again));

        assertThat(receipts(1)).containsExactly("intake.accepted.v1");
    }

    @Test
    void twoThatCannotBeReadAreBothAnswered() {
        listener.on(List.of(message(SOURCE, "{one"), message(SOURCE, "{other"), message(SOURCE, "{one")));
        listener.on(List.of(message(SOURCE, "{other")));

        assertThat(receipts(2)).containsExactly("intake.rejected.v1", "intake.rejected.v1");
    }

    @Test
    void twoThatWaitUnderOneIdAreBothAnswered() {
        var one = with(taxPenalty(number()), "subject.name", "待核" + UUID.randomUUID());
        var other = with(taxPenalty(number()), "subject.name", "待核" + UUID.randomUUID());

        listener.on(List.of(event(SOURCE, one), event(SOURCE, other)));
        listener.on(List.of(event(SOURCE, one), event(SOURCE, other)));
        assertThat(jdbc.sql("select count(*) from waiting_event where event_id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        IdentityOfTests.hasVerifiedAll();
        clock.set(TestClock.NOW.plus(Duration.ofSeconds(3)));

        assertThat(receipts(2)).containsExactly("intake.accepted.v1", "intake.accepted.v1");
    }

    @Test
    void whateverIsDeliveredAgainAfterAnInterruptionHasOneReceipt() {
        var known = taxPenalty(number());
        listener.on(List.of(Contract.message(
                INTAKE, "k", IntakeDoor.REPORTED, SOURCE, UUID.randomUUID().toString(), text(known))));
        var familiar = with(known, "sourceRecordId", "A-" + UUID.randomUUID());
        var batch = List.of(event(SOURCE, familiar), event(SOURCE, taxPenalty(number())));
        IdentityOfTests.isDown();

        assertThatThrownBy(() -> listener.on(batch)).isInstanceOf(PeerUnavailable.class);
        IdentityOfTests.isUp();
        await().atMost(60, TimeUnit.SECONDS).ignoreExceptions().untilAsserted(() -> listener.on(batch));
        listener.on(batch);

        assertThat(receipts(2)).containsExactly("intake.accepted.v1", "intake.accepted.v1");
    }

    @Test
    void replicasWithBothInHandGiveEachItsOneReceipt() throws Exception {
        var known = taxPenalty(number());
        listener.on(List.of(Contract.message(
                INTAKE, "k", IntakeDoor.REPORTED, SOURCE, UUID.randomUUID().toString(), text(known))));
        var one = event(SOURCE, with(known, "sourceRecordId", "A-" + UUID.randomUUID()));
        var other = event(SOURCE, with(known, "sourceRecordId", "B-" + UUID.randomUUID()));
        var batches = List.of(List.of(one, other), List.of(other, one), List.of(one), List.of(other));

        var replicas = batches.stream().map(this::replica).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(replicas)) {
                done.get();
            }
        }

        assertThat(receipts(2)).containsExactly("intake.accepted.v1", "intake.accepted.v1");
    }

    /** What was taken in before events were told apart by what they say is known by its decision. */
    @Test
    void anEventOfTheFirstEditionIsKnownByItsDecision() {
        var taken = taxPenalty(number());
        jdbc.sql("""
                insert into intake_event (provider, event_id, outcome, source_record_id, revision, received_at, decided_at,
                                          fingerprint)
                values ('PROV_STATE_TAX', :id, 'ACCEPTED', :source, 1, now(), now(), ''::bytea)
                """)
                .param("id", id)
                .param("source", taken.get("sourceRecordId"))
                .update();

        listener.on(List.of(event(SOURCE, taken)));
        listener.on(List.of(event(SOURCE, taxPenalty(number()))));

        assertThat(receipts(1)).containsExactly("intake.accepted.v1");
    }

    @Test
    void theLinesOfABatchAreToldApartInTheSameWay() {
        var one = taxPenalty(number());
        var other = taxPenalty(number());
        var lines = List.of(structured(one), structured(other), structured(one));

        var receipts = batch(String.join("\n", lines));

        assertThat(receipts)
                .extracting(receipt -> receipt.path("type").asString())
                .containsExactly("intake.accepted.v1", "intake.accepted.v1", "intake.duplicate.v1");
        assertThat(receipts)
                .extracting(receipt -> receipt.path("data").path("eventId").asString())
                .containsOnly(id);
    }

    private Callable<Void> replica(List<ConsumerRecord<String, byte[]>> batch) {
        return () -> {
            // As the container does: what passes by itself is delivered again.
            await().atMost(60, TimeUnit.SECONDS)
                    .ignoreExceptionsInstanceOf(TransientDataAccessException.class)
                    .untilAsserted(() -> listener.on(batch));
            return null;
        };
    }

    private ConsumerRecord<String, byte[]> event(String source, Map<String, Object> data) {
        return message(source, text(data));
    }

    private ConsumerRecord<String, byte[]> message(String source, String data) {
        return Contract.message(INTAKE, "k", IntakeDoor.REPORTED, source, id, data);
    }

    private String structured(Map<String, Object> data) {
        return text(
                Map.of("specversion", "1.0", "id", id, "source", SOURCE, "type", IntakeDoor.REPORTED, "data", data));
    }

    private String text(Object data) {
        return json.writeValueAsString(data);
    }

    /** Types of the receipts under the id, once a later one has come: there are no more. */
    private List<String> receipts(int atLeast) {
        var found = kafka.await(RECEIPTS, atLeast, message -> isOf(message, id));
        var last = UUID.randomUUID().toString();
        listener.on(List.of(Contract.message(INTAKE, "k", "record.rumoured.v1", SOURCE, last, "{}")));
        kafka.await(RECEIPTS, message -> isOf(message, last));
        var all = new ArrayList<>(kafka.seen(RECEIPTS, message -> isOf(message, id)));
        assertThat(all).hasSize(found.size());
        return all.stream()
                .map(message -> KafkaProbe.header(message, "ce_type"))
                .toList();
    }

    private boolean isOf(ConsumerRecord<String, byte[]> message, String event) {
        return json.readTree(message.value()).path("eventId").asString("").equals(event);
    }

    private long records(Map<String, Object> data) {
        return jdbc.sql("select count(*) from record where source_record_id = :id")
                .param("id", data.get("sourceRecordId"))
                .query(Long.class)
                .single();
    }

    private List<JsonNode> batch(String lines) {
        var answer = http.post()
                .uri("/v1/records/batch")
                .header("Authorization", "Bearer " + tokens.department("PROV_STATE_TAX"))
                .contentType(MediaType.APPLICATION_NDJSON)
                .body(lines)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return String.valueOf(answer).lines().map(json::readTree).toList();
    }
}
