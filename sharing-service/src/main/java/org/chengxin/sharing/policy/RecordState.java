package org.chengxin.sharing.policy;

/** Where a record stands on a day; the SQL function {@code record_state} decides which, and only FINAL is shared. */
public enum RecordState {
    /** The person may still answer the notice. */
    ANNOUNCED,
    /** The window is over, the determination can still be challenged. */
    EFFECTIVE,
    /** Final and within its display period. */
    FINAL,
    /** Halted by a reconsideration body, a court, an extension, or a dispute not answered in time (D-4, X-4). */
    SUSPENDED,
    /** Repair granted: sharing and use have stopped. */
    REPAIRED,
    /** The display period is over (P-7). */
    EXPIRED,
    /** Withdrawn by the source, corrected away, or declined by the person (P-9, A-8). */
    WITHDRAWN,
    /** Display ended with the notice of the person's death. */
    DECEASED,
    /** The catalogue says that records of this type are not shared, or not with such a receiver. */
    NOT_SHARED
}
