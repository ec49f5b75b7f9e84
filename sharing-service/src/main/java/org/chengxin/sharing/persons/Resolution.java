package org.chengxin.sharing.persons;

import java.util.UUID;

/** What identity-service knows about a document and a name. */
public sealed interface Resolution {

    /** The document and the name belong to this person. */
    record Known(UUID subjectId) implements Resolution {}

    /** Nobody with this document is registered. */
    record Unknown() implements Resolution {}

    /** The document belongs to somebody of another name. */
    record Mismatch() implements Resolution {}

    /** The number cannot exist; the reason is the code of the check that failed. */
    record Malformed(String reason) implements Resolution {}
}
