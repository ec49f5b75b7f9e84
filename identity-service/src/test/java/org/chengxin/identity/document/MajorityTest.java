package org.chengxin.identity.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.MonthDay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MajorityTest {

    @ParameterizedTest(name = "born on {0}: a minor on {1}, an adult on {2}")
    @CsvSource({
        "2008-02-28, 2026-02-28, 2026-03-01",
        "2008-02-29, 2026-02-28, 2026-03-01",
        "2008-03-01, 2026-03-01, 2026-03-02",
        "2007-02-28, 2025-02-28, 2025-03-01",
        "2006-02-28, 2024-02-28, 2024-02-29",
        "1990-01-01, 2008-01-01, 2008-01-02",
        "2007-12-31, 2025-12-31, 2026-01-01"
    })
    void theEighteenthBirthdayIsTheLastDayOfBeingAMinor(LocalDate born, LocalDate minor, LocalDate adult) {
        assertThat(Majority.from(born)).isEqualTo(adult).isEqualTo(minor.plusDays(1));
    }

    /** Every day of birth that anybody alive can have, and those to come. */
    @Test
    void nobodyIsAnAdultBeforeEighteenFullYearsAndNobodyBeforeWhoIsOlder() {
        var previous = LocalDate.of(1900, 1, 1);

        for (var born = LocalDate.of(1900, 1, 1); born.getYear() < 2100; born = born.plusDays(1)) {
            var adult = Majority.from(born);
            var lastOfMinor = adult.minusDays(1);

            assertThat(lastOfMinor.getYear()).isEqualTo(born.getYear() + 18);
            assertThat(MonthDay.from(lastOfMinor))
                    .isEqualTo(isLeapDay(born) ? MonthDay.of(2, 28) : MonthDay.from(born));
            assertThat(adult).isAfterOrEqualTo(previous);
            previous = adult;
        }
    }

    private static boolean isLeapDay(LocalDate day) {
        return MonthDay.from(day).equals(MonthDay.of(2, 29));
    }
}
