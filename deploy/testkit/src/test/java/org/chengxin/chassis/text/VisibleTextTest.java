package org.chengxin.chassis.text;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text as people see it, and the constraints on what people send. */
class VisibleTextTest {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    record Words(
            @OwnWords(max = 3) String own,
            @ReferenceText(max = 3) String reference,
            List<@ReferenceText(max = 3) String> references) {}

    @ParameterizedTest(name = "code point {0} shows nothing")
    @ValueSource(
            ints = {
                0, 0x09, 0x0a, 0x20, 0x85, 0xa0, 0xad, 0x034f, 0x061c, 0x115f, 0x1680, 0x17b4, 0x180b, 0x180e, 0x2007,
                0x200b, 0x200d, 0x200e, 0x2028, 0x202e, 0x202f, 0x2060, 0x2064, 0x2069, 0x2800, 0x3000, 0x3164, 0xd842,
                0xfe0f, 0xfeff, 0xffa0, 0xffff, 0x1d173, 0xe0001, 0xe0020, 0xe0100, 0x10ffff, 0x0378
            })
    void whatShowsNothingIsNoText(int codePoint) {
        assertThat(VisibleText.showsNothing(Character.toString(codePoint))).isTrue();
        assertThat(VisibleText.showsNothing("  " + Character.toString(codePoint) + "\u200b"))
                .isTrue();
    }

    @ParameterizedTest(name = "{0} shows something")
    @ValueSource(strings = {"a", "甲", "𠮷", "·", "-", "ꀀ", "བ", "\u0600", "\ue5e5", "\u0301", "😀", "\u200bx"})
    void whatShowsIsText(String text) {
        assertThat(VisibleText.showsNothing(text)).isFalse();
    }

    @ParameterizedTest(name = "a key with {0} added is the same key")
    @ValueSource(
            strings = {" ", "    ", "\t", "\u3000", "\u00a0", "\u200b", "\ufeff", "\u2060", "\u00ad", "\r\n", "\0"})
    void paddingMakesNoOtherKey(String padding) {
        assertThat(VisibleText.key("PAD-1" + padding)).isEqualTo("PAD-1");
        assertThat(VisibleText.key(padding + "PAD-1")).isEqualTo("PAD-1");
    }

    @Test
    void anInvisibleCharacterInsideMakesNoOtherKeyAndASpaceDoes() {
        assertThat(VisibleText.key("PAD\u200b-1")).isEqualTo("PAD-1");
        assertThat(VisibleText.key("PAD 1")).isEqualTo("PAD 1").isNotEqualTo(VisibleText.key("PAD1"));
    }

    @Test
    void composedAndDecomposedAreTheSameKey() {
        assertThat(VisibleText.key("e\u0301-1")).isEqualTo(VisibleText.key("\u00e9-1"));
    }

    @Test
    void aKeyOfAKeyIsItself() {
        var key = VisibleText.key(" \u200bA\u0301 \u202eB\u200b ");

        assertThat(VisibleText.key(key)).isEqualTo(key);
    }

    @Test
    void aNumberIsFoundThroughInvisibleCharacters() {
        assertThat(VisibleText.withoutInvisible("证号530199198005\u200b25\u00ad70\u206057\n电话"))
                .isEqualTo("证号530199198005257057\n电话");
    }

    @Test
    void lengthCountsCodePoints() {
        assertThat(VisibleText.length("𠮷𠮷a")).isEqualTo(3);
    }

    @ParameterizedTest(name = "own words {0}: {1}")
    @CsvSource({
        "'\u200b', shows no character",
        "'a\ud842b', holds half of a surrogate pair",
        "'ab\udc00', holds half of a surrogate pair",
        "'a\0b', holds the character U+0000",
        "abcd, is longer than 3 characters",
        "'', shows no character"
    })
    void ownWordsThatCannotBeKeptAreRefused(String words, String fault) {
        assertThat(TextFaults.inOwnWords(words, 3)).contains(fault);
        assertThat(VALIDATOR.validate(new Words(words, "1", List.of())))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.getPropertyPath()).hasToString("own");
                    assertThat(violation.getMessage()).isEqualTo(fault);
                });
    }

    @ParameterizedTest(name = "own words {0} stay as they are")
    @ValueSource(strings = {"a\nb", "𠮷𠮷𠮷", " a ", "\u202ea"})
    void ownWordsAreAPersonsOwn(String words) {
        assertThat(TextFaults.inOwnWords(words, 3)).isEmpty();
    }

    @ParameterizedTest(name = "the reference {0} is refused")
    @ValueSource(
            strings = {"a\rb", "a\nb", "a\tb", "\u202e6", "6\u2066", "a\u2028b", "\u0085a", "a\0b", "a\ud842", "\u3000"
            })
    void aReferenceReadsAsItsWriterDid(String reference) {
        assertThat(VALIDATOR.validate(new Words("a", reference, List.of())))
                .singleElement()
                .satisfies(violation -> assertThat(violation.getMessage()).doesNotContain(reference));
        assertThat(VALIDATOR.validate(new Words("a", "1", List.of("1", reference))))
                .singleElement()
                .satisfies(violation ->
                        assertThat(violation.getPropertyPath().toString()).startsWith("references[1]"));
    }

    @Test
    void anAbsentTextIsNotTheirConcern() {
        assertThat(VALIDATOR.validate(new Words(null, null, null))).isEmpty();
    }
}
