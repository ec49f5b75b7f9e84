package org.chengxin.sharing.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.policy.Governed.Flags;
import org.chengxin.sharing.policy.SharingPolicy;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.KafkaProbe;
import org.chengxin.testkit.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class RecordChangesTest {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private KafkaProbe kafka;

    @Autowired
    private ApplicationContext service;

    private final UUID wang = UUID.randomUUID();

    @Test
    void aChangeArrivesOverKafka() {
        var record = Arrival.of(wang);

        kafka.send(record.message(), "record-changes", wang.toString());

        await().atMost(Duration.ofSeconds(60)).until(() -> versions(), versions -> versions.equals(List.of(1L)));
    }

    @Test
    void theExampleOfRecordServiceIsUnderstood() {
        var contract = new Contract("record-service", "record.changed.v1");
        var subjectId = UUID.fromString(
                Calls.JSON.readTree(contract.example()).path("subjectId").asString());
        var agreementId = jdbc.sql("""
                        select agreement_id from agreement where receiver = 'prefecture-530100' and feed is null
                        """).query(UUID.class).single();

        service.getBean(RecordChangesListener.class)
                .on(List.of(contract.message("record-changes", subjectId.toString())));

        var shown = service.getBean(SharingPolicy.class)
                .shownOf(subjectId, agreementId, false, LocalDate.parse("2026-11-22"))
                .records()
                .getFirst();
        assertThat(shown.recordType()).isEqualTo("INCOME_TAX_ADVERSE");
        assertThat(shown.version()).isEqualTo(3);
        assertThat(shown.decidedOn()).isEqualTo("2026-03-10");
        assertThat(shown.displayUntil()).isEqualTo("2027-03-10");
        assertThat(shown.flags()).isEqualTo(new Flags(true, false, null));
        assertThat(shown.fields()).containsOnlyKeys("summary", "dutyPerformed");
    }

    @Test
    void aBatchReadsNoMoreThanTheRecordsItIsAbout() {
        var records = new Arrival[100];
        for (int i = 0; i < records.length; i++) {
            records[i] = Arrival.of(UUID.randomUUID());
        }

        long readOfAll = service.getBean(TransactionTemplate.class).execute(transaction -> {
            transaction.setRollbackOnly();
            jdbc.sql("""
                    insert into shared_record (subject_id, record_id, version, record_type, division, decided_on,
                                               display_until, standing, disputed, duty_performed, facts, offered)
                    select gen_random_uuid(), gen_random_uuid(), 1, 'INCOME_TAX_ADVERSE', '530100', '2026-03-10',
                           '2028-03-10', 'IN_FORCE', false, false, '{}', false
                    from generate_series(1, 5000)
                    """).update();
            jdbc.sql("analyze shared_record").update();
            long before = readFromEndToEnd();
            Arrival.arrive(service, records);
            return readFromEndToEnd() - before;
        });

        assertThat(readOfAll).isZero();
    }

    /** As this session counts it, with what other transactions before did in the same second. */
    private long readFromEndToEnd() {
        return jdbc.sql("""
                        select coalesce(sum(seq_tup_read), 0)
                        from pg_stat_xact_user_tables
                        where relname like 'shared_record%'
                        """).query(Long.class).single();
    }

    @Test
    void anyOrderAndAnyRepeatGiveTheSameEndState() {
        var first = Arrival.of(wang);
        var second = first.next().with("standing", "SUSPENDED").with("cause", "DISPUTE_OPENED");
        var third = second.next().with("standing", "IN_FORCE").with("flags", Arrival.flags(true, "我的说明"));
        var orders = new ArrayList<>(List.of(first, second, third, first, third, second));
        var random = new Random(7);

        for (int i = 0; i < 20; i++) {
            jdbc.sql("delete from shared_record where subject_id = :wang")
                    .param("wang", wang)
                    .update();
            Collections.shuffle(orders, random);
            int cut = random.nextInt(orders.size());
            Arrival.arrive(service, orders.subList(0, cut).toArray(Arrival[]::new));
            Arrival.arrive(service, orders.subList(cut, orders.size()).toArray(Arrival[]::new));

            assertThat(state()).isEqualTo("3 IN_FORCE true 我的说明 2");
        }
    }

    @Test
    void positionsAreGivenWithoutGapInTheOrderOfArrival() {
        long before = head();
        var arrivals = java.util.stream.IntStream.range(0, 50)
                .mapToObj(_ -> Arrival.of(UUID.randomUUID()))
                .toArray(Arrival[]::new);

        Arrival.arrive(service, arrivals);

        assertThat(head()).isEqualTo(before + 50);
        for (int i = 0; i < arrivals.length; i++) {
            assertThat(position(arrivals[i])).isEqualTo(before + 1 + i);
        }
    }

    @Test
    void writersAtTheSameTimeGiveEachPositionOnce() throws InterruptedException {
        long before = head();
        var arrivals = java.util.stream.IntStream.range(0, 8)
                .mapToObj(_ -> java.util.stream.IntStream.range(0, 25)
                        .mapToObj(_ -> Arrival.of(wang))
                        .toArray(Arrival[]::new))
                .toList();

        var writers = arrivals.stream()
                .map(batch -> Thread.ofVirtual().start(() -> Arrival.arrive(service, batch)))
                .toList();
        for (var writer : writers) {
            writer.join();
        }

        var positions = jdbc.sql("select feed_position from shared_record where subject_id = :wang order by 1")
                .param("wang", wang)
                .query(Long.class)
                .list();
        assertThat(positions)
                .isEqualTo(java.util.stream.LongStream.rangeClosed(before + 1, before + 200)
                        .boxed()
                        .toList());
    }

    @Test
    void aChangeThatCannotBeReadIsSetAsideAndTheOthersArrive() {
        var broken = Contract.message(
                "record-changes",
                wang.toString(),
                "record.changed.v1",
                "/record-service",
                UUID.randomUUID().toString(),
                "{\"recordId\":\"" + UUID.randomUUID() + "\",\"version\":1}");
        var good = Arrival.of(wang);

        service.getBean(RecordChangesListener.class).on(List.of(broken, good.message()));

        assertThat(versions()).containsExactly(1L);
    }

    @Test
    void theReadModelIsRebuiltFromTheTopicToTheSameState() {
        var first = Arrival.of(wang);
        var second = first.next().with("displayUntil", "2027-01-01");
        Arrival.arrive(service, first, second);
        var before = state();

        jdbc.sql("update shared_record set version = 0, facts = '{}' where subject_id = :wang")
                .param("wang", wang)
                .update();
        Arrival.arrive(service, first, second);

        assertThat(state()).isEqualTo(before);
    }

    @Test
    void contentThatMayNeverBeShownAgainIsNotKept() {
        var record = Arrival.of(wang).with("flags", Arrival.flags(false, "我的说明"));
        Arrival.arrive(service, record);

        Arrival.arrive(service, record.next().with("standing", "REPAIRED"));

        assertThat(state()).isEqualTo("2 REPAIRED false null 0");
    }

    private List<Long> versions() {
        return jdbc.sql("select version from shared_record where subject_id = :wang")
                .param("wang", wang)
                .query(Long.class)
                .list();
    }

    /** Version, standing, disputed, statement, number of facts. */
    private String state() {
        return jdbc.sql("""
                        select concat_ws(' ', version, standing, case when disputed then 'true' else 'false' end,
                                         coalesce(statement, 'null'),
                                         (select count(*) from jsonb_object_keys(facts)))
                        from shared_record where subject_id = :wang
                        """).param("wang", wang).query(String.class).single();
    }

    private long head() {
        return service.getBean(SharedRecords.class).head();
    }

    private long position(Arrival arrival) {
        return jdbc.sql("select feed_position from shared_record where record_id = :recordId")
                .param("recordId", UUID.fromString(arrival.recordId()))
                .query(Long.class)
                .single();
    }
}
