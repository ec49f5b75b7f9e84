package org.chengxin.repair.cases;

/** What a case is; each kind has its own {@link Lifecycle}. */
public enum CaseKind {
    /** The person says that something about them is wrong (rules D-1 to D-9). */
    DISPUTE,
    /** The reviewer looks at the answer to a dispute again (rule D-6). */
    REVIEW,
    /** Credit repair (rules ). */
    REPAIR,
    /** More time for a duty. */
    EXTENSION,
    /** A duty performed late. */
    PERFORMANCE,
    /** The person's own words beside the record (rule R-9). */
    STATEMENT,
    /** Statement and defence: the person's answer to the notice of an adverse record (rule N-2). */
    ANSWER,
    /** Administrative reconsideration (rules ). */
    RECONSIDERATION,
    /** A lawsuit against the decision (rule X-6). */
    LAWSUIT
}
