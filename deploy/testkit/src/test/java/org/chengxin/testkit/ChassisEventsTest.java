package org.chengxin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.chengxin.chassis.events.Outbox;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Outbox, relay, inbox and quarantine against a real broker. */
@ServiceTest
class ChassisEventsTest {

    @Autowired
    private KafkaProbe kafka;

    @Autowired
    private SampleApplication.Things things;

    @Autowired
    private SampleApplication.Listener listener;

    @Autowired
    private Outbox outbox;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void whatIsCommittedIsAnnouncedInOrderWithPositionsThatHaveNoGap() {
        var names = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            names.add(UUID.randomUUID().toString());
        }

        names.forEach(things::add);

        var messages = kafka.await("record-changes", 20, message -> names.contains(message.key()));
        var positions = messages.stream()
                .map(message -> Long.parseLong(KafkaProbe.header(message, "ce_sequence")))
                .sorted()
                .toList();
        assertThat(messages).hasSize(20);
        assertThat(positions.getLast() - positions.getFirst()).isEqualTo(19);
        assertThat(KafkaProbe.header(messages.getFirst(), "ce_type")).isEqualTo("thing.added.v1");
        assertThat(KafkaProbe.header(messages.getFirst(), "ce_source")).isEqualTo("/sample-service");
        awaitEmptyOutbox();
    }

    @Test
    void whatIsAnnouncedTogetherKeepsItsOrderAndIsOneEventEach() {
        var names = IntStream.range(0, 1_200)
                .mapToObj(n -> "%04d %s".formatted(n, UUID.randomUUID()))
                .toList();

        things.announceTogether(names);

        var messages = kafka.await("record-changes", names.size(), message -> names.contains(message.key()));
        var inOrder = messages.stream()
                .sorted(Comparator.comparingLong(message -> Long.parseLong(KafkaProbe.header(message, "ce_sequence"))))
                .toList();
        assertThat(inOrder).extracting(ConsumerRecord::key).isEqualTo(names);
        assertThat(inOrder)
                .extracting(message -> KafkaProbe.header(message, "ce_id"))
                .doesNotHaveDuplicates();
        assertThat(KafkaProbe.header(inOrder.getLast(), "ce_subject")).isEqualTo(names.getLast());
        awaitEmptyOutbox();
    }

    @Test
    void aLongQueueIsNotReadFromEndToEndForEveryBatch() {
        things.announceMany(200);
        awaitEmptyOutbox();
        jdbc.sql("vacuum (analyze, truncate false) outbox").update();
        for (int i = 0; i < 40; i++) {
            things.add("one by one " + UUID.randomUUID());
            awaitEmptyOutbox();
        }
        long readBefore = outboxFigure("seq_tup_read");
        long sentBefore = outboxFigure("n_tup_del");

        things.announceMany(5_000);

        Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> outboxFigure("n_tup_del") - sentBefore >= 5_000);
        assertThat(outboxFigure("seq_tup_read") - readBefore).isLessThan(10 * 5_000);
    }

    @Test
    void whatIsRolledBackIsNotAnnounced() {
        String refused = "refused-" + UUID.randomUUID();
        String after = UUID.randomUUID().toString();

        assertThatThrownBy(() -> things.refuseAfterAdding(refused)).hasMessage("thing-refused");
        things.add(after);

        kafka.await("record-changes", message -> after.equals(message.key()));
        assertThat(kafka.seen("record-changes", message -> refused.equals(message.key())))
                .isEmpty();
    }

    @Test
    void anAnnouncementOutsideATransactionIsAFault() {
        assertThatThrownBy(() -> outbox.append("record-changes", "k", "t.v1", "s", Map.of()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEventHasItsEffectOnceHoweverOftenAndInWhicheverModeItComes() {
        String name = UUID.randomUUID().toString();
        String id = UUID.randomUUID().toString();
        String structured = """
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "thing.seen.v1",
                 "datacontenttype": "application/json", "data": {"name": "%s"}}""".formatted(id, name);

        kafka.sendStructured("case-changes", name, structured);
        kafka.sendStructured("case-changes", name, structured);
        kafka.send(
                "case-changes",
                name,
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", id,
                        "ce_source", "/test",
                        "ce_type", "thing.seen.v1",
                        "content-type", "application/json"),
                "{\"name\": \"%s\"}".formatted(name));
        String last = sendGood();

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> listener.applied.contains(last));
        assertThat(listener.applied.stream().filter(name::equals)).hasSize(1);
    }

    @Test
    void whatCannotBeReadOrAppliedIsSetAsideAndHoldsNobodyUp() {
        String key = UUID.randomUUID().toString();

        kafka.send("case-changes", key, Map.of(), "no event at all");
        kafka.sendStructured("case-changes", key, """
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "thing.seen.v1",
                 "datacontenttype": "application/json", "data": {"name": "bad one"}}""".formatted(UUID.randomUUID()));
        String good = sendGood();

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> listener.applied.contains(good));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> reasons(key).size() == 2);
        assertThat(reasons(key)).contains("the message is not a CloudEvent 1.0", "java.lang.IllegalArgumentException");
    }

    private void awaitEmptyOutbox() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> jdbc.sql("select count(*) from outbox")
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    private long outboxFigure(String column) {
        return jdbc.sql("select " + column + " from pg_stat_user_tables where relname = 'outbox'")
                .query(Long.class)
                .single();
    }

    private List<String> reasons(String key) {
        return jdbc.sql("select reason from quarantined_event where key = :key")
                .param("key", key)
                .query(String.class)
                .list();
    }

    private String sendGood() {
        String name = UUID.randomUUID().toString();
        kafka.sendStructured("case-changes", name, """
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "thing.seen.v1",
                 "datacontenttype": "application/json", "data": {"name": "%s"}}""".formatted(UUID.randomUUID(), name));
        return name;
    }
}
