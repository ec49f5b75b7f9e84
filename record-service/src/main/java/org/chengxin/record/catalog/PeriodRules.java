package org.chengxin.record.catalog;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The periods that bind every record type, with the days on which they are law (rules P-2, P-3, P-6).
 *
 * <p>A determination is judged by the law of its day, and by a milder one that came since: in doubt the date that ends a
 * record earlier applies (T-6).
 */
public record PeriodRules(List<Period> periods) {

    /** The code of the absolute limit among the severity levels. */
    public static final String CAP = "P-6";

    /**
     * One rule while it is law.
     *
     * @param code a severity level, or {@link #CAP}
     * @param until first day on which it is law no more
     */
    public record Period(
            String code,
            int minMonths,
            int maxMonths,
            LocalDate from,
            @Nullable LocalDate until) {

        boolean concerns(LocalDate decidedOn, LocalDate today) {
            return !from.isAfter(today) && (until == null || until.isAfter(decidedOn));
        }
    }

    public PeriodRules {
        periods = List.copyOf(periods);
    }

    /** The months of a type for a determination of this day, as the law stands today. */
    public DisplayMonths months(
            int typeMin, int typeMax, @Nullable Severity severity, LocalDate decidedOn, LocalDate today) {
        var code = severity == null ? "" : severity.name();
        var max = typeMax;
        var min = typeMin;
        var caps = false;
        var cap = Integer.MAX_VALUE;
        for (var period : periods) {
            if (!period.concerns(decidedOn, today)) {
                continue;
            }
            if (period.code().equals(code)) {
                max = Math.min(max, period.maxMonths());
                min = Math.min(min, period.minMonths());
            } else if (period.code().equals(CAP)) {
                caps = true;
                cap = Math.min(cap, period.maxMonths());
            }
        }
        if (!caps) {
            throw new IllegalStateException("there is always an absolute limit (rule P-6)");
        }
        return new DisplayMonths(Math.min(min, max), max, cap);
    }
}
