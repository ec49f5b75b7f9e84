package org.chengxin.record.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.chengxin.record.intake.Examples.members;
import static org.chengxin.record.intake.Examples.number;
import static org.chengxin.record.intake.Examples.subjectOf;
import static org.chengxin.record.intake.Examples.taxPenalty;
import static org.chengxin.record.intake.Examples.with;

import java.time.Duration;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Departments as they are: late, twice, out of order, unreadable; on a real broker. */
@ServiceTest
class IntakeListenerTest {

    private static final String INTAKE = "intake.prov-state-tax";
    private static final String RECEIPTS = "receipts.prov-state-tax";

    @Autowired
    KafkaProbe kafka;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Autowired
    IntakeListener listener;

    @Autowired
    Rejections rejections;

    @BeforeEach
    void identityIsUp() {
        IdentityOfTests.isUp();
    }

    @Test
    void aReportBecomesARecordAReceiptAndAChange() {
        var number = number();
        var data = taxPenalty(number);

        var event = send("record.reported.v1", data);

        var receipt = receiptOf(event);
        assertThat(KafkaProbe.header(receipt, "ce_type")).isEqualTo("intake.accepted.v1");
        assertThat(receipt.key()).isEqualTo(data.get("sourceRecordId"));
        var change = changesOf(data, 1).getFirst();
        assertThat(change.key()).isEqualTo(subjectOf(number).toString());
        var changed = body(change);
        assertThat(changed.path("recordId")).isEqualTo(body(receipt).path("recordId"));
        assertThat(changed.path("cause").asString()).isEqualTo("REPORTED");
        assertThat(changed.path("answerUntil").asString()).isEqualTo("2026-04-03");
        assertThat(changed.path("displayUntil").asString()).isEqualTo("2027-03-10");
        assertThat(KafkaProbe.text(change)).doesNotContain(number, "测试");
        new Contract("record-service", "record.changed.v1").isKeptByJson(KafkaProbe.text(change));
        new Contract("record-service", "intake.accepted.v1").isKeptByJson(KafkaProbe.text(receipt));
    }

    @Test
    void theExampleOfTheContractIsAcceptedInStructuredMode() {
        var example = (tools.jackson.databind.node.ObjectNode)
                json.readTree(new Contract("record-service", "record.reported.v1").example());
        var id = UUID.randomUUID().toString();
        example.put("sourceRecordId", "TAX-" + id);

        kafka.sendStructured(
                INTAKE,
                "TAX-" + id,
                json.writeValueAsString(members(
                        "specversion", "1.0",
                        "id", id,
                        "source", "/departments/PROV_STATE_TAX",
                        "type", "record.reported.v1",
                        "datacontenttype", "application/json",
                        "data", example)));

        assertThat(KafkaProbe.header(receiptOf(id), "ce_type")).isEqualTo("intake.accepted.v1");
    }

    @Test
    void repeatsAndLateRevisionsChangeNothing() {
        var data = taxPenalty(number());
        var first = send("record.reported.v1", data);
        var again = send("record.reported.v1", data);
        var second = send("record.amended.v1", with(data, "revision", 2));
        var late = send("record.reported.v1", data);

        assertThat(types(first, again, second, late))
                .containsExactly(
                        "intake.accepted.v1", "intake.duplicate.v1", "intake.accepted.v1", "intake.superseded.v1");
        assertThat(changesOf(data, 2)).hasSize(2);
        new Contract("record-service", "intake.duplicate.v1").isKeptByJson(KafkaProbe.text(receiptOf(again)));
        new Contract("record-service", "intake.superseded.v1").isKeptByJson(KafkaProbe.text(receiptOf(late)));
    }

    @Test
    void theSameEventDeliveredAgainGetsNoSecondReceipt() {
        var data = taxPenalty(number());
        var id = UUID.randomUUID().toString();
        send(id, "record.reported.v1", data);
        send(id, "record.reported.v1", data);
        var after = send("record.reported.v1", taxPenalty(number()), data);

        receiptOf(after);

        assertThat(kafka.seen(RECEIPTS, message -> isReceiptOf(message, id))).hasSize(1);
        assertThat(changesOf(data, 1)).hasSize(1);
    }

    @Test
    void anAmendmentBeforeItsReportCreatesTheRecord() {
        var data = taxPenalty(number());
        var amended = send("record.amended.v1", with(data, "revision", 2));
        var reported = send("record.reported.v1", data);

        assertThat(types(amended, reported)).containsExactly("intake.accepted.v1", "intake.superseded.v1");
        assertThat(body(changesOf(data, 1).getFirst()).path("revision").asInt()).isEqualTo(2);
    }

