package org.chengxin.record.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.fontbox.cff.CFFCIDFont;
import org.apache.fontbox.cff.CFFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.api.Test;

/** A reader of its own finds in the file what was put into it. */
class CompactFontTest {

    private static final int GRID = 100;

    @Test
    void eachGlyphComesBackAsItWas() throws IOException {
        var shaping = new Shaping(new Typefaces(""));
        // One of PostScript's curves, one of TrueType's, one of straight lines, one far from its origin, one that is
        // empty.
        var outlines = shaping.of("永ཀ一ᠮ ").glyphs().stream()
                .map(glyph -> glyph.font()
                        .createGlyphVector(new FontRenderContext(null, true, true), new int[] {glyph.code()})
                        .getGlyphOutline(0))
                .toList();

        var font = read(outlines);

        assertThat(font.getNumCharStrings()).isEqualTo(outlines.size() + 1);
        for (int i = 0; i < outlines.size(); i++) {
            assertThat(differenceOf(
                            upright(outlines.get(i)),
                            font.getType2CharString(i + 1).getPath()))
                    .isLessThan(0.01);
        }
    }

    @Test
    void manyGlyphsHaveTheirOwnPlaces() throws IOException {
        var outlines = IntStream.rangeClosed(1, 3000)
                .mapToObj(i -> (Shape) new Rectangle(0, -i, 10, i))
                .toList();

        var font = read(outlines);

        assertThat(font.getType2CharString(1).getBounds().getHeight()).isEqualTo(1);
        assertThat(font.getType2CharString(3000).getBounds().getHeight()).isEqualTo(3000);
    }

    private static CFFCIDFont read(List<Shape> outlines) throws IOException {
        var font = new CompactFont("TEST");
        outlines.forEach(font::add);
        return (CFFCIDFont)
                new CFFParser().parse(new RandomAccessReadBuffer(font.bytes())).getFirst();
    }

    private static Shape upright(Shape outline) {
        return AffineTransform.getScaleInstance(1, -1).createTransformedShape(outline);
    }

    /** The share of a grid over both on which one has ink and the other none. */
    private static double differenceOf(Shape before, Path2D after) {
        var bounds = before.getBounds2D().createUnion(after.getBounds2D());
        long different = 0;
        for (int column = 0; column < GRID; column++) {
            for (int row = 0; row < GRID; row++) {
                double x = bounds.getMinX() + (column + 0.5) / GRID * bounds.getWidth();
                double y = bounds.getMinY() + (row + 0.5) / GRID * bounds.getHeight();
                different += before.contains(x, y) == after.contains(x, y) ? 0 : 1;
            }
        }
        return (double) different / GRID / GRID;
    }
}
