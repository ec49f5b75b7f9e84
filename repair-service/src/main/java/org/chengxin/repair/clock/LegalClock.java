package org.chengxin.repair.clock;

import java.time.LocalDate;
import org.chengxin.repair.calendar.WorkingDays;
import org.jspecify.annotations.Nullable;

/**
 * A period that runs, rests or has ended (rules T-1 to T-5).
 *
 * @param startedOn does not count
 * @param dueOn the last day, which belongs to the period
 * @param remindOn the day on which the owner is reminded
 * @param pausedOn the last day that counts before a pause that a rule gives; null while it runs
 * @param stoppedOn the day on which what it measures was done; null before
 */
public record LegalClock(
        Purpose purpose,
        String rule,
        LocalDate startedOn,
        LocalDate dueOn,
        LocalDate remindOn,
        @Nullable LocalDate pausedOn,
        @Nullable LocalDate stoppedOn) {

    public static LegalClock until(
            Purpose purpose, String rule, LocalDate today, LocalDate dueOn, int remindBefore, WorkingDays calendar) {
        var remindOn = calendar.before(dueOn, remindBefore);
        return new LegalClock(purpose, rule, today, dueOn, remindOn.isAfter(today) ? remindOn : today, null, null);
    }

    public boolean runs() {
        return stoppedOn == null && pausedOn == null;
    }

    public boolean isOver(LocalDate today) {
        return runs() && today.isAfter(dueOn);
    }

    public LegalClock paused(LocalDate today) {
        return new LegalClock(purpose, rule, startedOn, dueOn, remindOn, today, stoppedOn);
    }

    /** Goes on with the working days that were left: none is won or lost by the pause. */
    public LegalClock resumed(LocalDate today, WorkingDays calendar) {
        if (pausedOn == null) {
            return this;
        }
        int left = Math.max(1, calendar.between(pausedOn, dueOn));
        int reminder = calendar.between(remindOn, dueOn);
        return until(purpose, rule, startedOn, calendar.after(today, left), reminder, calendar);
    }

    public LegalClock extendedTo(LocalDate day, WorkingDays calendar) {
        return until(purpose, rule, startedOn, day, calendar.between(remindOn, dueOn), calendar);
    }

    public LegalClock stopped(LocalDate today) {
        return new LegalClock(purpose, rule, startedOn, dueOn, remindOn, pausedOn, today);
    }
}
