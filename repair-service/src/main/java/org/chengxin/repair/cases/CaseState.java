package org.chengxin.repair.cases;

/** Where a case stands. */
public enum CaseState {
    /** With the platform, whose own matter it is. */
    RECEIVED,
    /** With the source, which decides. */
    FORWARDED,
    /** Filed, not yet looked at. */
    FILED,
    /** Waits for papers of the person. */
    INFORMATION_REQUESTED,
    /** Taken on, to be decided. */
    ACCEPTED,
    /** With the reconsideration body or the court. */
    PENDING,
    /** Not answered in time. */
    OVERDUE,
    /** Not decided in time; the reviewer may decide too. */
    ESCALATED,
    /** One official wants the record gone; a second has to agree. */
    ERASURE_PROPOSED,
    DECIDED,
    GRANTED,
    REFUSED,
    CONFIRMED,
    /** Somebody wants a repair undone; the person is heard. */
    UNDO_PROPOSED,
    /** The person was heard, or let the time pass. */
    UNDO_HEARD,
    UNDONE,
    PUBLISHED,
    REMOVED,
    REPLACED,
    /** Its time ran out by itself. */
    ENDED,
    /** The papers did not come in time. */
    LAPSED,
    NOT_ACCEPTED,
    WITHDRAWN
}
