package org.chengxin.record.lawchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chengxin.record.lawchange.Drafts.NEW_YEAR;

import java.util.List;
import java.util.UUID;
import org.chengxin.record.ledger.Cause;
import org.chengxin.record.ledger.Change;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.ManyRecords;
import org.chengxin.record.ledger.WrittenRecords;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.UseCaseTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A change of law over more records than one batch takes: others read and write between the batches. */
@UseCaseTest
class LawChangeInBatchesTest {

    private static final int MANY = 1_200;

    @Autowired
    ChangeLaw changeLaw;

    @Autowired
    Proposals proposals;

    @Autowired
    Recomputations recomputations;

    @Autowired
    Ledger ledger;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Test
    void betweenItsBatchesRecordsAreTakenInAndChangedAndEachFollowsTheLawOnce() {
        var first = WrittenRecords.adverse(ledger);
        ManyRecords.like(first.id(), MANY, jdbc);
        var proposal = proposals
                .find(changeLaw.propose(
                        new PeriodDraft("GENERAL", 2, 11, "the amended order", NEW_YEAR), "catalog-admin-1"))
                .orElseThrow();
        assertThat(changeLaw.preview(proposal).shorter()).isEqualTo(MANY + 1);
        changeLaw.approve(proposal, "catalog-admin-2");
        clock.set(NEW_YEAR);

        assertThat(recomputations.goOnOnce()).isTrue();
        var halfWay = recomputations.progress(proposal.proposalId()).orElseThrow();
        var late = WrittenRecords.adverse(ledger);
        var last = ledger.find(lastId()).orElseThrow();
        ledger.write(List.of(new Change(last.marked(last.marks(), clock.instant()), Cause.FINAL)));
        Drafts.followToTheEnd(recomputations);

        assertThat(halfWay.lookedAt()).isEqualTo(500);
        assertThat(halfWay.finishedAt()).isNull();
        var progress = recomputations.progress(proposal.proposalId()).orElseThrow();
        assertThat(progress.finishedAt()).isNotNull();
        assertThat(progress.changed()).isGreaterThanOrEqualTo(MANY + 1);
        assertThat(ledger.find(first.id()).orElseThrow().dates().displayUntil()).isEqualTo("2027-02-10");
        assertThat(ledger.find(last.id()).orElseThrow())
                .as("what was changed in between keeps its change and follows the law")
                .satisfies(found -> {
                    assertThat(found.version()).isEqualTo(last.version() + 2);
                    assertThat(found.dates().displayUntil()).isEqualTo("2027-02-10");
                });
        assertThat(jdbc.sql("select count(*) from record where display_until > date '2027-02-10' and id <> :late")
                        .param("late", late.id())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("""
                        select count(*)
                          from (select record_id
                                  from record_version
                                 where cause = 'RULES_CHANGED'
                                 group by record_id
                                having count(*) > 1) twice
                        """).query(Long.class).single()).isZero();
    }

    @Test
    void itWaitsWhileTheAnnouncementsOfOthersWaitBehindItsOwn() {
        var record = WrittenRecords.adverse(ledger);
        var proposal = proposals
                .find(changeLaw.propose(
                        new PeriodDraft("GENERAL", 2, 11, "the amended order", NEW_YEAR), "catalog-admin-1"))
                .orElseThrow();
        changeLaw.approve(proposal, "catalog-admin-2");
        clock.set(NEW_YEAR);

        // What was announced when the record was written still waits for the broker.
        recomputations.goOn();
        assertThat(ledger.find(record.id()).orElseThrow().version()).isEqualTo(1);
        jdbc.sql("delete from outbox").update();
        recomputations.goOn();

        assertThat(ledger.find(record.id()).orElseThrow().version()).isEqualTo(2);
        assertThat(jdbc.sql("select count(*) from outbox").query(Long.class).single())
                .isOne();
    }

    @Test
    void whatHasLostItsContentIsNotChangedAnyMore() {
        var record = WrittenRecords.adverse(ledger);
        ledger.write(List.of(new Change(record.withdrawn(2, clock.instant()), Cause.WITHDRAWN)));
        jdbc.sql("update record set content_erased = true where id = :id")
                .param("id", record.id())
                .update();
        var proposal = proposals
                .find(changeLaw.propose(
                        new PeriodDraft("GENERAL", 2, 11, "the amended order", NEW_YEAR), "catalog-admin-1"))
                .orElseThrow();
        assertThat(changeLaw.preview(proposal).concerned()).isZero();
        changeLaw.approve(proposal, "catalog-admin-2");
        clock.set(NEW_YEAR);

        Drafts.followToTheEnd(recomputations);

        assertThat(ledger.find(record.id()).orElseThrow().version()).isEqualTo(2);
    }

    private UUID lastId() {
        return jdbc.sql("select id from record order by id desc limit 1")
                .query(UUID.class)
                .single();
    }
}
