package org.chengxin.identity.registry;

/** How far the public authority has confirmed that a number and a name are one person. */
public enum Verification {
    /** The authority agrees with number and name. */
    VERIFIED,
    /** The authority has not answered yet; it is asked again by itself. */
    UNVERIFIED,
    /** The authority knows the number under another name. */
    MISMATCH,
    /** The authority answered later that it does not know the number. */
    NOT_IDENTIFIED;

    /** Whether the authority may come to another answer for another name, and so is asked at the next registration. */
    public boolean isOpenToAnotherName() {
        return this == MISMATCH || this == NOT_IDENTIFIED;
    }

    /**
     * The code that callers see. They know three: a person whom the authority does not know is to them one whom it has
     * not confirmed.
     */
    public String shown() {
        return this == NOT_IDENTIFIED ? UNVERIFIED.name() : name();
    }
}
