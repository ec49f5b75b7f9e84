package org.chengxin.repair.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.chengxin.repair.records.KnownRecords;
import org.chengxin.repair.records.Polarity;
import org.chengxin.repair.records.Severity;
import org.chengxin.repair.records.Standing;
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
    void aChangeBecomesWhatRepairKnowsOfTheRecord() {
        listener.on(List.of(changed(3, "IN_FORCE")));

        assertThat(records.find(recordId)).hasValueSatisfying(known -> {
            assertThat(known.version()).isEqualTo(3);
            assertThat(known.isAbout(wang)).isTrue();
            assertThat(known.recordType()).isEqualTo("INCOME_TAX_ADVERSE");
            assertThat(known.department()).isEqualTo("PROV_STATE_TAX");
            assertThat(known.polarity()).isEqualTo(Polarity.ADVERSE);
            assertThat(known.severity()).isEqualTo(Severity.GENERAL);
            assertThat(known.decidedOn()).isEqualTo(LocalDate.of(2026, 3, 10));
            assertThat(known.answerUntil()).isEqualTo(LocalDate.of(2026, 4, 3));
            assertThat(known.finalOn()).isEqualTo(LocalDate.of(2026, 9, 20));
            assertThat(known.minDisplayUntil()).isEqualTo(LocalDate.of(2026, 6, 10));
            assertThat(known.displayUntil()).isEqualTo(LocalDate.of(2027, 3, 10));
            assertThat(known.repairable()).isTrue();
            assertThat(known.disputed()).isTrue();
            assertThat(known.dutyPerformed()).isFalse();
        });
    }

    @Test
    void theNewestVersionWinsInWhateverOrderTheyCome() {
        listener.on(List.of(changed(2, "IN_FORCE"), changed(4, "REPAIRED"), changed(3, "SUSPENDED")));
        listener.on(List.of(changed(1, "IN_FORCE")));

        assertThat(records.find(recordId)).hasValueSatisfying(known -> {
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

        assertThat(records.find(recordId))
                .hasValueSatisfying(known -> assertThat(known.version()).isEqualTo(1));
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

        assertThat(records.find(recordId)).isEmpty();
    }

    @Test
    void changesArriveFromTheTopic() {
        kafka.send(changed(1, "IN_FORCE"), TOPIC, wang.toString());

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(records.find(recordId)).isPresent());
    }

    /** The contract's example, of this record and person. */
    private ConsumerRecord<String, byte[]> changed(long version, String standing) {
        var data = (ObjectNode) json.readTree(CHANGED.example());
        data.put("recordId", recordId.toString())
                .put("subjectId", wang.toString())
                .put("version", version)
                .put("standing", standing);
        return Contract.message(
                TOPIC,
                wang.toString(),
                CHANGED.type(),
                "/record-service",
                UUID.randomUUID().toString(),
                data.toString());
    }
}
