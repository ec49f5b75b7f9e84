package org.chengxin.record.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.chengxin.record.SeedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {

    private final WorkingDays calendar = SeededCalendar.workingDays();

    @ParameterizedTest(name = "{0} is a working day: {1} ({2})")
    @CsvSource({
        "2026-11-20, true, an ordinary Friday",
        "2026-11-21, false, an ordinary Saturday",
        "2026-11-22, false, an ordinary Sunday",
        "2026-02-17, false, Spring Festival on a Tuesday",
        "2026-02-14, true, Saturday worked for the Spring Festival",
        "2026-02-28, true, Saturday worked for the Spring Festival",
        "2026-10-08, true, the day after the National Day holiday",
        "2026-10-10, true, Saturday worked for the National Day",
        "2026-09-20, true, Sunday worked for the National Day",
        "2025-10-08, false, Mid-Autumn and National Day together",
        "2024-02-18, true, Sunday worked for the Spring Festival of 2024",
        "2024-05-01, false, Labour Day of 2024"
    })
    void daysAreFreeOrWorkedAsTheNoticesSay(LocalDate day, boolean worked, String why) {
        assertThat(calendar.isWorkingDay(day)).as(why).isEqualTo(worked);
    }

    @ParameterizedTest(name = "{1} working days after {0} end on {2} ({3})")
    @CsvSource({
        "2026-11-02, 10, 2026-11-16, a Monday: the starting day does not count",
        "2026-11-06, 1, 2026-11-09, Friday to Monday",
        "2026-11-07, 1, 2026-11-09, served on a Saturday",
        "2026-02-10, 10, 2026-03-02, over the Spring Festival with two worked Saturdays",
        "2026-09-28, 3, 2026-10-08, over the National Day",
        "2026-09-30, 2, 2026-10-09, over the National Day",
        "2026-11-02, 0, 2026-11-02, no days at all"
    })
    void periodsCountWorkingDaysOnly(LocalDate start, int days, LocalDate last, String why) {
        assertThat(calendar.plus(start, days)).as(why).isEqualTo(last);
    }

    @Test
    void aYearWithoutANoticeCountsMondayToFridayAndSaysSo() {
        assertThat(calendar.knows(2024)).isTrue();
        assertThat(calendar.knows(2025)).isTrue();
        assertThat(calendar.knows(2026)).isTrue();
        assertThat(calendar.knows(2027)).isFalse();
        assertThat(calendar.isWorkingDay(LocalDate.of(2027, 10, 1))).isTrue();
        assertThat(calendar.plus(LocalDate.of(2027, 9, 30), 1)).isEqualTo(LocalDate.of(2027, 10, 1));
    }

    @Test
    void aDeadlineInAKnownYearIsTheLastWorkingDay() {
        assertThat(calendar.deadline(LocalDate.of(2026, 11, 2), 10)).isEqualTo(LocalDate.of(2026, 11, 16));
    }

    @Test
    void aDeadlineInAYearWithoutANoticeIsLaterByTheLongestHolidayKnown() {
        // nine days: the Spring Festival of 2026; 2026-12-31 plus ten weekdays is 2027-01-14
        assertThat(calendar.plus(LocalDate.of(2026, 12, 31), 10)).isEqualTo(LocalDate.of(2027, 1, 14));
        // 23 January is a Saturday
        assertThat(calendar.deadline(LocalDate.of(2026, 12, 31), 10)).isEqualTo(LocalDate.of(2027, 1, 25));
    }

    @Test
    void aNegativePeriodIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> calendar.plus(LocalDate.of(2026, 11, 2), -1));
    }

    @Test
    void swappedDaysOfTheNoticesAreWeekends() {
        var swapped = SeedFile.named("holiday-notices.csv").rows().stream()
                .filter(row -> row.get("kind").equals("SWAPPED"))
                .map(row -> LocalDate.parse(row.get("from_day")).getDayOfWeek());

        assertThat(swapped).isSubsetOf(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).hasSize(19);
    }
}
