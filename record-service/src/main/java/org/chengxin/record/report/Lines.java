package org.chengxin.record.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Breaks Chinese text into lines: anywhere between its characters, but not within a word or number of other letters, and so
 * that no line begins with a mark that closes or ends with one that opens.
 */
final class Lines {

    private static final String CLOSING = "，。；：、！？）】》〉」』〕”’…,.;:!?)]}";
    private static final String OPENING = "（【《〈「『〔“‘([{";

    private Lines() {}

    /** @param fits whether a line may hold this */
    static List<String> of(String text, Predicate<String> fits) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var piece : pieces(text)) {
            if (line.isEmpty() || fits.test((line + piece).stripTrailing())) {
                line.append(piece);
            } else {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
                line.append(piece.stripLeading());
            }
            while (!fits.test(line.toString().stripTrailing()) && line.codePointCount(0, line.length()) > 1) {
                // Longer than a line in itself.
                var end = line.length();
                while (!fits.test(line.substring(0, end)) && line.offsetByCodePoints(0, 1) < end) {
                    end = line.offsetByCodePoints(end, -1);
                }
                lines.add(line.substring(0, end));
                line.delete(0, end);
            }
        }
        if (!line.isEmpty() || lines.isEmpty()) {
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** What must not be broken. */
    private static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        var before = -1;
        for (var codePoint : text.codePoints().toArray()) {
            if (before >= 0 && breaks(before, codePoint)) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.appendCodePoint(codePoint);
            before = codePoint;
        }
        if (!piece.isEmpty()) {
            pieces.add(piece.toString());
        }
        return pieces;
    }

    private static boolean breaks(int before, int after) {
        if (CLOSING.indexOf(after) >= 0 || OPENING.indexOf(before) >= 0) {
            return false;
        }
        return Character.isWhitespace(before) || isWide(before) || isWide(after);
    }

    private static boolean isWide(int codePoint) {
        return codePoint >= 0x2E80;
    }
}
