package org.chengxin.record.lifecycle;

import java.time.LocalDate;
import org.chengxin.record.calendar.WorkingDays;
import org.chengxin.record.catalog.RecordType;
import org.jspecify.annotations.Nullable;

/**
 * Every day that the law attaches to a record, in Asia/Shanghai (T-4).
 *
 * @param answerUntil last day of the window for statement and defence, inclusive (N-2); absent unless adverse
 * @param finalOn first day on which the determination is final; absent while it can be challenged
 * @param displayUntil first day on which nothing is shown or used any more (P-7)
 * @param minDisplayUntil first day on which repair may be asked (P-5)
 */
public record RecordDates(
        LocalDate occurredOn,
        LocalDate decidedOn,
        LocalDate effectiveOn,
        @Nullable LocalDate answerUntil,
        @Nullable LocalDate finalOn,
        LocalDate displayUntil,
        LocalDate minDisplayUntil) {

    /**
     * Counts the periods of the type from the days of the source.
     *
     * <p>Display ends at the earliest of: determination plus the type's maximum (P-3, P-4), end of the conduct plus the
     * absolute limit (P-6). Months without a corresponding day end on their last day (T-5). Whether the day that
     * corresponds still belongs to the period is doubtful, so it does not: the earlier end applies (T-6).
     *
     * @throws IllegalArgumentException for an adverse type without a day of notice, which intake refuses before (N-1)
     */
    public static RecordDates of(RecordType type, EventDates event, WorkingDays calendar) {
        var byDetermination = event.decidedOn().plusMonths(type.display().maxMonths());
        var byConduct = event.occurredOn().plusMonths(type.display().capMonths());
        var displayUntil = earlier(byDetermination, byConduct);
        var repairFrom = event.decidedOn().plusMonths(type.display().minMonths());

        return new RecordDates(
                event.occurredOn(),
                event.decidedOn(),
                event.effectiveOn(),
                type.isAdverse() ? answerUntil(type, event, calendar) : null,
                type.isAdverse() ? event.finalOn() : event.acceptedOn(),
                displayUntil,
                // A late decision may leave less than the minimum before the absolute limit.
                earlier(repairFrom, displayUntil));
    }

    private static LocalDate answerUntil(RecordType type, EventDates event, WorkingDays calendar) {
        var noticeServedOn = event.noticeServedOn();
        if (noticeServedOn == null) {
            throw new IllegalArgumentException("an adverse record without notice has no dates (rule N-1)");
        }
        return calendar.deadline(noticeServedOn, type.noticeWorkingDays());
    }

    /**
     * The same days under a milder law: nothing lasts longer than before, nothing opens later.
     *
     * @param minMonths from the determination to repair; absent when it stays
     * @param maxMonths from the determination to the end of display; absent when it stays
     * @param capMonths from the end of the conduct to the end of display; absent when it stays
     */
    public RecordDates milder(@Nullable Integer minMonths, @Nullable Integer maxMonths, @Nullable Integer capMonths) {
        var end = displayUntil;
        if (maxMonths != null) {
            end = earlier(end, decidedOn.plusMonths(maxMonths));
        }
        if (capMonths != null) {
            end = earlier(end, occurredOn.plusMonths(capMonths));
        }
        var repairFrom =
                minMonths == null ? minDisplayUntil : earlier(minDisplayUntil, decidedOn.plusMonths(minMonths));
        return new RecordDates(occurredOn, decidedOn, effectiveOn, answerUntil, finalOn, end, earlier(repairFrom, end));
    }

    /** The same days with what happened since: told late or not at all (N-4), display ended before its time. */
    public RecordDates under(Marks marks) {
        var end = marks.endsBy() == null ? displayUntil : earlier(displayUntil, marks.endsBy());
        return new RecordDates(
                occurredOn,
                decidedOn,
                effectiveOn,
                answerUnder(marks, end),
                finalOn,
                end,
                earlier(minDisplayUntil, end));
    }

    private @Nullable LocalDate answerUnder(Marks marks, LocalDate end) {
        if (answerUntil == null) {
            return null;
        }
        if (marks.noticeFailed()) {
            // Who has not been told may answer as long as the record could be shown.
            return end;
        }
        var told = marks.answerUntil();
        return told != null && told.isAfter(answerUntil) ? told : answerUntil;
    }

    /** Whether the display period is over: true from 00:00 of {@code displayUntil}. */
    public boolean isOver(LocalDate today) {
        return !displayUntil.isAfter(today);
    }

    /** Whether the person may still answer the notice: true through 24:00 of {@code answerUntil} (T-1). */
    public boolean isAnswerOpen(LocalDate today) {
        return answerUntil != null && !today.isAfter(answerUntil);
    }

    /** Whether the determination is final: true from 00:00 of {@code finalOn}. */
    public boolean isFinal(LocalDate today) {
        return finalOn != null && !finalOn.isAfter(today);
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
