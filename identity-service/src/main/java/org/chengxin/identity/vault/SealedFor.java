package org.chengxin.identity.vault;

import java.util.UUID;

/**
 * Which value of which row an encrypted text belongs to.
 *
 * <p>It is bound into the encryption, so that a text copied to another row or column does not open there.
 */
public record SealedFor(Kind kind, UUID row) {

    /** The values that are kept encrypted. */
    public enum Kind {
        DOCUMENT_NUMBER,
        NAME,
        FORMER_NAME,
        RECEIVER_KEY,
        LICENCE,
        CONTACT_ADDRESS,
        CONTACT_CODE
    }

    public static SealedFor documentNumber(UUID documentId) {
        return new SealedFor(Kind.DOCUMENT_NUMBER, documentId);
    }

    public static SealedFor name(UUID subjectId) {
        return new SealedFor(Kind.NAME, subjectId);
    }

    public static SealedFor licence(UUID entryId) {
        return new SealedFor(Kind.LICENCE, entryId);
    }

    /** The form that is bound into the encryption. */
    String text() {
        return kind + "/" + row;
    }
}
