package org.chengxin.incentive.records;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What incentive knows of a credit record: enough to judge, nothing of its content.
 *
 * @param version grows by one with each change of the record
 * @param decidedOn the day on which the fact was determined
 * @param answerUntil last day of the window to answer the notice; null where there is none
 * @param finalOn the day from which the determination is final; null while it is not known
 * @param displayUntil the first day on which nothing is shown or used any more (rule T-6)
 */
public record KnownRecord(
        UUID recordId,
        UUID subjectId,
        long version,
        String recordType,
        Polarity polarity,
        LocalDate decidedOn,
        @Nullable LocalDate answerUntil,
        @Nullable LocalDate finalOn,
        LocalDate displayUntil,
        Standing standing,
        boolean disputed) {

    /** Only a final record in its period may be used; all others stay out of every decision (rules S-4, P-7, K-1). */
    public boolean isUsableOn(LocalDate today) {
        return RecordState.of(this, today) == RecordState.FINAL;
    }
}
