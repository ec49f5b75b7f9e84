package org.chengxin.record.report;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A font file with the glyphs of one document and no others, in the Compact Font Format (Adobe technical notes 5176 and 5177);
 * the n-th glyph that is added has the character id n.
 *
 * <p>Outlines are all that is kept: where a glyph stands was settled when the text was shaped.
 */
final class CompactFont {

    private static final int UNITS = 1000;
    private static final int FIRST_OWN_STRING = 391;

    private static final int OPERATOR_CHARSET = 15;
    private static final int OPERATOR_CHAR_STRINGS = 17;
    private static final int OPERATOR_PRIVATE = 18;
    private static final int OPERATOR_ROS = (12 << 8) | 30;
    private static final int OPERATOR_CID_COUNT = (12 << 8) | 34;
    private static final int OPERATOR_FONTS = (12 << 8) | 36;
    private static final int OPERATOR_SELECT = (12 << 8) | 37;

    private static final int MOVE = 21;
    private static final int LINE = 5;
    private static final int CURVE = 8;
    private static final int END = 14;

    private final String name;
    private final List<byte[]> glyphs = new ArrayList<>();

    CompactFont(String name) {
        this.name = name;
        glyphs.add(new byte[] {END});
    }

    /** @param outline at a size of 1,000, growing downwards as the screen does */
    void add(Shape outline) {
        glyphs.add(charString(outline));
    }

    byte[] bytes() {
        var header = new byte[] {1, 0, 4, 4};
        var names = index(List.of(ascii(name)));
        var strings = index(List.of(ascii("Adobe"), ascii("Identity")));
        var subroutines = index(List.of());
        var charset = charset();
        var select = select();
        var charStrings = index(glyphs);
        var dictionary = index(List.of(dictionary(0, 0, 0, 0)));
        int at = header.length + names.length + dictionary.length + strings.length + subroutines.length;
        int selectAt = at + charset.length;
        int charStringsAt = selectAt + select.length;
        int fontsAt = charStringsAt + charStrings.length;
        var fonts = index(List.of(privateOf(0)));
        fonts = index(List.of(privateOf(fontsAt + fonts.length)));

        var file = new ByteArrayOutputStream();
        file.writeBytes(header);
        file.writeBytes(names);
        file.writeBytes(index(List.of(dictionary(at, selectAt, charStringsAt, fontsAt))));
        file.writeBytes(strings);
        file.writeBytes(subroutines);
        file.writeBytes(charset);
        file.writeBytes(select);
        file.writeBytes(charStrings);
        file.writeBytes(fonts);
        return file.toByteArray();
    }

    /** Every offset takes five bytes, so that the length does not depend on where things lie. */
    private byte[] dictionary(int charset, int select, int charStrings, int fonts) {
        var bytes = new ByteArrayOutputStream();
        offset(bytes, FIRST_OWN_STRING);
        offset(bytes, FIRST_OWN_STRING + 1);
        offset(bytes, 0);
        operator(bytes, OPERATOR_ROS);
        offset(bytes, glyphs.size());
        operator(bytes, OPERATOR_CID_COUNT);
        offset(bytes, charset);
        operator(bytes, OPERATOR_CHARSET);
        offset(bytes, select);
        operator(bytes, OPERATOR_SELECT);
        offset(bytes, charStrings);
        operator(bytes, OPERATOR_CHAR_STRINGS);
        offset(bytes, fonts);
        operator(bytes, OPERATOR_FONTS);
        return bytes.toByteArray();
    }

    /** A private dictionary of no length: no hints, no widths of its own. */
    private static byte[] privateOf(int at) {
        var bytes = new ByteArrayOutputStream();
        offset(bytes, 0);
        offset(bytes, at);
        operator(bytes, OPERATOR_PRIVATE);
        return bytes.toByteArray();
    }

    /** Format 2, one range: the n-th glyph is character id n. */
    private byte[] charset() {
        var bytes = new ByteArrayOutputStream();
        if (glyphs.size() > 1) {
            bytes.write(2);
            two(bytes, 1);
            two(bytes, glyphs.size() - 2);
        }
        return bytes.toByteArray();
    }

    /** Format 3, one range: every glyph belongs to the only font. */
    private byte[] select() {
        var bytes = new ByteArrayOutputStream();
        bytes.write(3);
        two(bytes, 1);
        two(bytes, 0);
        bytes.write(0);
        two(bytes, glyphs.size());
        return bytes.toByteArray();
    }

    private static byte[] index(List<byte[]> objects) {
        var bytes = new ByteArrayOutputStream();
        two(bytes, objects.size());
        if (objects.isEmpty()) {
            return bytes.toByteArray();
        }
        bytes.write(4);
        int at = 1;
        four(bytes, at);
        for (var object : objects) {
            at += object.length;
            four(bytes, at);
        }
        objects.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    private static byte[] charString(Shape outline) {
        var pen = new Pen();
        var corners = new double[6];
        var upright = AffineTransform.getScaleInstance(1, -1);
        for (var path = outline.getPathIterator(upright); !path.isDone(); path.next()) {
            switch (path.currentSegment(corners)) {
                case PathIterator.SEG_MOVETO -> pen.draw(MOVE, corners, 2);
                case PathIterator.SEG_LINETO -> pen.draw(LINE, corners, 2);
                case PathIterator.SEG_QUADTO -> pen.draw(CURVE, pen.cubic(corners), 6);
                case PathIterator.SEG_CUBICTO -> pen.draw(CURVE, corners, 6);
                default -> {
                    // A path is closed by the next one and by the end.
                }
            }
        }
        pen.bytes.write(END);
        return pen.bytes.toByteArray();
    }

    /** Draws by differences between whole numbers, so that rounding does not add up. */
    private static final class Pen {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private double exactX;
        private double exactY;
        private int x;
        private int y;

        void draw(int operator, double[] corners, int count) {
            for (int i = 0; i < count; i += 2) {
                exactX = corners[i];
                exactY = corners[i + 1];
                int nextX = (int) Math.round(exactX);
                int nextY = (int) Math.round(exactY);
                number(bytes, nextX - x);
                number(bytes, nextY - y);
                x = nextX;
                y = nextY;
            }
            bytes.write(operator);
        }

        /** A curve of TrueType, as one of PostScript. */
        double[] cubic(double[] corners) {
            double bendX = corners[0];
            double bendY = corners[1];
            double endX = corners[2];
            double endY = corners[3];
            return new double[] {
                exactX + (bendX - exactX) * 2 / 3,
                exactY + (bendY - exactY) * 2 / 3,
                endX + (bendX - endX) * 2 / 3,
                endY + (bendY - endY) * 2 / 3,
                endX,
                endY
            };
        }
    }

    private static void number(ByteArrayOutputStream bytes, int number) {
        if (number >= -107 && number <= 107) {
            bytes.write(number + 139);
        } else {
            bytes.write(28);
            two(bytes, Math.clamp(number, -32 * UNITS, 32 * UNITS));
        }
    }

    private static void offset(ByteArrayOutputStream bytes, int offset) {
        bytes.write(29);
        four(bytes, offset);
    }

    private static void operator(ByteArrayOutputStream bytes, int operator) {
        if (operator > 0xFF) {
            bytes.write(operator >> 8);
        }
        bytes.write(operator);
    }

    private static void two(ByteArrayOutputStream bytes, int value) {
        bytes.write(value >> 8);
        bytes.write(value);
    }

    private static void four(ByteArrayOutputStream bytes, int value) {
        two(bytes, value >> 16);
        two(bytes, value);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
