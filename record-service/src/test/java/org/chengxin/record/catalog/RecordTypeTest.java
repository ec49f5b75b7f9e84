package org.chengxin.record.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordTypeTest {

    private static final LegalBasis INCOME_TAX =
            new LegalBasis("INCOME_TAX", "个人所得税法", "Individual Income Tax Law", "Art. 15");

    @Test
    void aTypeWithoutALawDoesNotExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> type(Polarity.ADVERSE, Severity.GENERAL, List.of(), null))
                .withMessageContaining("A-1");
    }

    @Test
    void onlyAdverseTypesHaveASeverity() {
        assertThatIllegalArgumentException().isThrownBy(() -> type(Polarity.ADVERSE, null, List.of(INCOME_TAX), null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> type(Polarity.POSITIVE, Severity.MINOR, List.of(INCOME_TAX), null));
    }

    @Test
    void aVersionIsInForceFromItsFirstDayUntilTheDayBeforeItsEnd() {
        var type = type(Polarity.ADVERSE, Severity.GENERAL, List.of(INCOME_TAX), LocalDate.of(2026, 4, 1));

        assertThat(type.isInForce(LocalDate.of(2023, 12, 31))).isFalse();
        assertThat(type.isInForce(LocalDate.of(2024, 1, 1))).isTrue();
        assertThat(type.isInForce(LocalDate.of(2026, 3, 31))).isTrue();
        assertThat(type.isInForce(LocalDate.of(2026, 4, 1))).isFalse();
    }

    @Test
    void aTypeRestsOnTheArticlesItNames() {
        var type = type(Polarity.ADVERSE, Severity.GENERAL, List.of(INCOME_TAX), null);

        assertThat(type.restsOn("INCOME_TAX")).isTrue();
        assertThat(type.restsOn("COURT_ENFORCEMENT")).isFalse();
    }

    @Test
    void aDisplayPeriodThatEndsBeforeItBeginsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DisplayMonths(12, 3, 60));
    }

    private static RecordType type(Polarity polarity, Severity severity, List<LegalBasis> bases, LocalDate until) {
        return new RecordType(
                "INCOME_TAX_ADVERSE",
                1,
                "个人所得税违法信息",
                "Violations of the individual income tax law",
                "ADMINISTRATIVE",
                "TAX",
                null,
                polarity,
                severity,
                bases,
                Set.of("PROV_STATE_TAX"),
                10,
                new DisplayMonths(3, 12, 60),
                Openness.usual(),
                "{}",
                LocalDate.of(2024, 1, 1),
                until);
    }
}
