package org.chengxin.record.report;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.ContentStreamWriter;

/** What stands on one page; the font has one name on all of them. */
final class Sheet {

    static final COSName FONT = COSName.getPDFName("F");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ContentStreamWriter out = new ContentStreamWriter(bytes);
    private final TypeCase types;

    Sheet(TypeCase types) {
        this.types = types;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    void band(float x, float y, float width, float height, Color color) throws IOException {
        color(OperatorName.NON_STROKING_RGB, color);
        say("re", number(x), number(y), number(width), number(height));
        say("f");
    }

    void rule(float x, float y, float width, float thickness, Color color) throws IOException {
        color(OperatorName.STROKING_COLOR_RGB, color);
        say("w", number(thickness));
        say("m", number(x), number(y));
        say("l", number(x + width), number(y));
        say("S");
    }

    void text(Shaping.Line line, float size, float x, float y, Color color) throws IOException {
        say("BT");
        color(OperatorName.NON_STROKING_RGB, color);
        say("Tf", FONT, number(size));
        say("Td", number(x), number(y));
        glyphs(line, size);
        say("ET");
    }

    /** The pen stands behind each glyph by that glyph's own width; where the next stands elsewhere, it is moved. */
    private void glyphs(Shaping.Line line, float size) throws IOException {
        var row = new COSArray();
        double pen = 0;
        double rise = 0;
        for (var glyph : line.glyphs()) {
            if (glyph.y() != rise) {
                say("TJ", row);
                row = new COSArray();
                rise = glyph.y();
                say("Ts", number((float) (rise * size / Typefaces.UNITS)));
            }
            long back = Math.round(pen - glyph.x());
            if (back != 0) {
                row.add(COSInteger.get(back));
                pen -= back;
            }
            int id = types.id(glyph);
            row.add(TypeCase.written(id));
            pen += types.width(id);
        }
        say("TJ", row);
        if (rise != 0) {
            say("Ts", number(0));
        }
    }

    private void color(String operator, Color color) throws IOException {
        say(operator, number(color.getRed() / 255f), number(color.getGreen() / 255f), number(color.getBlue() / 255f));
    }

    private void say(String operator, COSBase... operands) throws IOException {
        for (var operand : operands) {
            out.writeToken(operand);
        }
        out.writeToken(Operator.getOperator(operator));
    }

    private static COSFloat number(float value) {
        return new COSFloat(Math.round(value * 1000) / 1000f);
    }
}
