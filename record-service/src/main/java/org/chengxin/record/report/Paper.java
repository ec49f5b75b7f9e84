package org.chengxin.record.report;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;

/** Pages of A4 that are written from the top to the bottom. */
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

    private final Shaping shaping;
    private final TypeCase types = new TypeCase();
    private final List<Sheet> sheets = new ArrayList<>();
    private float y;

    Paper(Typefaces typefaces) {
        shaping = new Shaping(typefaces);
    }

    void gap(float height) {
        y -= height;
    }

    /** Begins a new page unless so much of this one is left. */
    void keep(float height) {
        if (sheets.isEmpty() || y - height < BOTTOM) {
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
        sheet().band(MARGIN, y - 21, WIDTH, 21, BAND);
        y -= 14.5f;
        var taken = width(right, 9);
        put(fitting(left, 10.5f, WIDTH - taken - 28), 10.5f, 8, BLUE);
        put(right, 9, WIDTH - 8 - taken, GREY);
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
        sheet().rule(MARGIN, y, WIDTH, thickness, color);
    }

    /** Puts the pages into the document, each with its number at its foot. */
    void close(String left, PDDocument document) throws IOException {
        var resources = new COSDictionary();
        var font = new COSDictionary();
        var fonts = new COSDictionary();
        fonts.setItem(Sheet.FONT, font);
        resources.setItem(COSName.FONT, fonts);
        for (var index = 0; index < sheets.size(); index++) {
            foot(left, index);
            var page = new PDPage(PDRectangle.A4);
            page.setResources(new PDResources(resources));
            page.setContents(new PDStream(
                    document, new ByteArrayInputStream(sheets.get(index).bytes()), COSName.FLATE_DECODE));
            document.addPage(page);
        }
        types.fill(font, document);
    }

    private void foot(String left, int index) throws IOException {
        var sheet = sheets.get(index);
        sheet.rule(MARGIN, 46, WIDTH, 0.4f, HAIRLINE);
        sheet.text(shaping.of(left), 8, MARGIN, 34, GREY);
        var number = "第 " + (index + 1) + " 页，共 " + sheets.size() + " 页";
        sheet.text(shaping.of(number), 8, MARGIN + WIDTH - width(number, 8), 34, GREY);
    }

    private record Cell(float x, float width, String text, Color color) {}

    /** Texts beside each other, each broken within its own width; their lines stay on one page. */
    private void cells(List<Cell> cells, float size) throws IOException {
        var columns = new ArrayList<List<String>>();
        for (var cell : cells) {
            columns.add(Lines.of(cell.text(), shaping::width, cell.width() / size * Typefaces.UNITS));
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
        sheet().text(shaping.of(text), size, MARGIN + x, y, color);
    }

    private String fitting(String text, float size, float wide) {
        if (width(text, size) <= wide) {
            return text;
        }
        return Lines.of(text, shaping::width, (wide - width("…", size)) / size * Typefaces.UNITS)
                        .getFirst() + "…";
    }

    private float width(String text, float size) {
        return (float) (shaping.width(text) / Typefaces.UNITS * size);
    }

    private Sheet sheet() {
        if (sheets.isEmpty()) {
            turn();
        }
        return sheets.getLast();
    }

    private void turn() {
        sheets.add(new Sheet(types));
        y = PDRectangle.A4.getHeight() - MARGIN;
    }
}
