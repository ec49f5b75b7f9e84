package org.chengxin.identity.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.chengxin.identity.document.DocumentReading.Malformed;
import org.chengxin.identity.document.DocumentReading.WellFormed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class IdentifierVectorsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @CsvFileSource(resources = "/identifier-vectors.csv", useHeadersInDisplayName = false, numLinesToSkip = 1)
    void everyVectorIsJudgedAsTheListSays(String kind, String number, boolean valid, String reason) {
        var typed = Optional.ofNullable(number).orElse("");

        var defect = defectOf(kind, typed);

        assertThat(defect.map(Enum::name).orElse("OK"))
                .isEqualTo(valid ? "OK" : reason.substring(0, reason.indexOf(':')));
    }

    @ParameterizedTest(name = "{1}")
    @CsvFileSource(resources = "/identifier-vectors.csv", numLinesToSkip = 1)
    void anOldNumberIsTheDocumentItBecame(String kind, String number, boolean valid, String reason) {
        if (!kind.equals("CITIZEN_ID_15") || !valid) {
            return;
        }
        var eighteen = reason.substring(reason.indexOf("converts to ") + "converts to ".length());

        var old = IdentityDocument.read(DocumentType.RESIDENT_ID, number, TODAY);

        assertThat(old).isEqualTo(IdentityDocument.read(DocumentType.RESIDENT_ID, eighteen, TODAY));
        assertThat(((WellFormed) old).document().number()).isEqualTo(eighteen);
    }

    private static Optional<DocumentDefect> defectOf(String kind, String number) {
        var type = switch (kind) {
            case "USCC" -> null;
            case "CITIZEN_ID_18", "CITIZEN_ID_15" -> DocumentType.RESIDENT_ID;
            case "FOREIGN_PR_18", "FOREIGN_PR_15" -> DocumentType.FOREIGN_PERMANENT_RESIDENCE;
            default -> DocumentType.valueOf(kind);
        };
        if (type == null) {
            return SocialCreditCode.defectOf(number);
        }
        return switch (IdentityDocument.read(type, number, TODAY)) {
            case WellFormed _ -> Optional.empty();
            case Malformed(var defect) -> Optional.of(defect);
        };
    }
}
