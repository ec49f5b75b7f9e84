package org.chengxin.identity.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.chengxin.identity.document.DocumentReading.Malformed;
import org.chengxin.identity.document.DocumentReading.WellFormed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityDocumentTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest(name = "{0} is shown as {1}")
    @CsvSource({
        "RESIDENT_ID, 530199199001010019, 5301**********0019",
        "RESIDENT_ID, 530199000101001, 5301**********0018",
        "FOREIGN_PERMANENT_RESIDENCE, USA539900010100, USA5*******0100"
    })
    void onlyTheEndsOfANumberAreShown(DocumentType type, String number, String masked) {
        assertThat(document(type, number).masked()).isEqualTo(masked);
    }

    @Test
    void aPersonIsAnAdultFromTheDayAfterTheEighteenthBirthday() {
        assertThat(document(DocumentType.RESIDENT_ID, "530199199001010019").adultOn(TODAY))
                .isEqualTo("2008-01-02");
        assertThat(document(DocumentType.RESIDENT_ID, "110199200002299966").adultOn(TODAY))
                .isEqualTo("2018-03-01");
    }

    @Test
    void anOldForeignersCardCountsAsTheYoungerOfItsTwoPossibleHolders() {
        var bornIn2019OrIn1919 = new IdentityDocument(DocumentType.FOREIGN_PERMANENT_RESIDENCE, "USA539919010100");
        var bornIn1999 = new IdentityDocument(DocumentType.FOREIGN_PERMANENT_RESIDENCE, "IND539999123190");

        assertThat(bornIn2019OrIn1919.bornOn(TODAY)).isEqualTo("2019-01-01");
        assertThat(bornIn1999.bornOn(TODAY)).isEqualTo("1999-12-31");
    }

    @Test
    void ofTwoDefectsTheOneTestedFirstIsTheReason() {
        assertThat(IdentityDocument.read(DocumentType.RESIDENT_ID, "090199190013010010", TODAY))
                .isEqualTo(new Malformed(DocumentDefect.DIVISION));
        assertThat(IdentityDocument.read(DocumentType.FOREIGN_PERMANENT_RESIDENCE, "XXA099900130100", TODAY))
                .isEqualTo(new Malformed(DocumentDefect.DIVISION));
    }

    @Test
    void aDocumentDoesNotTellItsNumberToALog() {
        var wang = document(DocumentType.RESIDENT_ID, "530199199001010019");

        assertThat(wang.toString()).doesNotContain("5301").doesNotContain("0019");
    }

    private static IdentityDocument document(DocumentType type, String number) {
        return ((WellFormed) IdentityDocument.read(type, number, TODAY)).document();
    }
}
