package org.chengxin.local;

/**
 * What the simulated authority says about a number and a name: a name that begins with 不符 disagrees; sequence number 999 is
 * unknown, 998 takes its time, 997 fails; everybody else agrees.
 */
enum AuthorityAnswer {
    AGREES,
    DISAGREES,
    UNKNOWN,
    /** Answered, but late; in a batch, which waits for nobody, not yet. */
    PENDING,
    /** Something breaks over this number, alone as in a batch. */
    FAILED;

    private static final int LENGTH = 18;
    private static final int SEQUENCE = 14;

    static AuthorityAnswer on(String number, String name) {
        if (name.startsWith("不符")) {
            return DISAGREES;
        }
        return switch (number.length() == LENGTH ? number.substring(SEQUENCE, LENGTH - 1) : "") {
            case "999" -> UNKNOWN;
            case "998" -> PENDING;
            case "997" -> FAILED;
            default -> AGREES;
        };
    }
}
