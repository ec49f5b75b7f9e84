package org.chengxin.record.ledger;

/** Why a record has a new version. */
public enum Cause {
    REPORTED,
    AMENDED,
    WITHDRAWN,
    DISPUTE_OPENED,
    DISPUTE_CLOSED,
    DISPUTE_DECIDED,
    SUSPENDED,
    RESUMED,
    REPAIRED,
    REPAIR_UNDONE,
    STATEMENT,
    DUTY_PERFORMED,
    ERASED,
    DECLINED,
    SUBJECT_MERGED,
    SUBJECT_SPLIT,
    /** The person has died: display ends. */
    SUBJECT_DECEASED,
    /** The person could not be told (N-4). */
    NOTICE_FAILED,
    /** The person was told after all. */
    NOTICE_DELIVERED,
    /** The law changed, and with it the days. */
    RULES_CHANGED,
    /** Time has passed: nothing else changed. */
    EXPIRED,
    /** Time has passed: nothing else changed. */
    FINAL
}
