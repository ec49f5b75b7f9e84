package org.chengxin.repair.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

class WorkingDaysTest {

    static final WorkingDays CALENDAR = committed();

    @ParameterizedTest(name = "{0} ({2}): working day {1}")
    @CsvSource({
        "2026-02-13, true,  an ordinary Friday",
        "2026-02-14, true,  a Saturday worked for Spring Festival",
        "2026-02-15, false, the first day of Spring Festival",
        "2026-02-23, false, a Monday off",
        "2026-02-24, true,  the first day back",
        "2026-02-28, true,  the second Saturday worked",
        "2026-10-07, false, the last day of National Day",
        "2026-10-10, true,  a Saturday worked for National Day",
        "2026-10-11, false, an ordinary Sunday",
        "2025-10-08, false, Mid-Autumn joined to National Day",
        "2024-02-18, true,  a Sunday worked in 2024",
    })
    void theStateCouncilsNoticeMovesWorkingDays(LocalDate day, boolean working, String why) {
        assertThat(CALENDAR.isWorkingDay(day)).as(why).isEqualTo(working);
    }

    @ParameterizedTest(name = "{0} working days after {1} end on {2}")
    @CsvSource({
        "5, 2026-11-22, 2026-11-27",
        "5, 2026-11-23, 2026-11-30",
        "2, 2026-11-20, 2026-11-24",
        "5, 2026-02-13, 2026-02-27",
        "1, 2026-09-30, 2026-10-08",
        "3, 2026-09-30, 2026-10-10",
    })
    void thePeriodBeginsTheDayAfterAndSkipsDaysOff(int count, LocalDate start, LocalDate end) {
        assertThat(CALENDAR.after(start, count)).isEqualTo(end);
    }

    @ParameterizedTest(name = "{0}: working day {1}")
    @CsvSource({"2031-10-01, true", "2031-10-03, true", "2031-10-04, false", "2031-10-05, false"})
    void aYearWithoutANoticeCountsMondayToFriday(LocalDate day, boolean working) {
        assertThat(CALENDAR.isWorkingDay(day)).isEqualTo(working);
    }

    @ParameterizedTest(name = "{0} has {1} working days")
    @CsvSource({"2024, 251", "2025, 248", "2026, 248"})
    void theYearsHaveAsManyWorkingDaysAsTheirNoticesGive(int year, long count) {
        var first = LocalDate.of(year, 1, 1);

        var workingDays = first.datesUntil(first.plusYears(1))
                .filter(CALENDAR::isWorkingDay)
                .count();

        assertThat(workingDays).isEqualTo(count);
    }

    @Property
    void aPeriodHoldsExactlyItsWorkingDaysAndEndsOnOne(
            @ForAll("days") LocalDate start, @ForAll @IntRange(min = 1, max = 60) int count) {
        var end = CALENDAR.after(start, count);

        assertThat(CALENDAR.isWorkingDay(end)).isTrue();
        assertThat(start.plusDays(1)
                        .datesUntil(end.plusDays(1))
                        .filter(CALENDAR::isWorkingDay)
                        .count())
                .isEqualTo(count);
    }

    @Property
    void startingLaterNeverEndsEarlier(
            @ForAll("days") LocalDate start, @ForAll @IntRange(min = 1, max = 60) int count) {
        assertThat(CALENDAR.after(start.plusDays(1), count)).isAfterOrEqualTo(CALENDAR.after(start, count));
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2023, 6, 1).toEpochDay(),
                        LocalDate.of(2028, 6, 1).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    static WorkingDays committed() {
        try {
            return new WorkingDayConfiguration().workingDays(new ClassPathResource("calendar/swapped-days.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
