package org.chengxin.identity.authority;

/** What the public authority says about a number and a name. */
public enum Verdict {
    /** They are one person. */
    AGREES,
    /** It knows the number under another name. */
    DISAGREES,
    /** It does not know the number. */
    UNKNOWN,
    /** It has not answered: too slow, away, or answered what is no answer. */
    NO_ANSWER
}
