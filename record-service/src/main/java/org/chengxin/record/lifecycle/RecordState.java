package org.chengxin.record.lifecycle;

import java.time.LocalDate;

/** What a record is on a given day, and with it who may see it (contract, record states). */
public enum RecordState {
    /** Adverse, and the window to answer after the notice is running: person and provider only. */
    ANNOUNCED,
    /** The window is over, the determination is not final yet: person and provider only. */
    EFFECTIVE,
    /** Final and within its display period: the only state that is shared. */
    FINAL,
    /** Ordered by a reconsideration body or court, an extension granted, a dispute not answered in time. */
    SUSPENDED,
    /** Repair was granted: history for the person until erased. */
    REPAIRED,
    /** Its display period is over. */
    EXPIRED,
    /** Withdrawn by the source, corrected away, or declined by the person. */
    WITHDRAWN;

    /**
     * The one rule. Passage of time is true at the moment of reading; no job has to run.
     *
     * @param today the day in Asia/Shanghai (T-4): a record changes its state at 00:00 there
     */
    public static RecordState stateOn(Standing standing, RecordDates dates, LocalDate today) {
        return switch (standing) {
            case WITHDRAWN, DECLINED -> WITHDRAWN;
            case REPAIRED -> REPAIRED;
            case IN_FORCE, SUSPENDED -> {
                if (dates.isOver(today)) {
                    yield EXPIRED;
                }
                if (standing == Standing.SUSPENDED) {
                    yield SUSPENDED;
                }
                if (dates.isAnswerOpen(today)) {
                    yield ANNOUNCED;
                }
                yield dates.isFinal(today) ? FINAL : EFFECTIVE;
            }
        };
    }

    /** Whether queries, feeds and checks may use the record. */
    public boolean isShared() {
        return this == FINAL;
    }
}
