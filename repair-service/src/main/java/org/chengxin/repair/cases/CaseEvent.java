package org.chengxin.repair.cases;

import java.util.Arrays;

/** What can happen in a case. */
public enum CaseEvent {
    FORWARDED,
    ACCEPTED,
    NOT_ACCEPTED,
    /** Missing papers are asked for, once. */
    INFORMATION_REQUESTED,
    INFORMATION_SUPPLIED,
    /** More time is taken, once, with reasons. */
    EXTENDED,
    DECIDED,
    ERASURE_PROPOSED,
    ERASURE_CONFIRMED,
    GRANTED,
    /** Credit China has repaired the record: granted here too (rule R-7). */
    PREVAILED,
    REFUSED,
    CONFIRMED,
    /** The person asks for a review of the answer. */
    ESCALATED,
    UNDO_PROPOSED,
    HEARD,
    UNDONE,
    KEPT,
    REMOVED,
    REPLACED,
    WITHDRAWN,
    /** The person has died. */
    PERSON_DIED,
    /** The clock that runs ran out. */
    TIME_OVER;

    /** Whether an official says with it what is to become of a case, or proposes it. */
    boolean decides() {
        return switch (this) {
            case NOT_ACCEPTED,
                    DECIDED,
                    ERASURE_PROPOSED,
                    ERASURE_CONFIRMED,
                    GRANTED,
                    REFUSED,
                    CONFIRMED,
                    UNDONE,
                    KEPT -> true;
            case FORWARDED,
                    ACCEPTED,
                    INFORMATION_REQUESTED,
                    INFORMATION_SUPPLIED,
                    EXTENDED,
                    PREVAILED,
                    ESCALATED,
                    UNDO_PROPOSED,
                    HEARD,
                    REMOVED,
                    REPLACED,
                    WITHDRAWN,
                    PERSON_DIED,
                    TIME_OVER -> false;
        };
    }

    /** @param step of a timeline, where there are other steps too */
    static boolean decides(String step) {
        return Arrays.stream(values()).anyMatch(event -> event.name().equals(step) && event.decides());
    }
}
