package org.chengxin.sharing.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.agreements.Agreed;
import org.chengxin.sharing.agreements.Agreement;
import org.chengxin.sharing.agreements.Agreement.Grant;
import org.chengxin.sharing.agreements.Agreements;
import org.chengxin.sharing.policy.Governed.Shown;
import org.chengxin.sharing.policy.SharingPolicy;
import org.chengxin.testkit.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The topic from its beginning makes the read model what it was, whatever happened to it. */
@ServiceTest
class ReplayTest {

    @Autowired
    private RecordChangesListener listener;

    @Autowired
    private SharedRecords records;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private SharingPolicy policy;

    @Autowired
    private Agreements agreements;

    private final Random random = new Random(7);

    @Test
    void readingTheTopicAgainChangesNothingThatIsRight() {
        var topic = topic();
        listener.on(topic);
        var before = state(topic);
        long head = records.head();

        listener.on(topic);

        assertThat(state(topic)).isEqualTo(before);
        assertThat(records.head()).isEqualTo(head);
    }

    @Test
    void whatWasLostOrDamagedIsMendedAndGivenToReceiversOnceMore() {
        var topic = topic();
        listener.on(topic);
        var before = state(topic);
        long head = records.head();
        var subjects = subjects(topic);
        jdbc.sql("delete from shared_record where subject_id = :subject")
                .param("subject", subjects.get(0))
                .update();
        jdbc.sql(
                        "update shared_record set facts = '{\"summary\": \"x\"}', standing = 'IN_FORCE' where subject_id = :subject")
                .param("subject", subjects.get(1))
                .update();

        listener.on(topic);

        assertThat(state(topic)).isEqualTo(before);
        assertThat(records.head()).isGreaterThan(head);
    }

    @Test
    void whoAsksMeanwhileSeesNothingOfIt() throws InterruptedException {
        var topic = topic();
        listener.on(topic);
        var persons = subjects(topic);
        var agreement = Agreed.on("prefecture-replay", null, List.of("*"), List.of(new Grant("*", List.of("*"))));
        agreements.add(agreement);
        var before = shown(persons, agreement);

        // From zero: old versions come before the ones that hold.
        var replay = Thread.ofVirtual().start(() -> topic.forEach(message -> listener.on(List.of(message))));
        do {
            assertThat(shown(persons, agreement)).isEqualTo(before);
        } while (replay.isAlive());
        replay.join();

        assertThat(shown(persons, agreement)).isEqualTo(before).isNotEmpty();
    }

    private List<Shown> shown(List<UUID> persons, Agreement agreement) {
        return persons.stream()
                .flatMap(
                        person -> policy
                                .shownOf(person, agreement.agreementId(), false, LocalDate.parse("2026-11-22"))
                                .records()
                                .stream())
                .toList();
    }

    @Test
    void anyOrderEndsTheSame() {
        var topic = topic();
        listener.on(topic);
        var before = state(topic);
        for (var subject : subjects(topic)) {
            jdbc.sql("delete from shared_record where subject_id = :subject")
                    .param("subject", subject)
                    .update();
        }
        var shuffled = new ArrayList<>(topic);
        Collections.shuffle(shuffled, random);

        shuffled.forEach(message -> listener.on(List.of(message)));

        assertThat(state(topic)).isEqualTo(before);
    }

    /** Six persons, five records each, up to four versions. */
    private List<ConsumerRecord<String, byte[]>> topic() {
        var standings = List.of("IN_FORCE", "IN_FORCE", "SUSPENDED", "REPAIRED", "WITHDRAWN");
        var topic = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (int i = 0; i < 6; i++) {
            var person = Person.someone();
            for (int j = 0; j < 5; j++) {
                var record = Arrival.of(person.subjectId());
                for (int version = random.nextInt(4); version >= 0; version--) {
                    topic.add(record.message());
                    record = record.next().with("standing", standings.get(random.nextInt(standings.size())));
                }
            }
        }
        return topic;
    }

    private List<String> state(List<ConsumerRecord<String, byte[]>> topic) {
        return jdbc.sql("""
                        select concat_ws(' ', subject_id, record_id, version, record_type, division, decided_on,
                                         answer_until, final_on, display_until, standing, disputed, duty_performed,
                                         statement, facts, turns_on)
                        from shared_record where subject_id = any (:subjects)
                        order by record_id
                        """)
                .param("subjects", subjects(topic).toArray(UUID[]::new))
                .query(String.class)
                .list();
    }

    private static List<UUID> subjects(List<ConsumerRecord<String, byte[]>> topic) {
        return topic.stream()
                .map(message -> UUID.fromString(message.key()))
                .distinct()
                .toList();
    }
}
