package org.chengxin.repair.challenge;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.chengxin.repair.calendar.WorkingDays;
import org.chengxin.repair.cases.Remedy;
import org.jspecify.annotations.Nullable;

/**
 * Until when a decision can be challenged (rules; 行政复议法 Art. 20, 21; 行政诉讼法 Art. 45, 46).
 *
 * @param actOn the day of the decision
 * @param knownOn the day on which the person learned of it
 * @param toldOn the day on which they were told what they can do against it; null while they were not
 */
record ChallengePeriod(
        LocalDate actOn, LocalDate knownOn, @Nullable LocalDate toldOn) {

    LocalDate reconsiderationUntil(WorkingDays calendar) {
        var counted = toldOn == null
                ? Remedy.RECONSIDERATION_UNTOLD.end(knownOn, calendar)
                : untilTold(toldOn.isAfter(knownOn) ? toldOn : knownOn, calendar);
        return earliest(counted, Remedy.RECONSIDERATION_ABSOLUTE.end(actOn, calendar));
    }

    private LocalDate untilTold(LocalDate from, WorkingDays calendar) {
        var sixtyDays = Remedy.RECONSIDERATION.end(from, calendar);
        return from.equals(knownOn)
                ? sixtyDays
                : earliest(sixtyDays, Remedy.RECONSIDERATION_UNTOLD.end(knownOn, calendar));
    }

    /** @param afterReconsideration whether what is challenged is the decision on a reconsideration */
    LocalDate lawsuitUntil(boolean afterReconsideration, WorkingDays calendar) {
        return (afterReconsideration ? Remedy.LAWSUIT_AFTER_RECONSIDERATION : Remedy.LAWSUIT).end(knownOn, calendar);
    }

    private static LocalDate earliest(LocalDate... days) {
        return Stream.of(days).min(LocalDate::compareTo).orElseThrow();
    }
}