    @Test
    void aWithdrawalEndsTheRecordInEitherOrder() {
        var reportedFirst = taxPenalty(number());
        var withdrawnFirst = taxPenalty(number());
        var a = send("record.reported.v1", reportedFirst);
        var b = send("record.withdrawn.v1", withdrawal(reportedFirst, 2));
        var c = send("record.withdrawn.v1", withdrawal(withdrawnFirst, 2));
        var d = send("record.reported.v1", withdrawnFirst);

        assertThat(types(a, b, c, d))
                .containsExactly(
                        "intake.accepted.v1", "intake.accepted.v1", "intake.accepted.v1", "intake.superseded.v1");
        var changes = changesOf(reportedFirst, 2);
        assertThat(body(changes.getLast()).path("standing").asString()).isEqualTo("WITHDRAWN");
        new Contract("record-service", "record.changed.v1").isKeptByJson(KafkaProbe.text(changes.getLast()));
        assertThat(kafka.seen("record-changes", message -> isAbout(message, withdrawnFirst)))
                .isEmpty();
        assertThat(body(receiptOf(c)).has("recordId")).isFalse();
        new Contract("record-service", "intake.accepted.v1").isKeptByJson(KafkaProbe.text(receiptOf(c)));
    }

    @Test
    void whatCannotBeReadIsAnsweredKeptAndHoldsUpNobody() {
        var id = UUID.randomUUID().toString();
        kafka.send(INTAKE, "K-" + id, headers(id, "record.reported.v1"), "{not json");
        kafka.send(INTAKE, "L-" + id, Map.of(), "nothing at all");
        var odd = send("record.rumoured.v1", with(taxPenalty(number()), "sourceRecordId", "M-" + id));
        var behind = send("record.reported.v1", taxPenalty(number()));

        assertThat(types(behind)).containsExactly("intake.accepted.v1");
        for (var receipt : List.of(
                receiptOf(id), receiptOf(odd), kafka.await(RECEIPTS, message -> ("L-" + id).equals(message.key())))) {
            assertThat(KafkaProbe.header(receipt, "ce_type")).isEqualTo("intake.rejected.v1");
            assertThat(body(receipt).path("problem").path("type").asString())
                    .isEqualTo("urn:chengxin:problem:event-unreadable");
            new Contract("record-service", "intake.rejected.v1").isKeptByJson(KafkaProbe.text(receipt));
        }
        assertThat(rejections.rejections("PROV_STATE_TAX", null, 200))
                .filteredOn(rejection -> rejection.eventId().equals(id))
                .singleElement()
                .satisfies(rejection -> assertThat(rejections.refusal("PROV_STATE_TAX", rejection.id()))
                        .hasValueSatisfying(refusal ->
                                assertThat(refusal.content()).asString().isEqualTo("{not json")));
    }

    @Test
    void aRefusalCarriesTheProblemThatRestWouldAnswer() {
        var event = send("record.reported.v1", with(taxPenalty(number()), "noticeServedOn", null));

        var receipt = receiptOf(event);

        assertThat(body(receipt).path("problem").path("type").asString())
                .isEqualTo("urn:chengxin:problem:notice-missing");
        assertThat(body(receipt)
                        .path("problem")
                        .path("errors")
                        .get(0)
                        .path("pointer")
                        .asString())
                .isEqualTo("/noticeServedOn");
        new Contract("record-service", "intake.rejected.v1").isKeptByJson(KafkaProbe.text(receipt));
    }

