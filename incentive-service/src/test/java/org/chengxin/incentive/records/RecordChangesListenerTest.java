package org.chengxin.incentive.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.KafkaProbe;
import org.chengxin.testkit.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@ServiceTest
class RecordChangesListenerTest {

    static final String TOPIC = "record-changes";
    static final Contract CHANGED = new Contract("record-service", "record.changed.v1");

    @Autowired
    RecordChangesListener listener;

    @Autowired
    KnownRecords records;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    KafkaProbe kafka;

    @Autowired
    JsonMapper json;

    final UUID recordId = UUID.randomUUID();
    final UUID wang = UUID.randomUUID();

    @Test
    void aChangeBecomesWhatIncentiveKnowsOfTheRecord() {
        listener.on(List.of(changed(3, "IN_FORCE")));

        assertThat(records.of(Set.of(wang))).singleElement().satisfies(known -> {
            assertThat(known.recordId()).isEqualTo(recordId);
            assertThat(known.version()).isEqualTo(3);
            assertThat(known.recordType()).isEqualTo("INCOME_TAX_ADVERSE");
            assertThat(known.polarity()).isEqualTo(Polarity.ADVERSE);
            assertThat(known.decidedOn()).isEqualTo(LocalDate.of(2026, 3, 10));
            assertThat(known.answerUntil()).isEqualTo(LocalDate.of(2026, 4, 3));
            assertThat(known.finalOn()).isEqualTo(LocalDate.of(2026, 9, 20));
            assertThat(known.displayUntil()).isEqualTo(LocalDate.of(2027, 3, 10));
            assertThat(known.disputed()).isTrue();
        });
    }

    @Test
    void aRecordThatMovesToAnotherPersonLeavesTheFirst() {
        var li = UUID.randomUUID();
        listener.on(List.of(changed(1, "IN_FORCE")));

        listener.on(List.of(changed(2, "IN_FORCE", li)));

        assertThat(records.of(Set.of(wang))).isEmpty();
        assertThat(records.of(Set.of(li))).hasSize(1);
    }

    @Test
    void theNewestVersionWinsInWhateverOrderTheyCome() {
        listener.on(List.of(changed(2, "IN_FORCE"), changed(4, "REPAIRED"), changed(3, "SUSPENDED")));
        listener.on(List.of(changed(1, "IN_FORCE")));

        assertThat(records.of(Set.of(wang))).singleElement().satisfies(known -> {
            assertThat(known.version()).isEqualTo(4);
            assertThat(known.standing()).isEqualTo(Standing.REPAIRED);
        });
    }

    @Test
    void anEventThatCannotBeReadIsSetAsideAndHoldsUpNobody() {
        var broken = Contract.message(
                TOPIC,
                wang.toString(),
                "record.changed.v1",
                "/record-service",
                UUID.randomUUID().toString(),
                """
                        {"recordId": "%s", "version": 9}""".formatted(recordId));

        listener.on(List.of(broken, changed(1, "IN_FORCE")));

        assertThat(records.of(Set.of(wang))).extracting(KnownRecord::version).containsExactly(1L);
        assertThat(jdbc.sql("select count(*) from quarantined_event")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void anEventTypeForOtherReadersIsIgnored() {
        var other = Contract.message(
                TOPIC,
                wang.toString(),
                "record.annotated.v7",
                "/record-service",
                UUID.randomUUID().toString(),
                "{}");

        listener.on(List.of(other));

        assertThat(records.of(Set.of(wang))).isEmpty();
    }

    @Test
    void changesArriveFromTheTopic() {
        kafka.send(changed(1, "IN_FORCE"), TOPIC, wang.toString());

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(records.of(Set.of(wang))).hasSize(1));
    }

    private ConsumerRecord<String, byte[]> changed(long version, String standing) {
        return changed(version, standing, wang);
    }

    /** The contract's example, of this record and person. */
    private ConsumerRecord<String, byte[]> changed(long version, String standing, UUID subjectId) {
        var data = (ObjectNode) json.readTree(CHANGED.example());
        data.put("recordId", recordId.toString())
                .put("subjectId", subjectId.toString())
                .put("version", version)
                .put("standing", standing);
        return Contract.message(
                TOPIC,
                subjectId.toString(),
                CHANGED.type(),
                "/record-service",
                UUID.randomUUID().toString(),
                data.toString());
    }
}
