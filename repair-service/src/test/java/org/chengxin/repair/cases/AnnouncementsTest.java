package org.chengxin.repair.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.repair.cases.Effect.SuspensionBegan.Ground;
import org.chengxin.testkit.Contract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnnouncementsTest {

    static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    static final UUID ID = UUID.randomUUID();

    static List<Effect> effects() {
        return List.of(
                new Effect.DisputeOpened(ID, ID, ID, 3, "/facts/summary", Matter.Grounds.WRONG_FACT, NOW),
                new Effect.DisputeOpened(ID, ID, ID, 3, null, Matter.Grounds.OTHER, NOW),
                new Effect.DisputeWithdrawn(ID, ID, ID, NOW),
                new Effect.SuspensionEnded(ID, ID, ID, NOW),
                new Effect.RepairGranted(ID, ID, ID, "CREDIT_PLEDGE", NOW),
                new Effect.RepairUndone(ID, ID, ID, NOW),
                new Effect.StatementPublished(ID, ID, ID, "字".repeat(500), NOW),
                new Effect.StatementRemoved(ID, ID, ID, NOW),
                new Effect.DutyPerformed(ID, ID, ID, LocalDate.of(2026, 11, 20), NOW),
                new Effect.ErasureOrdered(ID, ID, ID, NOW));
    }

    @ParameterizedTest
    @MethodSource("effects")
    void whatACaseDoesKeepsItsContract(Effect effect) {
        new Contract("repair-service", effect.type()).isKeptBy(effect);
    }

    @ParameterizedTest
    @EnumSource(Ground.class)
    void aSuspensionKeepsItsContractOnEveryGround(Ground ground) {
        var effect = new Effect.SuspensionBegan(ID, ID, ID, ground, NOW);

        new Contract("repair-service", effect.type()).isKeptBy(effect);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"CORRECTED", "ERASED", "UPHELD", "UNCLEAR"})
    void aDecidedDisputeKeepsItsContractWithEveryOutcome(Outcome outcome) {
        var effect = new Effect.DisputeDecided(ID, ID, ID, outcome, NOW);

        new Contract("repair-service", effect.type()).isKeptBy(effect);
    }

    @Test
    void aCaseThatWasSeenKeepsItsContract() {
        var seen = CaseSeen.of(CaseExample.dispute(), "officer-prov-state-tax", NOW);

        new Contract("repair-service", CaseSeen.TYPE).isKeptBy(seen);
    }
}
