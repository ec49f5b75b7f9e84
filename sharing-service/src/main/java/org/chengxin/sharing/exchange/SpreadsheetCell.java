package org.chengxin.sharing.exchange;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import java.util.regex.Pattern;

/**
 * A text as a cell that a spreadsheet shows as it is: with an apostrophe before what it would calculate, round or shorten.
 *
 * <p>Formulas begin with a sign that may stand in full width or behind something that does not show; numbers of more than
 * eleven digits become 5.30199E+17, leading zeros go, and 12E3 becomes 12000.
 */
final class SpreadsheetCell {

    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

    /** U+2212 is the minus of typographers. */
    private static final String SIGNS = "=+-@\u2212";

    private static final Pattern CHANGED =
            Pattern.compile("\\d{12,}|0\\d+|\\d{12,}\\.\\d*|\\d+(\\.\\d*)?[eE][+-]?\\d+");

    private SpreadsheetCell() {}

    static String of(String text) {
        return isCalculated(text)
                        || CHANGED.matcher(NFKC.normalize(text).strip()).matches()
                ? "'" + text
                : text;
    }

    private static boolean isCalculated(String text) {
        if (text.isEmpty()) {
            return false;
        }
        int first = text.codePointAt(0);
        return isPassedOver(first)
                || NFKC.normalize(Character.toString(first)).codePoints().anyMatch(c -> SIGNS.indexOf(c) >= 0);
    }

    /** White space, controls and what does not show: no cell needs to begin so, and a sign may stand behind. */
    private static boolean isPassedOver(int c) {
        return UCharacter.isUWhiteSpace(c)
                || UCharacter.getType(c) == UCharacter.CONTROL
                || UCharacter.getType(c) == UCharacter.FORMAT
                || UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }
}
