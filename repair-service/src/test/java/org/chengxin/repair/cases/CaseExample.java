package org.chengxin.repair.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A case to begin from. */
final class CaseExample {

    private CaseExample() {}

    static CaseFile dispute() {
        return of(CaseKind.DISPUTE, CaseState.FORWARDED);
    }

    static CaseFile of(CaseKind kind, CaseState state) {
        var record = UUID.randomUUID();
        return new CaseFile(
                UUID.randomUUID(),
                kind,
                state,
                UUID.randomUUID(),
                record,
                record,
                3,
                1,
                "INCOME_TAX_ADVERSE",
                "PROV_STATE_TAX",
                matter(kind),
                "",
                "It was paid.",
                null,
                Instant.parse("2026-11-22T02:00:00Z"),
                "citizen-1",
                null,
                null,
                false,
                false,
                false,
                LocalDate.of(2026, 11, 27),
                null,
                1);
    }

    private static Matter matter(CaseKind kind) {
        var day = LocalDate.of(2026, 11, 20);
        return switch (kind) {
            case DISPUTE, REVIEW -> new Matter.Objection(Matter.About.RECORD, null, Matter.Grounds.WRONG_FACT);
            case REPAIR -> new Matter.Repair("CREDIT_PLEDGE", List.of(), true, null);
            case EXTENSION -> new Matter.Extension(LocalDate.of(2027, 1, 31));
            case PERFORMANCE -> new Matter.Performance(day);
            case ANSWER -> new Matter.Defence(null, LocalDate.of(2026, 12, 4));
            case STATEMENT -> new Matter.Statement("I was ill.");
            case RECONSIDERATION, LAWSUIT -> new Matter.Challenge(day, day, day.plusDays(60), true, "云南省人民政府");
        };
    }
}
