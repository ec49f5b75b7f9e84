package org.chengxin.record.report;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/** Pages of A4 that are written from the top to the bottom, in one font, with its Chinese rules of line breaking. */
final class Paper {

    static final Color INK = new Color(0x22, 0x22, 0x22);
    static final Color GREY = new Color(0x66, 0x6b, 0x73);
    static final Color BLUE = new Color(0x1f, 0x3a, 0x5f);
    private static final Color BAND = new Color(0xee, 0xf1, 0xf5);
    private static final Color HAIRLINE = new Color(0xc9, 0xcf, 0xd6);

    private static final float MARGIN = 54;
    private static final float BOTTOM = 66;
    private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private static final float LEADING = 1.55f;

    private final PDDocument document;
    private final PDType0Font font;
    private final TrueTypeFont glyphs;
    private @Nullable PDPageContentStream page;
    private float y;

    Paper(PDDocument document, TrueTypeFont glyphs) throws IOException {
        this.document = document;
        this.glyphs = glyphs;
        this.font = PDType0Font.load(document, glyphs, true);
    }

    void gap(float height) {
        y -= height;
    }

    /** Begins a new page unless so much of this one is left. */
    void keep(float height) throws IOException {
        if (page == null || y - height < BOTTOM) {
            turn();
        }
    }

    void text(String text, float size, Color color) throws IOException {
        cells(List.of(new Cell(0, WIDTH, text, color)), size);
    }

    /** A heading with a line under it. */
    void heading(String text) throws IOException {
        gap(16);
        keep(70);
        text(text, 13, BLUE);
        gap(5);
        rule(BLUE, 0.8f);
        gap(3);
    }

    /** A band with something at its left and something at its right. */
    void band(String left, String right) throws IOException {
        keep(90);
        var stream = stream();
        stream.setNonStrokingColor(BAND);
        stream.addRect(MARGIN, y - 21, WIDTH, 21);
        stream.fill();
        y -= 14.5f;
        var shownRight = shown(right);
        var taken = width(shownRight, 9);
        put(fitting(shown(left), 10.5f, WIDTH - taken - 28), 10.5f, 8, BLUE);
        put(shownRight, 9, WIDTH - 8 - taken, GREY);
        y -= 8;
    }

    /** A label in a narrow column and what it says beside it. */
    void entry(String label, String value) throws IOException {
        cells(List.of(new Cell(8, 64, label, GREY), new Cell(76, WIDTH - 84, value, INK)), 9);
    }

    /** Two such pairs in one line. */
    void entries(String label, String value, String otherLabel, String otherValue) throws IOException {
        var half = WIDTH / 2;
        cells(
                List.of(
                        new Cell(8, 64, label, GREY),
                        new Cell(76, half - 84, value, INK),
                        new Cell(half + 8, 64, otherLabel, GREY),
                        new Cell(half + 76, half - 84, otherValue, INK)),
                9);
    }

    /** A row of a table; the widths are shares of the line. */
    void row(List<String> texts, List<Float> shares, Color color) throws IOException {
        var cells = new ArrayList<Cell>();
        var x = 8f;
        for (var index = 0; index < texts.size(); index++) {
            var wide = shares.get(index) * (WIDTH - 16);
            cells.add(new Cell(x, wide - 6, texts.get(index), color));
            x += wide;
        }
        cells(cells, 8.5f);
        gap(3);
        rule(HAIRLINE, 0.4f);
        gap(1);
    }

    void rule(Color color, float thickness) throws IOException {
        var stream = stream();
        stream.setStrokingColor(color);
        stream.setLineWidth(thickness);
        stream.moveTo(MARGIN, y);
        stream.lineTo(MARGIN + WIDTH, y);
        stream.stroke();
    }

    /** What stands at the foot of each page, with its number. */
    void close(String left) throws IOException {
        if (page != null) {
            page.close();
        }
        var pages = document.getNumberOfPages();
        for (var index = 0; index < pages; index++) {
            try (var foot = new PDPageContentStream(
                    document, document.getPage(index), PDPageContentStream.AppendMode.APPEND, true)) {
                page = foot;
                y = 46;
                rule(HAIRLINE, 0.4f);
                y = 34;
                put(shown(left), 8, 0, GREY);
                var number = "第 " + (index + 1) + " 页，共 " + pages + " 页";
                put(number, 8, WIDTH - width(number, 8), GREY);
            }
        }
    }

    private record Cell(float x, float width, String text, Color color) {}

    /** Texts beside each other, each broken within its own width; their lines stay on one page. */
    private void cells(List<Cell> cells, float size) throws IOException {
        var columns = new ArrayList<List<String>>();
        for (var cell : cells) {
            columns.add(Lines.of(shown(cell.text()), text -> width(text, size) <= cell.width()));
        }
        var count = columns.stream().mapToInt(List::size).max().orElse(0);
        for (var nth = 0; nth < count; nth++) {
            keep(size * LEADING);
            y -= size * LEADING;
            for (var column = 0; column < cells.size(); column++) {
                if (nth < columns.get(column).size()) {
                    put(
                            columns.get(column).get(nth),
                            size,
                            cells.get(column).x(),
                            cells.get(column).color());
                }
            }
        }
    }

    private void put(String text, float size, float x, Color color) throws IOException {
        var stream = stream();
        stream.beginText();
        stream.setFont(font, size);
        stream.setNonStrokingColor(color);
        stream.newLineAtOffset(MARGIN + x, y);
        stream.showText(text);
        stream.endText();
    }

    private String fitting(String text, float size, float wide) {
        var lines = Lines.of(text, part -> width(part + "…", size) <= wide);
        return lines.size() == 1 ? lines.getFirst() : lines.getFirst() + "…";
    }

    private float width(String text, float size) {
        try {
            return font.getStringWidth(text) / 1000 * size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the font does not know must not stop a report. */
    private String shown(String text) throws IOException {
        var shown = new StringBuilder();
        for (var codePoint : text.codePoints().toArray()) {
            shown.append(
                    Character.isISOControl(codePoint)
                                    || glyphs.getUnicodeCmapLookup().getGlyphId(codePoint) == 0
                            ? "□"
                            : Character.toString(codePoint));
        }
        return shown.toString();
    }

    private PDPageContentStream stream() throws IOException {
        return page == null ? turn() : page;
    }

    private PDPageContentStream turn() throws IOException {
        if (page != null) {
            page.close();
        }
        var next = new PDPage(PDRectangle.A4);
        document.addPage(next);
        var begun = new PDPageContentStream(document, next);
        page = begun;
        y = PDRectangle.A4.getHeight() - MARGIN;
        return begun;
    }
}
