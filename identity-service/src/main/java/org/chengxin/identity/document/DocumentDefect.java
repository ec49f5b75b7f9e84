package org.chengxin.identity.document;

/** Why a number is refused, in the order in which it is tested; the first defect is the answer (rules D-2, D-3). */
public enum DocumentDefect {
    /** A document of a kind that the platform does not accept. */
    TYPE("This kind of document is not accepted; send RESIDENT_ID, FOREIGN_PERMANENT_RESIDENCE or HKMT_RESIDENCE."),
    LENGTH("The number has the wrong length for this document."),
    CHARSET("The number holds a character that has no place there; write it without separators."),
    PREFIX("The number does not begin with the mark of this document."),
    DIVISION("The administrative division in the number does not exist for this document."),
    COUNTRY("The country in the number is not a country."),
    BIRTH_DATE("The birth date in the number does not exist, or lies before 1800."),
    BIRTH_FUTURE("The birth date in the number lies in the future."),
    CHECK("The check character does not fit the rest of the number: look for a typing error.");

    private final String explanation;

    DocumentDefect(String explanation) {
        this.explanation = explanation;
    }

    /** A sentence for the caller, free of the number itself. */
    public String explanation() {
        return explanation;
    }
}
