package org.chengxin.identity.registry;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a person as it was given, compared without regard to how it was typed.
 *
 * <p>Spacing, full and half width, the several dots used between the parts of minority names, and the old and new shape of
 * a character make no difference; a different character always does (rule N-1).
 *
 * @param asGiven trimmed, 1 to 100 characters; never to be logged or put into an error
 */
public record PersonName(String asGiven) {

    /** Longest name accepted, in characters; the longest real ones have about fifty. */
    public static final int LONGEST = 100;

    private static final Pattern SPACING = Pattern.compile("[\\s\\p{Z}\\u200B-\\u200D\\u2060\\uFEFF]+");

    /** What keyboards offer for the middle dot (U+00B7), after NFKC has already joined the half-width forms. */
    private static final Pattern INTERPUNCTS =
            Pattern.compile("[\\u2022\\u2027\\u2219\\u22C5\\u25CF\\u25E6\\u30FB\\u0387\\u16EB\\u2E31\\uFF0E]");

    /** The name, empty when the text cannot be one: nothing but dots and spaces, control characters, too long. */
    public static Optional<PersonName> of(String text) {
        var name = new PersonName(text.strip());
        var plausible = name.asGiven().length() <= LONGEST
                && name.asGiven().codePoints().anyMatch(Character::isLetter)
                && name.asGiven().codePoints().noneMatch(Character::isISOControl);
        return plausible ? Optional.of(name) : Optional.empty();
    }

    /** Whether two spellings are the same name. */
    public boolean agreesWith(PersonName other) {
        return asGiven.equals(other.asGiven) || compared().equals(other.compared());
    }

    /** The form that is compared. */
    public String compared() {
        // Nearly every name: characters that have one width only.
        if (isPlainHan()) {
            return CharacterForms.today(asGiven);
        }
        var dotted = INTERPUNCTS.matcher(asGiven).replaceAll("\u00B7");
        var joined = Normalizer.normalize(dotted, Normalizer.Form.NFKC);
        var plain = SPACING.matcher(INTERPUNCTS.matcher(joined).replaceAll("\u00B7"))
                .replaceAll("");
        return CharacterForms.today(plain);
    }

    private boolean isPlainHan() {
        for (var place = 0; place < asGiven.length(); place++) {
            var character = asGiven.charAt(place);
            if (character < '\u4E00' || character > '\u9FFF') {
                return false;
            }
        }
        return true;
    }

    /** The first character, then one star for every other one. */
    public String masked() {
        var first = asGiven.offsetByCodePoints(0, 1);
        return asGiven.substring(0, first) + "*".repeat(asGiven.codePointCount(first, asGiven.length()));
    }

    /** Without the name: this may stand in an error or a log. */
    @Override
    public String toString() {
        return "PersonName[]";
    }
}
