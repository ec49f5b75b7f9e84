package org.chengxin.record.lawchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.ManyRecords;
import org.chengxin.record.ledger.WrittenRecords;
import org.chengxin.testkit.KafkaProbe;
import org.chengxin.testkit.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A recomputation whose connection is cut in the middle of a batch: to the database the same as a process that is killed,
 * and beside the database a recomputation remembers nothing.
 */
@ServiceTest
class KilledInTheMiddleTest {

    private static final int MANY = 1_300;

    @Autowired
    Ledger ledger;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    KafkaProbe kafka;

    @Test
    void everyRecordFollowsOnceAndIsAnnouncedOnce() {
        var first = transaction.execute(_ -> WrittenRecords.adverse(ledger));
        ManyRecords.like(first.id(), MANY - 1, jdbc);
        var middle = ids(first.sourceRecordId()).get(MANY / 2);

        var proposal = transaction.execute(_ -> {
            // Whoever works on this record holds up the batch that it is in.
            jdbc.sql("select id from record where id = :id for update")
                    .param("id", middle)
                    .query(UUID.class)
                    .single();
            var ordered = ordered();
            kill();
            return ordered;
        });
        await().atMost(120, TimeUnit.SECONDS).until(() -> OrderedLaw.isFinished(proposal, jdbc));

        assertThat(versions(first.sourceRecordId())).hasSize(MANY).containsOnly("2 1");
        assertThat(jdbc.sql("select changed from recomputation where proposal_id = :id")
                        .param("id", proposal)
                        .query(Long.class)
                        .single())
                .isEqualTo(jdbc.sql("select count(*) from record_version where reference = :id")
                        .param("id", proposal)
                        .query(Long.class)
                        .single());
        var announced = kafka.await("record-changes", MANY, message -> isOurs(message.value(), first.sourceRecordId()));
        // A repeated delivery is the same event; another one about the same record would be a second effect.
        assertThat(announced.stream()
                        .map(message ->
                                KafkaProbe.header(message, "ce_subject") + " " + KafkaProbe.header(message, "ce_id"))
                        .collect(Collectors.toSet()))
                .hasSize(MANY);
    }

    /** Cuts the connection that waits for ours: that of this thread. */
    private void kill() {
        await().pollInSameThread()
                .atMost(120, TimeUnit.SECONDS)
                .until(() -> jdbc.sql("""
                    select count(pg_terminate_backend(pid))
                      from pg_stat_activity
                     where pg_backend_pid() = any(pg_blocking_pids(pid))
                    """).query(Long.class).single() > 0);
    }

    /** By another connection: ours holds its lock until the other one is cut. */
    private UUID ordered() {
        var order = new TransactionTemplate(transaction.getTransactionManager());
        order.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
        return order.execute(_ -> OrderedLaw.elevenMonths(jdbc));
    }

    private List<UUID> ids(String sourceRecordId) {
        return jdbc.sql("select id from record where source_record_id = :source order by id")
                .param("source", sourceRecordId)
                .query(UUID.class)
                .list();
    }

    /** Of each record its version, and how many the law has made. */
    private List<String> versions(String sourceRecordId) {
        return jdbc.sql("""
            select r.version || ' ' || (select count(*)
                                          from record_version v
                                         where v.record_id = r.id and v.cause = 'RULES_CHANGED')
              from record r
             where r.source_record_id = :source
            """).param("source", sourceRecordId).query(String.class).list();
    }

    private static boolean isOurs(byte[] announcement, String sourceRecordId) {
        var text = new String(announcement, StandardCharsets.UTF_8);
        return text.contains(sourceRecordId) && text.contains("RULES_CHANGED");
    }
}
