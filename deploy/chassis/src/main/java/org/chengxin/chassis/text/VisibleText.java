package org.chengxin.chassis.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import java.util.function.IntPredicate;

/**
 * What a reader sees of a text, by the properties that Unicode gives each character.
 *
 * <p>Private use counts as visible: the fonts of systems that speak GB 18030 show it. Unassigned counts as invisible: no
 * font shows it.
 */
public final class VisibleText {

    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

    /** Blank by its drawing alone; its properties are those of a sign. */
    private static final int BRAILLE_BLANK = 0x2800;

    private VisibleText() {}

    /** Whether a reader sees an empty place: no character, or none that shows. */
    public static boolean showsNothing(CharSequence text) {
        return text.codePoints().noneMatch(VisibleText::shows);
    }

    /**
     * The one form in which keys are compared: composed, without what does not show, and without the padding that
     * {@code CHAR(n)} columns and spreadsheets put around it. White space inside stays.
     */
    public static String key(String text) {
        return stripped(withoutInvisible(NFC.normalize(text)));
    }

    /** The text without what does not show; white space stays, since it parts words. */
    public static String withoutInvisible(String text) {
        return text.codePoints().allMatch(VisibleText::remains) ? text : filtered(text, VisibleText::remains);
    }

    /** Length in characters as a reader counts them at least: code points, of which some take two {@code char}s. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Whether the text holds half of a surrogate pair, which no encoding can write. */
    public static boolean holdsHalfSurrogate(CharSequence text) {
        return text.codePoints().anyMatch(VisibleText::isHalfSurrogate);
    }

    /** Whether the text holds U+0000, which PostgreSQL cannot keep. */
    public static boolean holdsNul(CharSequence text) {
        return text.chars().anyMatch(c -> c == 0);
    }

    /** Whether the text holds a control character or a separator of lines, by which an entry could look like two. */
    static boolean holdsControl(CharSequence text) {
        return text.codePoints().anyMatch(c -> switch (UCharacter.getType(c)) {
            case UCharacter.CONTROL, UCharacter.LINE_SEPARATOR, UCharacter.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        });
    }

    /** Whether the text holds a character that turns the direction of others, by which a number could read otherwise. */
    static boolean holdsBidiControl(CharSequence text) {
        return text.codePoints().anyMatch(c -> UCharacter.hasBinaryProperty(c, UProperty.BIDI_CONTROL));
    }

    private static boolean remains(int c) {
        return isSpace(c) || shows(c);
    }

    private static boolean shows(int c) {
        if (isSpace(c)
                || c == BRAILLE_BLANK
                || UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)) {
            return false;
        }
        return switch (UCharacter.getType(c)) {
            case UCharacter.CONTROL, UCharacter.SURROGATE, UCharacter.UNASSIGNED -> false;
            // Some signs of Arabic and Syriac stand among the format characters and are drawn all the same.
            case UCharacter.FORMAT -> UCharacter.hasBinaryProperty(c, UProperty.PREPENDED_CONCATENATION_MARK);
            default -> true;
        };
    }

    private static boolean isSpace(int c) {
        return UCharacter.hasBinaryProperty(c, UProperty.WHITE_SPACE);
    }

    private static boolean isHalfSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static String filtered(String text, IntPredicate stays) {
        var rest = new StringBuilder(text.length());
        text.codePoints().filter(stays).forEach(rest::appendCodePoint);
        return rest.toString();
    }

    private static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }
}
