package org.chengxin.identity.authority;

/** What the public authority says about a number and a name. */
public enum Verdict {
    /** They are one person. */
    AGREES,
    /** It knows the number under another name. */
    DISAGREES,
    /** It does not know the number. */
    UNKNOWN,
    /** It has not answered: too slow, away, needs longer, or answered what is no answer. */
    NO_ANSWER;

    /** The verdict of a word on the wire; a word that is none is no answer. */
    static Verdict told(String result) {
        return switch (result) {
            case "AGREES" -> AGREES;
            case "DISAGREES" -> DISAGREES;
            case "UNKNOWN" -> UNKNOWN;
            default -> NO_ANSWER;
        };
    }
}
