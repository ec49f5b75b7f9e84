package org.chengxin.repair.records;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What repair knows of a credit record.
 *
 * @param version grows by one with each change of the record
 * @param revision the source's own count of the decision's content: a correction is a higher one
 * @param answerUntil last day of the window to answer the notice; null where there is none
 * @param finalOn the day from which the determination is final; null while it is not known
 * @param minDisplayUntil the earliest day on which repair may be asked (rule P-5)
 * @param displayUntil the first day on which nothing is shown any more (rule T-6)
 */
public record KnownRecord(
        UUID recordId,
        UUID subjectId,
        long version,
        int revision,
        String recordType,
        String department,
        Polarity polarity,
        @Nullable Severity severity,
        LocalDate decidedOn,
        @Nullable LocalDate answerUntil,
        @Nullable LocalDate finalOn,
        LocalDate minDisplayUntil,
        LocalDate displayUntil,
        boolean repairable,
        Standing standing,
        boolean disputed,
        boolean dutyPerformed) {

    public boolean isAbout(UUID subject) {
        return subjectId.equals(subject);
    }

    /** Whether the person may still answer the notice: an adverse record that has not ended, through its last day. */
    public boolean isAnswerOpen(LocalDate today) {
        return polarity == Polarity.ADVERSE
                && answerUntil != null
                && !today.isAfter(answerUntil)
                && stateOn(today).isLive();
    }

    public RecordState stateOn(LocalDate today) {
        return RecordState.of(this, today);
    }
}
