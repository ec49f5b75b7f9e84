package org.chengxin.local.demo;

/** What happens to a demo record; a story is told in one or two events. */
enum Story {
    /** Adverse, challenge period over: shareable. */
    FINAL(true, 34),
    /** Adverse, notice window over, not final yet. */
    NOT_FINAL(true, 10),
    /** Adverse, the person may still answer. */
    IN_NOTICE(true, 6),
    /** Adverse and final; then the duty was performed. */
    AMENDED(true, 6),
    /** Adverse; then the decision was revoked. */
    WITHDRAWN(true, 4),
    /** Adverse and so old that the door refuses it. */
    EXPIRED(true, 2),
    /** The same event sent twice. */
    SENT_TWICE(true, 1),
    /** The amendment overtakes the report. */
    OUT_OF_ORDER(true, 1),
    /** Adverse, and the source forgot the notice: refused. */
    WITHOUT_NOTICE(true, 1),
    /** In favour of the person. */
    POSITIVE(false, 35);

    private final boolean adverse;
    private final int weight;

    Story(boolean adverse, int weight) {
        this.adverse = adverse;
        this.weight = weight;
    }

    boolean adverse() {
        return adverse;
    }

    /** Share of the cases; the shares add up to a hundred. */
    int weight() {
        return weight;
    }
}
