package org.chengxin.repair.calendar;

import java.time.LocalDate;
import java.util.Map;

/**
 * Which days are working days, where the law counts in them (rules T-2, T-3).
 *
 * <p>Monday to Friday, except where the State Council's yearly notice takes a weekday off or makes a weekend day a
 * working one. A year whose notice has not been entered counts Monday to Friday (open question 49).
 *
 * @param swapped the days on which a notice differs from the week, or confirms it
 */
public record WorkingDays(Map<LocalDate, Kind> swapped) {

    /** What a notice says of a day. */
    public enum Kind {
        DAY_OFF,
        WORKING
    }

    public WorkingDays {
        swapped = Map.copyOf(swapped);
    }

    public boolean isWorkingDay(LocalDate day) {
        var kind = swapped.get(day);
        if (kind != null) {
            return kind == Kind.WORKING;
        }
        return switch (day.getDayOfWeek()) {
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> true;
            case SATURDAY, SUNDAY -> false;
        };
    }

    /**
     * The last day of a period of working days; the starting day does not count (rule T-1).
     *
     * @param count at least 1; the answer is itself a working day, so no further shift is needed
     */
    public LocalDate after(LocalDate start, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("A period has at least one working day, not " + count);
        }
        var day = start;
        for (int left = count; left > 0; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) {
                left--;
            }
        }
        return day;
    }

    /** The working days of a period whose starting day does not count and whose last day does. */
    public int between(LocalDate start, LocalDate end) {
        return (int) start.plusDays(1)
                .datesUntil(end.isAfter(start) ? end.plusDays(1) : start.plusDays(1))
                .filter(this::isWorkingDay)
                .count();
    }

    /** The day itself where it is a working day, else the next one (rule T-1). */
    public LocalDate sameOrNext(LocalDate day) {
        return isWorkingDay(day) ? day : after(day, 1);
    }

    /** So many working days earlier. */
    public LocalDate before(LocalDate end, int count) {
        var day = end;
        for (int left = count; left > 0; ) {
            day = day.minusDays(1);
            if (isWorkingDay(day)) {
                left--;
            }
        }
        return day;
    }
}
