package org.chengxin.sharing.persons;

/** An identity document and the name on it; never stored here, never logged. */
public record NamedDocument(String documentType, String documentNumber, String name) {

    /** Without content, so that no log line can carry it. */
    @Override
    public String toString() {
        return "NamedDocument[…]";
    }
}
