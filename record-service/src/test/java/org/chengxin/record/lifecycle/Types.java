package org.chengxin.record.lifecycle;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.chengxin.record.catalog.DisplayMonths;
import org.chengxin.record.catalog.LegalBasis;
import org.chengxin.record.catalog.Openness;
import org.chengxin.record.catalog.Polarity;
import org.chengxin.record.catalog.RecordType;
import org.chengxin.record.catalog.Severity;

/** Record types for tests of the life cycle; what does not matter there is the same in all. */
final class Types {

    private Types() {}

    static RecordType adverse(Severity severity, int minMonths, int maxMonths) {
        return type(Polarity.ADVERSE, severity, 10, new DisplayMonths(minMonths, maxMonths, 60));
    }

    static RecordType general() {
        return adverse(Severity.GENERAL, 3, 12);
    }

    static RecordType serious() {
        return adverse(Severity.SERIOUS, 12, 36);
    }

    static RecordType positive() {
        return type(Polarity.POSITIVE, null, 0, new DisplayMonths(0, 60, 60));
    }

    static RecordType neutral() {
        return type(Polarity.NEUTRAL, null, 0, new DisplayMonths(0, 60, 60));
    }

    private static RecordType type(Polarity polarity, Severity severity, int notice, DisplayMonths display) {
        return new RecordType(
                "INCOME_TAX_" + polarity,
                1,
                "个人所得税信息",
                "Individual income tax",
                "ADMINISTRATIVE",
                "TAX",
                null,
                polarity,
                severity,
                List.of(new LegalBasis("INCOME_TAX", "个人所得税法", "Individual Income Tax Law", "Art. 15")),
                Set.of("PROV_STATE_TAX"),
                notice,
                display,
                Openness.usual(),
                "{}",
                LocalDate.of(2024, 1, 1),
                null);
    }
}
