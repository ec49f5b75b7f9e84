package org.chengxin.record.report;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Bidi;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns text into glyphs in their places: joins what is written joined, stacks what is stacked, turns what runs from right to
 * left, and takes each character from the first font that shows it.
 */
final class Shaping {

    /** A glyph and where it stands, in thousandths of the size; {@code text} is what it stands for, empty for its companions. */
    record Glyph(Font font, int code, String text, double x, double y) {}

    /** The glyphs of a line from left to right. */
    record Line(List<Glyph> glyphs, double width) {}

    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
    private static final int HIDDEN = 0xFFFF;

    private final Typefaces typefaces;
    private final Map<String, Double> widths = new HashMap<>();

    Shaping(Typefaces typefaces) {
        this.typefaces = typefaces;
    }

    /** In thousandths of the size. */
    double width(String text) {
        return widths.computeIfAbsent(text, unknown -> of(unknown).width());
    }

    /** @param text one line of it */
    Line of(String text) {
        var shown = legible(text);
        var glyphs = new ArrayList<Glyph>();
        double at = 0;
        var bidi = new Bidi(shown, Bidi.LEVEL_DEFAULT_LTR);
        for (int nth = 0; nth < (shown.isEmpty() ? 0 : bidi.countRuns()); nth++) {
            var run = bidi.getVisualRun(nth);
            var pieces = byFont(shown, run.getStart(), run.getLimit());
            boolean leftwards = run.getDirection() == Bidi.RTL;
            for (var piece : leftwards ? pieces.reversed() : pieces) {
                at = shape(shown, piece, leftwards, at, glyphs);
            }
        }
        return new Line(glyphs, at);
    }

    /** The text with the code in place of each character that no font shows, and without what shows nothing. */
    String legible(String text) {
        var legible = new StringBuilder();
        for (var cluster : clusters(text)) {
            if (typefaces.of(cluster, null).isPresent()) {
                cluster.codePoints().filter(Shaping::matters).forEach(legible::appendCodePoint);
            } else {
                cluster.codePoints().forEach(c -> legible.append(alone(c)));
            }
        }
        return legible.toString();
    }

    private String alone(int codePoint) {
        if (codePoint == '\t') {
            return " ";
        }
        var character = Character.toString(codePoint);
        if (!matters(codePoint)) {
            return "";
        }
        return isHalf(codePoint) || typefaces.of(character, null).isEmpty()
                ? String.format(Locale.ROOT, "[U+%04X]", codePoint)
                : character;
    }

    /** Joiners and the selectors of Mongolian change the shape of others; the rest of what is invisible does nothing here. */
    private static boolean matters(int codePoint) {
        return switch (codePoint) {
            case 0x200C, 0x200D, 0x180B, 0x180C, 0x180D, 0x180E, 0x180F -> true;
            default -> !UCharacter.hasBinaryProperty(codePoint, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
        };
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private record Piece(Font font, int start, int limit) {}

    private List<Piece> byFont(String text, int start, int limit) {
        var pieces = new ArrayList<Piece>();
        int at = start;
        @Nullable Font before = null;
        for (var cluster : clusters(text.substring(start, limit))) {
            var font = typefaces.of(cluster, before).orElseThrow();
            int end = at + cluster.length();
            if (font.equals(before)) {
                pieces.set(pieces.size() - 1, new Piece(font, pieces.getLast().start(), end));
            } else {
                pieces.add(new Piece(font, at, end));
            }
            before = font;
            at = end;
        }
        return pieces;
    }

    /** @return where the next piece begins */
    private static double shape(String text, Piece piece, boolean leftwards, double at, List<Glyph> glyphs) {
        var shaped = piece.font()
                .layoutGlyphVector(
                        EXACT,
                        text.toCharArray(),
                        piece.start(),
                        piece.limit(),
                        leftwards ? Font.LAYOUT_RIGHT_TO_LEFT : Font.LAYOUT_LEFT_TO_RIGHT);
        var said = said(text, piece, shaped);
        for (int i = 0; i < shaped.getNumGlyphs(); i++) {
            if (shaped.getGlyphCode(i) != HIDDEN) {
                var place = shaped.getGlyphPosition(i);
                var stands = said.remove(shaped.getGlyphCharIndex(i));
                glyphs.add(new Glyph(
                        piece.font(),
                        shaped.getGlyphCode(i),
                        stands == null ? "" : stands,
                        at + place.getX(),
                        -place.getY()));
            }
        }
        return at + shaped.getGlyphPosition(shaped.getNumGlyphs()).getX();
    }

    /** What each group of glyphs stands for, by the index of its first character. */
    private static Map<Integer, String> said(String text, Piece piece, GlyphVector shaped) {
        var begins = new TreeSet<Integer>();
        for (int i = 0; i < shaped.getNumGlyphs(); i++) {
            begins.add(shaped.getGlyphCharIndex(i));
        }
        var said = new HashMap<Integer, String>();
        for (var begin : begins) {
            var next = begins.higher(begin);
            int end = next == null ? piece.limit() - piece.start() : next;
            said.put(begin, text.substring(piece.start() + begin, piece.start() + end));
        }
        return said;
    }

    private static List<String> clusters(String text) {
        var clusters = new ArrayList<String>();
        var breaks = BreakIterator.getCharacterInstance(ULocale.SIMPLIFIED_CHINESE);
        breaks.setText(text);
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            clusters.add(text.substring(from, to));
            from = to;
        }
        return clusters;
    }
}
