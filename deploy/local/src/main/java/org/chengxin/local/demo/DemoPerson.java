package org.chengxin.local.demo;

/**
 * An invented adult.
 *
 * @param index 1, 2, 3 …; the first twenty are those who can sign in as {@code citizen-<index>}
 */
public record DemoPerson(int index, String division, String documentNumber, String name) {

    public static final String DOCUMENT_TYPE = "RESIDENT_ID";

    /** Neither name nor number: they might end up in a log. */
    @Override
    public String toString() {
        return "DemoPerson " + index;
    }
}
