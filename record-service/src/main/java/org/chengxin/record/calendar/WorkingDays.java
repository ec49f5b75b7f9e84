package org.chengxin.record.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The working-day calendar (rules T-1 to T-3): weekends are free and the other days worked, except where the yearly
 * holiday notice of the State Council says otherwise.
 *
 * <p>A year whose notice is not loaded counts Monday to Friday and says so ({@link #knows}). For a deadline of the
 * person such a year is stretched by the longest holiday known, so that nobody loses days to a notice that came
 * later ({@link #deadline}).
 */
public final class WorkingDays {

    private final Set<LocalDate> holidays;
    private final Set<LocalDate> swapped;
    private final Set<Integer> knownYears;
    private final int longestHoliday;

    /**
     * @param holidays days free by notice, weekends within them included
     * @param swapped Saturdays and Sundays that are worked by notice (调休)
     */
    public WorkingDays(Collection<LocalDate> holidays, Collection<LocalDate> swapped) {
        this.holidays = Set.copyOf(holidays);
        this.swapped = Set.copyOf(swapped);
        this.knownYears = holidays.stream().map(LocalDate::getYear).collect(Collectors.toUnmodifiableSet());
        this.longestHoliday = longestRun(new TreeSet<>(holidays));
    }

    public boolean isWorkingDay(LocalDate day) {
        if (holidays.contains(day)) {
            return false;
        }
        return swapped.contains(day)
                || (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY);
    }

    /** The years whose notices are loaded, in order. */
    public NavigableSet<Integer> knownYears() {
        return new TreeSet<>(knownYears);
    }

    /** Whether the notice of this year is loaded; if not, the answers for it are Monday to Friday. */
    public boolean knows(int year) {
        return knownYears.contains(year);
    }

    /**
     * The last day of a period of working days. The starting day does not count (T-1), so the result is a working day
     * after {@code start}; zero working days end on the start itself.
     */
    public LocalDate plus(LocalDate start, int workingDays) {
        if (workingDays < 0) {
            throw new IllegalArgumentException("a period of " + workingDays + " working days does not exist");
        }
        var day = start;
        for (var counted = 0; counted < workingDays; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) {
                counted++;
            }
        }
        return day;
    }

    /**
     * The last day on which the person may still act. As {@link #plus}, but when the period touches a year without a
     * notice, later by the longest holiday known: in doubt the person's deadline is the later one (T-6).
     */
    public LocalDate deadline(LocalDate start, int workingDays) {
        var last = plus(start, workingDays);
        if (knows(start.getYear()) && knows(last.getYear())) {
            return last;
        }
        var stretched = last.plusDays(longestHoliday);
        return isWorkingDay(stretched) ? stretched : plus(stretched, 1);
    }

    private static int longestRun(NavigableSet<LocalDate> days) {
        var longest = 0;
        var run = 0;
        for (var day : days) {
            run = days.contains(day.minusDays(1)) ? run + 1 : 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
