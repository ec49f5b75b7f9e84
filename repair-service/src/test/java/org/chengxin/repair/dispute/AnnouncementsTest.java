package org.chengxin.repair.dispute;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.chengxin.repair.dispute.Dispute.State;
import org.chengxin.testkit.Contract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {

    static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    @Test
    void anOpenedDisputeKeepsItsContract() {
        contract(DisputeOpened.TYPE).isKeptBy(DisputeOpened.of(dispute("/facts/summary")));
        contract(DisputeOpened.TYPE).isKeptBy(DisputeOpened.of(dispute(null)));
    }

    @Test
    void aWithdrawnDisputeKeepsItsContract() {
        contract(DisputeWithdrawn.TYPE).isKeptBy(DisputeWithdrawn.of(dispute(null), NOW));
    }

    @Test
    void aCaseThatWasSeenKeepsItsContract() {
        contract(CaseSeen.TYPE).isKeptBy(CaseSeen.of(dispute(null), "officer-prov-state-tax", NOW));
    }

    private static Contract contract(String type) {
        return new Contract("repair-service", type);
    }

    private static Dispute dispute(@Nullable String field) {
        return new Dispute(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                3,
                "INCOME_TAX_ADVERSE",
                "PROV_STATE_TAX",
                field,
                Grounds.WRONG_FACT,
                "It was paid.",
                State.FORWARDED,
                NOW,
                new DisputeClock(LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 27)),
                null,
                1);
    }
}
