package org.chengxin.record.report;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The glyphs that a document has used so far, whatever font each came from, as one font of the PDF: embedded, nothing in it that
 * is not used, and each with the text that it stands for, so that it can be searched, copied and read aloud.
 */
final class TypeCase {

    private static final String NAME = "CXREPT+Chengxin";
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
    private static final int MOST_IN_A_BLOCK = 100;

    /** The same glyph with another text is another character: extraction must give back what was written. */
    private record Type(Font font, int code, String text) {}

    private final CompactFont outlines = new CompactFont(NAME);
    private final Map<Type, Integer> ids = new HashMap<>();
    private final COSArray widths = new COSArray();
    private final StringBuilder texts = new StringBuilder();
    private int texted;

    /** The two bytes by which a page names this glyph. */
    int id(Shaping.Glyph glyph) {
        return ids.computeIfAbsent(new Type(glyph.font(), glyph.code(), glyph.text()), this::add);
    }

    /** In thousandths of the size. */
    int width(int id) {
        return ((COSInteger) widths.get(id - 1)).intValue();
    }

    private int add(Type type) {
        int id = ids.size() + 1;
        var drawn = type.font().createGlyphVector(EXACT, new int[] {type.code()});
        outlines.add(drawn.getGlyphOutline(0));
        widths.add(COSInteger.get(Math.round(drawn.getGlyphMetrics(0).getAdvanceX())));
        if (!type.text().isEmpty()) {
            var utf16 = type.text().getBytes(StandardCharsets.UTF_16BE);
            texts.append(String.format(
                    Locale.ROOT,
                    "<%04X> <%s>\n",
                    id,
                    HexFormat.of().withUpperCase().formatHex(utf16)));
            texted++;
        }
        return id;
    }

    /** Writes the font into the dictionary that the pages name. */
    void fill(COSDictionary font, PDDocument document) throws IOException {
        font.setItem(COSName.TYPE, COSName.FONT);
        font.setItem(COSName.SUBTYPE, COSName.TYPE0);
        font.setName(COSName.BASE_FONT, NAME);
        font.setItem(COSName.ENCODING, COSName.IDENTITY_H);
        font.setItem(COSName.TO_UNICODE, stream(document, toUnicode().getBytes(StandardCharsets.US_ASCII)));
        var descendants = new COSArray();
        descendants.add(descendant(document));
        font.setItem(COSName.DESCENDANT_FONTS, descendants);
    }

    private COSDictionary descendant(PDDocument document) throws IOException {
        var system = new COSDictionary();
        system.setString(COSName.REGISTRY, "Adobe");
        system.setString(COSName.ORDERING, "Identity");
        system.setInt(COSName.SUPPLEMENT, 0);
        var wide = new COSArray();
        wide.add(COSInteger.ONE);
        wide.add(widths);
        var font = new COSDictionary();
        font.setItem(COSName.TYPE, COSName.FONT);
        font.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE0);
        font.setName(COSName.BASE_FONT, NAME);
        font.setItem(COSName.CIDSYSTEMINFO, system);
        font.setItem(COSName.W, wide);
        font.setItem(COSName.FONT_DESC, descriptor(document));
        return font;
    }

    private COSDictionary descriptor(PDDocument document) throws IOException {
        var file = stream(document, outlines.bytes());
        file.setItem(COSName.SUBTYPE, COSName.getPDFName("CIDFontType0C"));
        var box = new COSArray();
        for (int edge : new int[] {-1000, -1000, 3000, 1800}) {
            box.add(COSInteger.get(edge));
        }
        var descriptor = new COSDictionary();
        descriptor.setItem(COSName.TYPE, COSName.FONT_DESC);
        descriptor.setName(COSName.FONT_NAME, NAME);
        descriptor.setInt(COSName.FLAGS, 4);
        descriptor.setItem(COSName.FONT_BBOX, box);
        descriptor.setInt(COSName.ITALIC_ANGLE, 0);
        descriptor.setInt(COSName.ASCENT, 880);
        descriptor.setInt(COSName.DESCENT, -120);
        descriptor.setInt(COSName.CAP_HEIGHT, 733);
        descriptor.setInt(COSName.STEM_V, 80);
        descriptor.setItem(COSName.FONT_FILE3, file);
        return descriptor;
    }

    private String toUnicode() {
        var map = new StringBuilder("""
                /CIDInit /ProcSet findresource begin
                12 dict begin
                begincmap
                /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
                /CMapName /Adobe-Identity-UCS def
                /CMapType 2 def
                1 begincodespacerange
                <0000> <FFFF>
                endcodespacerange
                """);
        var entries = texts.toString().lines().toList();
        for (int from = 0; from < texted; from += MOST_IN_A_BLOCK) {
            int to = Math.min(texted, from + MOST_IN_A_BLOCK);
            map.append(to - from).append(" beginbfchar\n");
            entries.subList(from, to).forEach(entry -> map.append(entry).append('\n'));
            map.append("endbfchar\n");
        }
        return map.append("""
                endcmap
                CMapName currentdict /CMap defineresource pop
                end
                end
                """).toString();
    }

    private static COSStream stream(PDDocument document, byte[] content) throws IOException {
        var stream = document.getDocument().createCOSStream();
        try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(content);
        }
        return stream;
    }

    /** The glyph as a page writes it. */
    static COSString written(int id) {
        return new COSString(new byte[] {(byte) (id >> 8), (byte) id});
    }
}
