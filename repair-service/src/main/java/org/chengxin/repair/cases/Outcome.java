package org.chengxin.repair.cases;

/** How a case is decided. */
public enum Outcome {
    /** The source has sent a new version. */
    CORRECTED,
    /** The record has to go. */
    ERASED,
    /** The record stands. */
    UPHELD,
    /** What is true cannot be found out: noted, and not shared (rule D-5). */
    UNCLEAR,
    GRANTED,
    REFUSED,
    /** The duty is performed. */
    CONFIRMED,
    /** The repair is taken back. */
    UNDONE,
    /** The repair stands. */
    KEPT,
    /** What the person answered holds; the source has amended or withdrawn its record. */
    ADOPTED,
    /** It does not hold; the record stands. */
    NOT_ADOPTED,
    /** The reconsideration or lawsuit was won: the repair that was refused is granted. */
    REPAIR_ORDERED
}
