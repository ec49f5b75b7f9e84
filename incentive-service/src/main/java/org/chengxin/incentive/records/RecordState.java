package org.chengxin.incentive.records;

import java.time.LocalDate;

/** The state of a record on a day: true when it is read, whether or not a job has run. */
public enum RecordState {
    ANNOUNCED,
    EFFECTIVE,
    FINAL,
    SUSPENDED,
    REPAIRED,
    EXPIRED,
    WITHDRAWN;

    static RecordState of(KnownRecord record, LocalDate today) {
        return switch (record.standing()) {
            case WITHDRAWN, DECLINED -> WITHDRAWN;
            case REPAIRED -> REPAIRED;
            case SUSPENDED -> isOver(record, today) ? EXPIRED : SUSPENDED;
            case IN_FORCE -> isOver(record, today) ? EXPIRED : inForce(record, today);
        };
    }

    /** The day on which display ends is the first without it (rules P-7, T-6). */
    private static boolean isOver(KnownRecord record, LocalDate today) {
        return !record.displayUntil().isAfter(today);
    }

    private static RecordState inForce(KnownRecord record, LocalDate today) {
        var answerUntil = record.answerUntil();
        if (answerUntil != null && !today.isAfter(answerUntil)) {
            return ANNOUNCED;
        }
        var finalOn = record.finalOn();
        return finalOn != null && !finalOn.isAfter(today) ? FINAL : EFFECTIVE;
    }
}
