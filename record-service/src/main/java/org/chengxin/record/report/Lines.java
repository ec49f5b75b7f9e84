package org.chengxin.record.report;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Breaks text into lines by Unicode's rules (UAX 14, strict for Chinese): between Chinese characters, behind the signs by which
 * other scripts part syllables or words, never so that a line begins with a mark that closes or ends with one that opens.
 */
final class Lines {

    private static final ULocale STRICT = new ULocale("zh@lb=strict");

    private Lines() {}

    /**
     * @param width of a text that is not broken
     * @param wide how much a line may hold
     */
    static List<String> of(String text, ToDoubleFunction<String> width, double wide) {
        var lines = new ArrayList<String>();
        for (var paragraph : text.split("\\R", -1)) {
            addParagraph(paragraph, width, wide, lines);
        }
        return lines;
    }

    private static void addParagraph(String text, ToDoubleFunction<String> width, double wide, List<String> lines) {
        var line = new StringBuilder();
        double taken = 0;
        for (var piece : pieces(text, BreakIterator.getLineInstance(STRICT))) {
            if (!line.isEmpty() && taken + width.applyAsDouble(piece.stripTrailing()) > wide) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
                taken = 0;
            }
            var rest = piece;
            while (line.isEmpty() && width.applyAsDouble(rest.stripTrailing()) > wide) {
                var head = head(rest, width, wide);
                if (head.length() == rest.length()) {
                    break;
                }
                lines.add(head);
                rest = rest.substring(head.length());
            }
            line.append(rest);
            taken += width.applyAsDouble(rest);
        }
        lines.add(line.toString().stripTrailing());
    }

    /** As much as a line holds of what is longer than a line in itself, at least one character. */
    private static String head(String piece, ToDoubleFunction<String> width, double wide) {
        var head = new StringBuilder();
        double taken = 0;
        for (var cluster : pieces(piece, BreakIterator.getCharacterInstance(STRICT))) {
            taken += width.applyAsDouble(cluster);
            if (taken > wide && !head.isEmpty()) {
                break;
            }
            head.append(cluster);
        }
        return head.toString();
    }

    private static List<String> pieces(String text, BreakIterator breaks) {
        var pieces = new ArrayList<String>();
        breaks.setText(text);
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }
}
