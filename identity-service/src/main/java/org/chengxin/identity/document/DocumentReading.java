package org.chengxin.identity.document;

/** What comes out of reading a number: a document, or the one defect for which it is refused. */
public sealed interface DocumentReading {

    /** The number is well formed; that says nothing about who holds it. */
    record WellFormed(IdentityDocument document) implements DocumentReading {}

    /** The number is refused. */
    record Malformed(DocumentDefect defect) implements DocumentReading {}
}
