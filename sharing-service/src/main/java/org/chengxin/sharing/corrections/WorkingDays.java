package org.chengxin.sharing.corrections;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/**
 * Working days: weekends are free and other days worked, except where the yearly notice of the State Council says
 * otherwise (T-1 to T-3).
 */
record WorkingDays(Set<LocalDate> holidays, Set<LocalDate> swapped) {

    /** The first working day after a day. */
    LocalDate nextAfter(LocalDate day) {
        var next = day.plusDays(1);
        while (!worked(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    private boolean worked(LocalDate day) {
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return swapped.contains(day) || (!weekend && !holidays.contains(day));
    }
}
