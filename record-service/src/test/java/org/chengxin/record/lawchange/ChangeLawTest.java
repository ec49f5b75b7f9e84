package org.chengxin.record.lawchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chengxin.record.lawchange.Drafts.NEW_YEAR;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.problem.Refusal;
import org.chengxin.record.ledger.CreditRecord;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.WrittenRecords;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.UseCaseTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@UseCaseTest
class ChangeLawTest {

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
    void aMilderLawReachesTheRecordsThatExistFromItsFirstDayAndOnlyThem() {
        var touched = WrittenRecords.adverse(ledger);
        var shortAlready = WrittenRecords.adverse(ledger, UUID.randomUUID(), LocalDate.of(2027, 1, 20));
        var praise = WrittenRecords.praise(ledger);
        var proposal = proposed(new PeriodDraft("GENERAL", 2, 11, "the amended order", NEW_YEAR));

        assertThat(changeLaw.preview(proposal).concerned()).isEqualTo(2);
        assertThat(changeLaw.preview(proposal).shorter()).isOne();
        changeLaw.approve(proposal, "catalog-admin-2");
        assertThat(recomputations.goOnOnce()).isFalse();
        clock.set(NEW_YEAR);
        Drafts.followToTheEnd(recomputations);

        assertThat(now(touched).dates().displayUntil()).isEqualTo("2027-02-10");
        assertThat(now(touched).dates().minDisplayUntil()).isEqualTo("2026-05-10");
        assertThat(now(shortAlready).dates().displayUntil()).isEqualTo("2027-01-20");
        assertThat(now(praise)).isEqualTo(praise);
        assertThat(causes(touched)).containsExactly("REPORTED", "RULES_CHANGED");
        var progress = recomputations.progress(proposal.proposalId()).orElseThrow();
        assertThat(progress.finishedAt()).isNotNull();
        assertThat(progress.changed()).isEqualTo(2);
        assertThat(progress.lookedAt()).isEqualTo(3);
    }

    @Test
    void aStricterLawChangesNoRecordThatExists() {
        var record = WrittenRecords.adverse(ledger);
        var proposal = proposed(new PeriodDraft("GENERAL", 6, 18, "a stricter order", NEW_YEAR));

        assertThat(changeLaw.preview(proposal).shorter()).isZero();
        changeLaw.approve(proposal, "catalog-admin-2");
        clock.set(NEW_YEAR);
        Drafts.followToTheEnd(recomputations);

        assertThat(now(record)).isEqualTo(record);
    }

    @Test
    void theAbsoluteLimitIsALawLikeAnyOther() {
        var record = WrittenRecords.adverse(ledger);
        var proposal = proposed(new PeriodDraft("P-6", 0, 13, "an amended regulation", NEW_YEAR));

        changeLaw.approve(proposal, "catalog-admin-2");
        clock.set(NEW_YEAR);
        Drafts.followToTheEnd(recomputations);

        assertThat(now(record).dates().displayUntil()).isEqualTo("2027-02-02");
    }

    @Test
    void aVersionOfATypeIsInForceFromItsDayAndTheOldOneUntilThen() {
        var proposal = proposed(Drafts.type("INCOME_TAX_ADVERSE", 3, 9));

        changeLaw.approve(proposal, "catalog-admin-2");

        assertThat(jdbc.sql("""
                        select version || ' ' || in_force_from || ' ' || coalesce(in_force_until::text, '')
                          from record_type
                         where code = 'INCOME_TAX_ADVERSE'
                         order by version
                        """).query(String.class).list())
                .containsExactly("1 2024-01-01 2027-01-01", "2 2027-01-01 ");
    }

    @Test
    void whoProposedDoesNotDecideAndNobodyDecidesTwice() {
        var proposal = proposed(new PeriodDraft("GENERAL", 2, 11, "the amended order", NEW_YEAR));

        assertThatThrownBy(() -> changeLaw.approve(proposal, "catalog-admin-1"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("four-eyes");
        changeLaw.reject(proposal, "catalog-admin-2");
        assertThatThrownBy(() -> changeLaw.approve(proposal, "catalog-admin-2"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("proposal-decided");
    }

    @Test
    void whatIsNotInTheFutureAnyMoreIsProposedAnew() {
        var proposal = proposed(new PeriodDraft("GENERAL", 2, 11, "the amended order", NEW_YEAR));
        clock.set(NEW_YEAR);

        assertThatThrownBy(() -> changeLaw.approve(proposal, "catalog-admin-2"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("proposal-outdated");
    }

    private Proposal proposed(PeriodDraft draft) {
        return proposals.find(changeLaw.propose(draft, "catalog-admin-1")).orElseThrow();
    }

    private Proposal proposed(TypeDraft draft) {
        return proposals.find(changeLaw.propose(draft, true, "catalog-admin-1")).orElseThrow();
    }

    private CreditRecord now(CreditRecord record) {
        return ledger.find(record.id()).orElseThrow();
    }

    private List<String> causes(CreditRecord record) {
        return jdbc.sql("select cause from record_version where record_id = :id order by version")
                .param("id", record.id())
                .query(String.class)
                .list();
    }
}
