package org.chengxin.repair.clock;

import java.time.LocalDate;
import org.chengxin.repair.calendar.Term;
import org.chengxin.repair.calendar.WorkingDays;
import org.jspecify.annotations.Nullable;

/**
 * A period as the law sets it from a day on.
 *
 * @param extension null where the law knows none
 * @param remindBefore working days between the reminder and the last day
 * @param source law and article
 */
public record LegalTerm(
        Purpose purpose,
        String rule,
        Term term,
        @Nullable Extension extension,
        int remindBefore,
        LocalDate from,
        String source) {

    /** How far a period may be extended, once, with reasons. */
    public record Extension(Mode mode, Term term) {}

    /** From where an extension counts. */
    public enum Mode {
        /** From the last day so far. */
        ADD,
        /** From the day on which the case was opened: an outer limit. */
        TOTAL
    }

    public LegalClock start(LocalDate today, WorkingDays calendar) {
        return LegalClock.until(purpose, rule, today, term.end(today, calendar), remindBefore, calendar);
    }

    /**
     * The latest day that an extension may reach; the day so far where the law knows no extension.
     *
     * @param openedOn the day on which the case was opened
     */
    public LocalDate latest(LocalDate openedOn, LocalDate dueOn, WorkingDays calendar) {
        if (extension == null) {
            return dueOn;
        }
        var latest = switch (extension.mode()) {
            case ADD -> extension.term().end(dueOn, calendar);
            case TOTAL -> extension.term().end(openedOn, calendar);
        };
        return latest.isBefore(dueOn) ? dueOn : latest;
    }
}
