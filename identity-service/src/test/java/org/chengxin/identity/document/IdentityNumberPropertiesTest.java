package org.chengxin.identity.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.chengxin.identity.document.DocumentReading.Malformed;
import org.chengxin.identity.document.DocumentReading.WellFormed;

class IdentityNumberPropertiesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    /** A document of any type with a number that the rules build. */
    record Sample(DocumentType type, String number, LocalDate born) {}

    @Property
    void aNumberBuiltByTheRulesIsWellFormed(@ForAll("samples") Sample sample) {
        var reading = IdentityDocument.read(sample.type(), sample.number(), TODAY);

        assertThat(reading).isEqualTo(new WellFormed(new IdentityDocument(sample.type(), sample.number())));
        assertThat(((WellFormed) reading).document().bornOn(TODAY)).isEqualTo(sample.born());
    }

    @Property
    void everyOtherDigitInAnyPlaceIsRefused(
            @ForAll("samples") Sample sample,
            @ForAll @IntRange(max = 17) int place,
            @ForAll @IntRange(max = 9) int digit) {
        var other = Character.forDigit(digit, 10);
        if (sample.number().charAt(place) == other) {
            return;
        }
        var mistyped = new StringBuilder(sample.number());
        mistyped.setCharAt(place, other);

        assertThat(IdentityDocument.read(sample.type(), mistyped.toString(), TODAY))
                .isInstanceOf(Malformed.class);
    }

    @Property
    void fullWidthAndLowerCaseAreTheSameDocument(@ForAll("samples") Sample sample) {
        var fullWidth = sample.number()
                .toLowerCase(java.util.Locale.ROOT)
                .chars()
                .map(character -> character + 0xFEE0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);

        assertThat(IdentityDocument.read(sample.type(), "\u3000" + fullWidth + " ", TODAY))
                .isEqualTo(IdentityDocument.read(sample.type(), sample.number(), TODAY));
    }

    @Property
    void whateverIsTypedIsReadWithoutAFault(@ForAll DocumentType type, @ForAll String typed) {
        assertThat(IdentityDocument.read(type, typed, TODAY)).isNotNull();
        assertThat(SocialCreditCode.defectOf(typed)).isNotNull();
    }

    @Provide
    Arbitrary<Sample> samples() {
        var heads = Arbitraries.of(
                "RESIDENT_ID:530199",
                "RESIDENT_ID:110199",
                "RESIDENT_ID:650199",
                "FOREIGN_PERMANENT_RESIDENCE:953840",
                "FOREIGN_PERMANENT_RESIDENCE:911004",
                "FOREIGN_PERMANENT_RESIDENCE:965894",
                "HKMT_RESIDENCE:810000",
                "HKMT_RESIDENCE:820000",
                "HKMT_RESIDENCE:830000");
        var births = Arbitraries.longs()
                .between(LocalDate.of(1800, 1, 1).toEpochDay(), TODAY.toEpochDay())
                .map(LocalDate::ofEpochDay);
        var sequences = Arbitraries.integers().between(0, 999);
        return Combinators.combine(heads, births, sequences).as((head, born, sequence) -> {
            var colon = head.indexOf(':');
            var body = head.substring(colon + 1)
                    + born.format(DateTimeFormatter.BASIC_ISO_DATE)
                    + "%03d".formatted(sequence);
            return new Sample(DocumentType.valueOf(head.substring(0, colon)), body + CheckCharacters.mod11(body), born);
        });
    }
}
