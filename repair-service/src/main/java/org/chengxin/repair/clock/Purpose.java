package org.chengxin.repair.clock;

/** What a legal clock measures; its length is data (clock/terms.csv). */
public enum Purpose {
    /** The platform answers in its own matters. */
    PLATFORM_ANSWER,
    /** The platform hands a dispute on to the source. */
    FORWARDING,
    /** The source answers a dispute. */
    SOURCE_ANSWER,
    /** The source weighs what the person answered to its notice. */
    DEFENCE_ANSWER,
    /** The reviewer looks at an answer again. */
    REVIEW,
    /** The reviewer sees to a case that was not decided in time. */
    ESCALATION,
    REPAIR_ACCEPTANCE,
    REPAIR_DECISION,
    /** The person brings the papers that were missing. */
    SUPPLY,
    /** The person may be heard before a repair is undone. */
    HEARING,
    UNDO_DECISION,
    EXTENSION_DECISION,
    /** The time that an extension gives; its end is a day of the decision, not a length of the law. */
    EXTENSION_TERM,
    CONFIRMATION,
    RECONSIDERATION_CHECK,
    RECONSIDERATION_DECISION,
    LAWSUIT_REGISTRATION,
    LAWSUIT_JUDGMENT;

    /** Whether a department is late when this clock runs out; the others bind the person or nobody. */
    public boolean bindsAuthority() {
        return switch (this) {
            case SUPPLY, HEARING, EXTENSION_TERM -> false;
            default -> true;
        };
    }
}
