package org.chengxin.education.code;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whether an edition may come into force on a day.
 *
 * <p>A code binds nobody backwards, so it begins today or later; and each edition ends the one before it, so it begins
 * after that one has begun. Source: rules E-1 and E-2.
 */
sealed interface Publication {

    /** It may. */
    record Allowed() implements Publication {}

    /** The day has passed. */
    record InThePast(LocalDate earliest) implements Publication {}

    /** An edition that is already published begins on that day or later. */
    record NotAfterTheLast(LocalDate earliest) implements Publication {}

    /** @param lastBegins first day of the latest published edition, if there is one */
    static Publication on(LocalDate effectiveFrom, LocalDate today, @Nullable LocalDate lastBegins) {
        if (effectiveFrom.isBefore(today)) {
            return new InThePast(today);
        }
        if (lastBegins != null && !effectiveFrom.isAfter(lastBegins)) {
            return new NotAfterTheLast(lastBegins.plusDays(1));
        }
        return new Allowed();
    }
}
