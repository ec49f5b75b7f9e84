package org.chengxin.repair.cases;

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
    /** The clock that runs ran out. */
    TIME_OVER
}
