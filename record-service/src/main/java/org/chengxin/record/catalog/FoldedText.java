package org.chengxin.record.catalog;

import java.text.Normalizer;
import java.util.Locale;
import org.chengxin.chassis.text.VisibleText;

/** A text as far as it can hide a number: what does not show is left out, every digit is 0 to 9. */
public final class FoldedText {

    private static final String CHINESE_DIGITS = "〇一二三四五六七八九";

    private FoldedText() {}

    /** Without what does not show, in the compatible form: full width, circled, superscript and Roman are plain. */
    static String of(String text) {
        return Normalizer.normalize(VisibleText.withoutInvisible(text), Normalizer.Form.NFKC);
    }

    /** The digits of every script as 0 to 9; the rest stays, so that nothing moves. */
    static String plainDigits(String folded) {
        return isPlain(folded)
                ? folded
                : folded.codePoints()
                        .map(FoldedText::plainDigit)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** Whether the text holds the number, in whatever script and however it is parted. */
    public static boolean holds(String text, String number) {
        var wanted = core(number);
        return !wanted.isEmpty() && core(text).contains(wanted);
    }

    private static String core(String text) {
        return plainDigits(of(text))
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toUpperCase(Locale.ROOT);
    }

    private static boolean isPlain(String text) {
        for (var index = 0; index < text.length(); index++) {
            var c = text.charAt(index);
            if (c >= 0x80 && (Character.isDigit(c) || Character.isSurrogate(c) || isChinese(c))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isChinese(int c) {
        return c == '零' || CHINESE_DIGITS.indexOf(c) >= 0;
    }

    private static int plainDigit(int c) {
        if (Character.isDigit(c)) {
            return '0' + Character.digit(c, 10);
        }
        if (c == '零') {
            return '0';
        }
        var chinese = CHINESE_DIGITS.indexOf(c);
        return chinese < 0 ? c : '0' + chinese;
    }
}