    @Test
    void prohibitedDataAreNotEvenKeptToLookAt() {
        var event = send("record.reported.v1", with(taxPenalty(number()), "facts.religion", "x"));

        receiptOf(event);

        assertThat(jdbc.sql("select count(*) from rejection where event_id = :id and sealed is not null")
                        .param("id", event)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whoIsNotVerifiedYetWaitsWithoutAReceiptAndIsTakenInLater() {
        var data = with(taxPenalty(number()), "subject.name", "待核" + UUID.randomUUID());
        var event = send("record.reported.v1", data);
        await().atMost(60, TimeUnit.SECONDS).until(() -> waiting(event) == 1);

        IdentityOfTests.hasVerifiedAll();
        clock.set(TestClock.NOW.plus(Duration.ofSeconds(3)));

        assertThat(types(event)).containsExactly("intake.accepted.v1");
        assertThat(waiting(event)).isZero();
    }

    @Test
    void whatFollowsAWaitingEventIsDecidedAfterItAndInItsOrder() {
        var data = with(taxPenalty(number()), "subject.name", "待核" + UUID.randomUUID());
        var named = with(data, "subject.name", "测试乙");
        var report = send("record.reported.v1", data);
        var amendment = send("record.amended.v1", with(named, "revision", 2));
        var again = send("record.reported.v1", with(named, "noticeServedOn", null));
        var withdrawal = send("record.withdrawn.v1", withdrawal(data, 3));
        await().atMost(60, TimeUnit.SECONDS).until(() -> waiting(withdrawal) == 1);
        var other = send("record.reported.v1", taxPenalty(number()), data);
        receiptOf(other);

        assertThat(waiting(report) + waiting(amendment) + waiting(again)).isEqualTo(3);
        IdentityOfTests.hasVerifiedAll();
        clock.set(TestClock.NOW.plus(Duration.ofSeconds(3)));

        assertThat(types(report, amendment, again, withdrawal))
                .containsExactly(
                        "intake.accepted.v1", "intake.accepted.v1", "intake.superseded.v1", "intake.accepted.v1");
        assertThat(changesOf(data, 3))
                .extracting(change -> body(change).path("cause").asString())
                .containsExactly("REPORTED", "AMENDED", "WITHDRAWN");
        assertThat(waiting(withdrawal)).isZero();
    }

    @Test
    void whatFollowsAnEventThatWaitedTooLongIsDecidedAllTheSame() {
        var data = with(taxPenalty(number()), "subject.name", "待核" + UUID.randomUUID());
        var report = send("record.reported.v1", data);
        await().atMost(60, TimeUnit.SECONDS).until(() -> waiting(report) == 1);
        clock.set(TestClock.NOW.plus(Duration.ofHours(23)));
        var withdrawal = send("record.withdrawn.v1", withdrawal(data, 2));
        await().atMost(60, TimeUnit.SECONDS).until(() -> waiting(withdrawal) == 1);

        clock.set(TestClock.NOW.plus(Duration.ofHours(24)));

        assertThat(types(report, withdrawal)).containsExactly("intake.rejected.v1", "intake.accepted.v1");
    }

    @Test
    void whoseNamesAreKnownDoNotWaitForTheOthersOfTheirBatch() {
        var known = taxPenalty(number());
        receiptOf(send("record.reported.v1", known));
        IdentityOfTests.isDown();
        var stranger = UUID.randomUUID().toString();
        var familiar = UUID.randomUUID().toString();
        var batch = List.of(
                message(stranger, taxPenalty(number())), message(familiar, with(known, "sourceRecordId", familiar)));

        assertThatThrownBy(() -> listener.on(batch)).isInstanceOf(PeerUnavailable.class);

        assertThat(types(familiar)).containsExactly("intake.accepted.v1");
        IdentityOfTests.isUp();
        await().atMost(60, TimeUnit.SECONDS).ignoreExceptions().untilAsserted(() -> listener.on(batch));
        assertThat(types(stranger)).containsExactly("intake.accepted.v1");
        assertThat(kafka.seen(RECEIPTS, message -> isReceiptOf(message, familiar)))
                .hasSize(1);
    }

    private ConsumerRecord<String, byte[]> message(String id, Map<String, Object> data) {
        return Contract.message(
                INTAKE, "k", "record.reported.v1", "/departments/PROV_STATE_TAX", id, json.writeValueAsString(data));
    }

    @Test
    void twoReplicasWithTheSameEventInHandGiveItOneEffectAndOneReceipt() throws Exception {
        for (var round = 0; round < 5; round++) {
            var known = taxPenalty(number());
            receiptOf(send("record.reported.v1", known));
            var event = UUID.randomUUID().toString();
            var data = with(known, "sourceRecordId", event);
            Callable<Void> replica = () -> {
                // As the container does: what passes by itself is delivered again.
                await().atMost(60, TimeUnit.SECONDS)
                        .ignoreExceptionsInstanceOf(TransientDataAccessException.class)
                        .untilAsserted(() -> listener.on(List.of(message(event, data))));
                return null;
            };
            try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var done : replicas.invokeAll(List.of(replica, replica, replica))) {
                    done.get();
                }
            }

            assertThat(types(event)).containsExactly("intake.accepted.v1");
            var last = send("record.reported.v1", with(known, "sourceRecordId", UUID.randomUUID() + "-last"));
            receiptOf(last);
            assertThat(kafka.seen(RECEIPTS, message -> isReceiptOf(message, event)))
                    .hasSize(1);
            assertThat(changesOf(data, 1)).hasSize(1);
        }
    }

