package org.chengxin.sharing.feed;

import org.chengxin.sharing.policy.RecordState;

/** Why a receiver must stop using a record. */
public enum StopReason {
    REPAIRED,
    WITHDRAWN,
    EXPIRED,
    SUSPENDED,
    /** What was taken for final is open again. */
    NOT_FINAL,
    /** Display ended with the person's death. */
    DECEASED,
    /** The catalogue no longer lets records of this type be shared. */
    NOT_SHARED;

    /** The reason of a record that may not be shown. */
    static StopReason of(RecordState state) {
        return switch (state) {
            case REPAIRED -> REPAIRED;
            case WITHDRAWN -> WITHDRAWN;
            case EXPIRED -> EXPIRED;
            case SUSPENDED -> SUSPENDED;
            case DECEASED -> DECEASED;
            case NOT_SHARED -> NOT_SHARED;
            case ANNOUNCED, EFFECTIVE -> NOT_FINAL;
            case FINAL -> throw new IllegalArgumentException("a final record may be used");
        };
    }
}
