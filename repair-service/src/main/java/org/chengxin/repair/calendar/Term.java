package org.chengxin.repair.calendar;

import java.time.LocalDate;

/**
 * The length of a legal period (rules T-1, T-2, T-5).
 *
 * @param count at least 1
 */
public record Term(int count, Unit unit) {

    /** In what the law counts. */
    public enum Unit {
        WORKING_DAYS,
        DAYS,
        MONTHS,
        YEARS
    }

    public Term {
        if (count < 1) {
            throw new IllegalArgumentException("A period is at least one long, not " + count);
        }
    }

    /**
     * The last day of the period. The starting day does not count; a last day off moves to the next working day; a month
     * without the day ends on its last one (民法典 Art. 201-203).
     */
    public LocalDate end(LocalDate start, WorkingDays calendar) {
        return switch (unit) {
            case WORKING_DAYS -> calendar.after(start, count);
            case DAYS -> calendar.sameOrNext(start.plusDays(count));
            case MONTHS -> calendar.sameOrNext(start.plusMonths(count));
            case YEARS -> calendar.sameOrNext(start.plusYears(count));
        };
    }
}
