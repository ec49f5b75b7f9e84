package org.chengxin.record.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reader sees on paper, in every script that a name or fact can be written in. */
class PaperTest {

    private static final Typefaces TYPEFACES = new Typefaces("");

    private final Shaping shaping = new Shaping(TYPEFACES);

    @Test
    void everyCharacterOfTheGeneralStandardTableIsShown() throws IOException {
        var table = read("/fonts/general-standard-characters.txt").replace("\n", "");

        assertThat(table.codePointCount(0, table.length())).isEqualTo(8105);
        assertThat(shaping.legible(table)).isEqualTo(table);
        assertThat(shaping.of(table).glyphs()).noneMatch(glyph -> glyph.code() == 0);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ideographs, 4E00, 9FA5",
        "ideographs of extension A, 3400, 4DB5",
        "letters, 20, 7E",
        "letters with accents, A1, 24F",
        "Greek, 391, 3C9",
        "Cyrillic, 410, 45F",
        "punctuation, 3001, 3020",
        "full width, FF01, FF5E",
        "numbers in circles, 2460, 249B",
        "kana, 3041, 30FE",
        "bopomofo, 3105, 312D",
        "Hangul, AC00, D7A3",
        "Arabic of Uyghur Kazakh and Kirghiz, 621, 64A",
        "more of them, 671, 6D3",
        "Tibetan, F40, F6C",
        "Mongolian Todo Sibe and Manchu, 1820, 1877",
        "Yi, A000, A48C",
        "radicals of Yi, A490, A4C6",
        "Tai Le, 1950, 196D",
        "New Tai Lue, 1980, 19AB",
        "Tai Tham, 1A20, 1A54",
        "Lisu, A4D0, A4FF",
        "Phags-pa, A840, A877"
    })
    void everyCharacterOfEachScriptIsShown(String script, String from, String to) {
        var characters = IntStream.rangeClosed(Integer.parseInt(from, 16), Integer.parseInt(to, 16))
                .filter(Character::isDefined)
                .filter(c -> c != 0xAD)
                .mapToObj(Character::toString)
                .toList();

        assertThat(characters).isNotEmpty().allSatisfy(character -> {
            assertThat(shaping.legible(character)).isEqualTo(character);
            assertThat(shaping.of(character).glyphs()).noneMatch(glyph -> glyph.code() == 0);
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "rare ideographs, 𬭎𫖯𬀩䶮𠮷",
        "Yi, ꆈꌠ",
        "Tibetan, བཀྲ་ཤིས",
        "Uyghur, ئايگۈل",
        "Mongolian, ᠮᠣᠩᠭᠣᠯ",
        "New Tai Lue, ᦺᦑᦟᦹᧉ",
        "Tai Le, ᥖᥭᥰᥘᥫᥴ",
        "Lisu, ꓡꓲꓢꓳ"
    })
    void whatIsWrittenCanBeReadOutOfThePaper(String script, String name) throws IOException {
        assertThat(read(printed(name))).contains(name);
    }

    @Test
    void lettersAreJoinedAndStackedAsTheirScriptsWant() {
        assertThat(shaping.of("ئا").glyphs())
                .as("beside each other they have other shapes than alone")
                .extracting(Shaping.Glyph::code)
                .isNotEqualTo(shaping.of("ا ئ").glyphs().stream()
                        .filter(glyph -> !glyph.text().isBlank())
                        .map(Shaping.Glyph::code)
                        .toList());
        assertThat(shaping.of("ཀྲ").width())
                .as("one stands below the other")
                .isLessThan(shaping.of("ཀར").width());
        assertThat(shaping.of("ᠮᠣ").glyphs())
                .extracting(Shaping.Glyph::code)
                .doesNotContainAnyElementsOf(shaping.of("ᠣ").glyphs().stream()
                        .map(Shaping.Glyph::code)
                        .toList());
    }

    @Test
    void whatRunsFromRightToLeftBeginsAtTheRight() {
        var glyphs = shaping.of("ABC ئايگۈل").glyphs();

        assertThat(glyphs.stream().map(Shaping.Glyph::text).collect(Collectors.joining()))
                .isEqualTo("ABC " + new StringBuilder("ئايگۈل").reverse());
    }

    @Test
    void anAccentStandsOnItsLetter() throws IOException {
        assertThat(shaping.of("e\u0301").width()).isEqualTo(shaping.of("é").width());
        assertThat(read(printed("e\u0301"))).contains("e\u0301");
    }

    @Test
    void aLineEndsWhereTheWriterEndedIt() throws IOException {
        assertThat(read(printed("第一行\n第二行\r\n第三行\u2028第四行")).lines()).contains("第二行", "第三行", "第四行");
    }

    @Test
    void nothingStandsForWhatShowsNothing() {
        assertThat(shaping.width("甲\u200b乙\u2060丙\ufeff")).isEqualTo(shaping.width("甲乙丙"));
        assertThat(shaping.width("甲\u200d乙")).isEqualTo(shaping.width("甲乙"));
    }

    @Test
    void whatNoFontShowsIsNamedByItsCode() throws IOException {
        assertThat(read(printed("甲𠀀乙\uE81E丙\u0007丁\ud842戊"))).contains("甲[U+20000]乙[U+E81E]丙[U+0007]丁[U+D842]戊");
    }

    @Test
    void aFolderOfMoreFontsShowsMore() throws URISyntaxException {
        var folder = Path.of(new URI(String.valueOf(PaperTest.class.getResource("/more/fonts"))));

        assertThat(shaping.legible("ก")).isEqualTo("[U+0E01]");
        assertThat(new Shaping(new Typefaces(folder.toString())).legible("ก")).isEqualTo("ก");
    }

    @Test
    void onlyWhatIsUsedIsEmbedded() throws IOException {
        var bytes = printed("测试甲");

        assertThat(bytes.length).isLessThan(20_000);
        try (var document = Loader.loadPDF(bytes)) {
            var fonts = document.getPage(0).getResources();
            assertThat(fonts.getFontNames()).hasSize(1);
            assertThat(fonts.getFont(COSName.getPDFName("F")).isEmbedded()).isTrue();
        }
    }

    private static byte[] printed(String text) throws IOException {
        try (var document = new PDDocument()) {
            var paper = new Paper(TYPEFACES);
            paper.entry("摘要", text);
            paper.close("报告", document);
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static String read(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static String read(String resource) throws IOException {
        try (var in = PaperTest.class.getResourceAsStream(resource)) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
