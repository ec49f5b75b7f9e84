package org.chengxin.sharing.query;

/**
 * Why a public body needs what lies outside the regions of its agreement, at once; always reviewed, always shown to the
 * person.
 */
record BreakGlass(Reason reason, String explanation) {

    /** The named reasons. */
    enum Reason {
        DANGER_TO_LIFE,
        PUBLIC_EMERGENCY,
        URGENT_COURT_ORDER
    }
}
