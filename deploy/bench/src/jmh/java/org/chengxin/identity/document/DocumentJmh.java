package org.chengxin.identity.document;

import java.time.LocalDate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The check of a document's number, done for every event. */
@State(Scope.Thread)
public class DocumentJmh {

    private final LocalDate today = LocalDate.of(2026, 11, 26);
    private String number = "11010519491231002X";

    /** Length, characters, division, birth date and check character of a resident card. */
    @Benchmark
    public DocumentReading residentCard() {
        return IdentityDocument.read(DocumentType.RESIDENT_ID, number, today);
    }

    /** Full-width digits and a small x. */
    @Benchmark
    public DocumentReading residentCardTypedOddly() {
        return IdentityDocument.read(DocumentType.RESIDENT_ID, "11010519491231002x", today);
    }
}
