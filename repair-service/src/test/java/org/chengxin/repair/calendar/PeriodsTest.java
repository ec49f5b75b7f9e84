package org.chengxin.repair.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.chengxin.repair.calendar.WorkingDays.Kind;

/** Periods against calendars that swap any days, and against years of which no notice has been entered. */
class PeriodsTest {

    static final WorkingDays NO_NOTICE = new WorkingDays(Map.of());

    @Property
    void workingDaysAreCountedOneByOneWhateverTheNoticeSwaps(
            @ForAll("calendars") WorkingDays calendar,
            @ForAll("days") LocalDate start,
            @ForAll @IntRange(min = 1, max = 60) int count) {
        var day = start;
        for (int left = count; left > 0; ) {
            day = day.plusDays(1);
            var said = calendar.swapped().get(day);
            if (said == null ? day.getDayOfWeek().getValue() < 6 : said == Kind.WORKING) {
                left--;
            }
        }

        assertThat(new Term(count, Term.Unit.WORKING_DAYS).end(start, calendar)).isEqualTo(day);
    }

    @Property
    void aLastDayThatIsOffMovesToTheNextWorkingDayAndNoFurther(
            @ForAll("calendars") WorkingDays calendar,
            @ForAll("days") LocalDate start,
            @ForAll @IntRange(min = 1, max = 90) int count) {
        var end = new Term(count, Term.Unit.DAYS).end(start, calendar);

        assertThat(calendar.isWorkingDay(end)).isTrue();
        assertThat(end).isAfterOrEqualTo(start.plusDays(count));
        assertThat(start.plusDays(count).datesUntil(end).filter(calendar::isWorkingDay))
                .isEmpty();
    }

    @Property
    void inAYearWithoutANoticeWeeksHaveFiveWorkingDays(
            @ForAll("days") LocalDate start, @ForAll @IntRange(min = 1, max = 12) int weeks) {
        var end = new Term(5 * weeks, Term.Unit.WORKING_DAYS).end(start, NO_NOTICE);

        // From a Saturday or Sunday the weeks end on a Friday, from a working day on the same day of the week.
        int weekday = start.getDayOfWeek().getValue();
        assertThat(end).isEqualTo(start.plusWeeks(weeks).minusDays(Math.max(0, weekday - 5)));
    }

    @Property
    void aNoticeOnlyMattersWhereItIsOnTheWay(
            @ForAll("days") LocalDate start,
            @ForAll @IntRange(min = 1, max = 30) int count,
            @ForAll @IntRange(min = 1, max = 90) int later) {
        var end = NO_NOTICE.after(start, count);
        var behind = new WorkingDays(Map.of(end.plusDays(later), Kind.DAY_OFF, start, Kind.DAY_OFF));

        assertThat(behind.after(start, count)).isEqualTo(end);
    }

    @Provide
    Arbitrary<WorkingDays> calendars() {
        return Arbitraries.maps(days(), Arbitraries.of(Kind.class))
                .ofMinSize(0)
                .ofMaxSize(120)
                .map(WorkingDays::new);
    }

    /** Few enough for swapped days and periods to meet. */
    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2031, 9, 1).toEpochDay(),
                        LocalDate.of(2032, 3, 15).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }
}
