package org.chengxin.record.lifecycle;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * On which days a record gives a job something to do; its state never waits for that job.
 *
 * @param turnsOn the next day on which the passage of time alone changes the state; absent when none does
 * @param eraseOn the day on which content is erased (P-7): the day after it ended, by whatever
 */
public record DueDays(@Nullable LocalDate turnsOn, LocalDate eraseOn) {

    /**
     * @param dates the days that count
     * @param counted the days without what ended them early: relatives of the dead may ask until then
     * @param today the day of the change after which this is asked
     */
    public static DueDays of(Standing standing, RecordDates dates, RecordDates counted, LocalDate today) {
        var over = counted.displayUntil().plusDays(1);
        return switch (standing) {
            case WITHDRAWN, DECLINED -> new DueDays(null, earlier(today.plusDays(1), over));
            case REPAIRED -> new DueDays(null, over);
            case IN_FORCE, SUSPENDED -> new DueDays(turn(standing, dates, today), over);
        };
    }

    private static @Nullable LocalDate turn(Standing standing, RecordDates dates, LocalDate today) {
        var end = dates.displayUntil();
        return switch (RecordState.stateOn(standing, dates, today)) {
            case ANNOUNCED ->
                dates.answerUntil() == null ? end : earlier(dates.answerUntil().plusDays(1), end);
            case EFFECTIVE -> dates.finalOn() == null ? end : earlier(dates.finalOn(), end);
            case FINAL, SUSPENDED -> end;
            case EXPIRED, REPAIRED, WITHDRAWN -> null;
        };
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
