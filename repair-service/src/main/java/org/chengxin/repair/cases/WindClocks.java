package org.chengxin.repair.cases;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import org.chengxin.repair.calendar.WorkingDays;
import org.chengxin.repair.clock.LegalClock;
import org.chengxin.repair.clock.LegalTerms;
import org.chengxin.repair.clock.Purpose;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Starts, pauses, extends and stops the clocks of a case as it moves, in the transaction of the step. */
@Component
class WindClocks {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final CaseClocks clocks;
    private final LegalTerms terms;
    private final WorkingDays calendar;

    WindClocks(CaseClocks clocks, LegalTerms terms, WorkingDays calendar) {
        this.clocks = clocks;
        this.terms = terms;
        this.calendar = calendar;
    }

    /** @return the clock that a case in its first state begins with; null where it has none */
    @Nullable
    LegalClock first(CaseFile file, LocalDate today) {
        var purpose = ClockPlan.purpose(file.kind(), file.state());
        return purpose == null ? null : start(purpose, file, today);
    }

    void begin(CaseFile file, LegalClock clock) {
        clocks.add(file.id(), ClockPlan.owner(clock.purpose(), file), clock);
    }

    /**
     * @param until the day asked for by an extension; null for the longest that the law allows
     * @return the day by which the case now has to move; the last one so far when no clock runs any more
     */
    @Nullable
    LocalDate after(CaseFile before, CaseFile after, CaseEvent event, @Nullable LocalDate until, LocalDate today) {
        var running = clocks.running(before.id()).orElse(null);
        if (event == CaseEvent.EXTENDED && running != null) {
            var extended = running.clock().extendedTo(latest(before, running.clock(), until, today), calendar);
            clocks.update(running.id(), extended, false);
            return extended.dueOn();
        }
        if (event == CaseEvent.INFORMATION_REQUESTED
                && after.state() == CaseState.INFORMATION_REQUESTED
                && running != null) {
            clocks.update(running.id(), running.clock().paused(today), running.reminded());
            return begun(Purpose.SUPPLY, after, today);
        }
        var purpose = ClockPlan.purpose(after.kind(), after.state());
        boolean open = ClockPlan.isOpen(after.kind(), after.state());
        if (open && running != null && (purpose == null || goesOn(running.clock(), purpose, event))) {
            return running.clock().dueOn();
        }
        if (running != null) {
            clocks.update(running.id(), running.clock().stopped(today), running.reminded());
        }
        var paused = clocks.paused(before.id()).orElse(null);
        if (paused != null) {
            if (paused.clock().purpose() == purpose) {
                var resumed = paused.clock().resumed(today, calendar);
                clocks.update(paused.id(), resumed, false);
                return resumed.dueOn();
            }
            clocks.update(paused.id(), paused.clock().stopped(today), paused.reminded());
        }
        return open && purpose != null ? begun(purpose, after, today) : before.dueOn();
    }

    /** A clock that ran out is not the one that runs now, even for the same purpose. */
    private static boolean goesOn(LegalClock running, Purpose purpose, CaseEvent event) {
        return running.purpose() == purpose && event != CaseEvent.TIME_OVER && event != CaseEvent.FORWARDED;
    }

    private LocalDate begun(Purpose purpose, CaseFile file, LocalDate today) {
        var clock = start(purpose, file, today);
        begin(file, clock);
        return clock.dueOn();
    }

    private LegalClock start(Purpose purpose, CaseFile file, LocalDate today) {
        if (purpose == Purpose.EXTENSION_TERM && file.matter() instanceof Matter.Extension(var until)) {
            return LegalClock.until(purpose, "R-4", today, until, 2, calendar);
        }
        return terms.on(today, purpose).start(today, calendar);
    }

    LocalDate latest(CaseFile file, LegalClock running, @Nullable LocalDate until, LocalDate today) {
        var openedOn = file.openedAt().atZone(ZONE).toLocalDate();
        var latest = terms.on(today, running.purpose()).latest(openedOn, running.dueOn(), calendar);
        return until == null || until.isAfter(latest) ? latest : Objects.requireNonNull(until);
    }

    /** Whether the law knows an extension of the clock that runs, and the case has any of it left. */
    boolean mayExtend(CaseFile file, LocalDate today) {
        return clocks.running(file.id())
                .map(kept -> latest(file, kept.clock(), null, today)
                        .isAfter(kept.clock().dueOn()))
                .orElse(false);
    }
}
