package org.chengxin.record.lawchange;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.chengxin.record.catalog.Polarity;
import org.chengxin.record.catalog.Severity;

/** Proposals that are right in every field. */
final class Drafts {

    static final LocalDate NEW_YEAR = LocalDate.of(2027, 1, 1);

    private Drafts() {}

    /** As if the relay kept up: in these tests nothing brings anything to a broker. */
    static void followToTheEnd(Recomputations recomputations) {
        while (recomputations.goOnOnce()) {
            // the next batch
        }
    }

    static TypeDraft type(String code, int minMonths, int maxMonths) {
        return new TypeDraft(
                code,
                "个人所得税违法信息",
                "Violations of the individual income tax law",
                "ADMINISTRATIVE",
                "TAX",
                null,
                Polarity.ADVERSE,
                Severity.GENERAL,
                List.of("INCOME_TAX"),
                List.of(new TypeDraft.Provider("PROV_STATE_TAX", "determines income tax")),
                10,
                new TypeDraft.Months(minMonths, maxMonths),
                true,
                null,
                null,
                null,
                Map.of(
                        "type",
                        "object",
                        "additionalProperties",
                        false,
                        "properties",
                        Map.of(
                                "summary",
                                Map.of(
                                        "type", "string",
                                        "description", "Without it nobody knows what the record says."))),
                "shorter, because the amended law says so",
                NEW_YEAR);
    }
}