    @Test
    void whatWaitsHereAndWasDecidedElsewhereGetsNoSecondReceipt() {
        var event = send("record.reported.v1", with(taxPenalty(number()), "subject.name", "待核" + UUID.randomUUID()));
        await().atMost(60, TimeUnit.SECONDS).until(() -> waiting(event) == 1);
        jdbc.sql("""
                insert into intake_event (provider, event_id, fingerprint, outcome, received_at, decided_at)
                select provider, event_id, fingerprint, 'REJECTED', received_at, received_at
                  from waiting_event
                 where event_id = :id
                """).param("id", event).update();

        IdentityOfTests.hasVerifiedAll();
        clock.set(TestClock.NOW.plus(Duration.ofSeconds(3)));

        await().atMost(60, TimeUnit.SECONDS).until(() -> waiting(event) == 0);
        receiptOf(send("record.reported.v1", taxPenalty(number())));
        assertThat(kafka.seen(RECEIPTS, message -> isReceiptOf(message, event))).isEmpty();
    }

    @Test
    void whoIsNotVerifiedWithinADayIsRefused() {
        var event = send("record.reported.v1", with(taxPenalty(number()), "subject.name", "待核" + UUID.randomUUID()));
        await().atMost(60, TimeUnit.SECONDS).until(() -> waiting(event) == 1);

        clock.set(TestClock.NOW.plus(Duration.ofHours(24)));

        assertThat(body(receiptOf(event)).path("problem").path("type").asString())
                .isEqualTo("urn:chengxin:problem:authority-unavailable");
        assertThat(waiting(event)).isZero();
    }

    @Test
    void whileIdentityServiceIsDownNothingIsLostAndNothingDoubled() {
        IdentityOfTests.isDown();
        var data = taxPenalty(number());
        var event = send("record.reported.v1", data);
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> !org.chengxin.testkit.PeerServers.identity()
                        .getAllServeEvents()
                        .isEmpty());
        assertThat(kafka.seen(RECEIPTS, message -> isReceiptOf(message, event))).isEmpty();

        IdentityOfTests.isUp();

        assertThat(types(event)).containsExactly("intake.accepted.v1");
        assertThat(kafka.seen(RECEIPTS, message -> isReceiptOf(message, event))).hasSize(1);
        assertThat(changesOf(data, 1)).hasSize(1);
    }

    @Test
    void aTopicOfNoDepartmentIsSetAside() {
        var id = UUID.randomUUID().toString();

        listener.on(List.of(Contract.message(
                "intake.prov-nobody", "K-" + id, "record.reported.v1", "/departments/PROV_NOBODY", id, "{}")));

        assertThat(jdbc.sql("select count(*) from quarantined_event where topic = 'intake.prov-nobody' and key is null")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    private long waiting(String event) {
        return jdbc.sql("select count(*) from waiting_event where event_id = :id")
                .param("id", event)
                .query(Long.class)
                .single();
    }

    private static Map<String, Object> withdrawal(Map<String, Object> data, int revision) {
        return members("sourceRecordId", data.get("sourceRecordId"), "revision", revision);
    }

    private String send(String type, Map<String, Object> data) {
        return send(UUID.randomUUID().toString(), type, data);
    }

    /** Under the key of another, so that it stands behind it in the same partition. */
    private String send(String type, Map<String, Object> data, Map<String, Object> behind) {
        var id = UUID.randomUUID().toString();
        kafka.send(INTAKE, (String) behind.get("sourceRecordId"), headers(id, type), json.writeValueAsString(data));
        return id;
    }

    private String send(String id, String type, Map<String, Object> data) {
        kafka.send(INTAKE, (String) data.get("sourceRecordId"), headers(id, type), json.writeValueAsString(data));
        return id;
    }

    private static Map<String, String> headers(String id, String type) {
        return Map.of(
                "ce_specversion", "1.0",
                "ce_id", id,
                "ce_source", "/departments/PROV_STATE_TAX",
                "ce_type", type,
                "content-type", "application/json");
    }

    private List<String> types(String... events) {
        return java.util.Arrays.stream(events)
                .map(event -> KafkaProbe.header(receiptOf(event), "ce_type"))
                .toList();
    }

    private ConsumerRecord<String, byte[]> receiptOf(String event) {
        return kafka.await(RECEIPTS, message -> isReceiptOf(message, event));
    }

    private boolean isReceiptOf(ConsumerRecord<String, byte[]> message, String event) {
        return body(message).path("eventId").asString("").equals(event);
    }

    private List<ConsumerRecord<String, byte[]>> changesOf(Map<String, Object> data, int atLeast) {
        return kafka.await("record-changes", atLeast, message -> isAbout(message, data));
    }

    private boolean isAbout(ConsumerRecord<String, byte[]> message, Map<String, Object> data) {
        return body(message).path("sourceRecordId").asString("").equals(data.get("sourceRecordId"));
    }

    private JsonNode body(ConsumerRecord<String, byte[]> message) {
        return json.readTree(message.value());
    }
}
