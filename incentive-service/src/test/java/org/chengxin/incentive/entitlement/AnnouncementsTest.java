package org.chengxin.incentive.entitlement;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.chengxin.testkit.Contract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnnouncementsTest {

    @ParameterizedTest
    @EnumSource
    void aCheckKeepsItsContract(Purpose purpose) {
        var checked = EntitlementChecked.answered(
                UUID.randomUUID(),
                UUID.randomUUID(),
                Instant.parse("2026-11-22T02:00:00Z"),
                "prefecture-530100",
                purpose,
                "2026-KM-0001",
                "Yunnan opinion of 2017-10-14, clause 5.1",
                new TreeSet<>(List.of("INCOME_TAX_ADVERSE")));

        new Contract("incentive-service", EntitlementChecked.TYPE).isKeptBy(checked);
    }
}
