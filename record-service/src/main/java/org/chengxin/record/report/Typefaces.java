package org.chengxin.record.report;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The fonts of a report, in the order in which they are asked for a character; loaded once. */
@Component
class Typefaces {

    /** Font size at which everything is measured; a glyph's outline is kept in this unit. */
    static final float UNITS = 1000;

    /** Every script of GB 18030-2022 that has a font in the artefact (deploy/adr/0099). */
    private static final List<String> FILES = List.of(
            "NotoSansCJK-Regular.ttc",
            "Roboto-Regular.ttf",
            "NotoNaskhArabic-Regular.ttf",
            "NotoSansTibetan-Regular.ttf",
            "NotoSansMongolian-Regular.ttf",
            "NotoSansYi-Regular.ttf",
            "NotoSansTaiLe-Regular.ttf",
            "NotoSansNewTaiLue-Regular.ttf",
            "NotoSansTaiTham-Regular.ttf",
            "NotoSansLisu-Regular.ttf",
            "NotoSansPhagsPa-Regular.ttf",
            "NotoSansSymbols-Regular-Subsetted.ttf");

    /** Of the regions whose shapes one file holds, the one of our readers. */
    private static final String REGION = "CJK SC";

    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

    private final List<Font> fonts = new ArrayList<>();

    /** @param folder of more fonts, asked after ours; empty for none */
    Typefaces(@Value("${chengxin.report.fonts}") String folder) {
        doWithoutTheSystemsFonts();
        for (var file : FILES) {
            fonts.add(ours(file));
        }
        if (!folder.isEmpty()) {
            fonts.addAll(theirs(Path.of(folder)));
        }
    }

    /**
     * The first font that shows the whole cluster; white space stays with the font before it, so that words are shaped together.
     *
     * @param cluster what a reader takes for one character
     */
    Optional<Font> of(String cluster, @Nullable Font before) {
        if (before != null && cluster.isBlank() && shows(before, cluster)) {
            return Optional.of(before);
        }
        return fonts.stream().filter(font -> shows(font, cluster)).findFirst();
    }

    /** A letter with its accent may be one glyph of a font that does not hold the accent alone. */
    private static boolean shows(Font font, String cluster) {
        return showsEach(font, cluster) || showsEach(font, NFC.normalize(cluster));
    }

    private static boolean showsEach(Font font, String cluster) {
        return cluster.codePoints()
                .filter(c -> !UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT))
                .allMatch(c -> !Character.isISOControl(c) && font.canDisplay(c));
    }

    private static Font ours(String file) {
        try (var in = Typefaces.class.getResourceAsStream("/fonts/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no font " + file);
            }
            var found = Font.createFonts(in);
            return Arrays.stream(found)
                    .filter(font -> found.length == 1 || font.getFontName().contains(REGION))
                    .findFirst()
                    .orElseThrow()
                    .deriveFont(UNITS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the font " + file + " cannot be read", e);
        }
    }

    private static List<Font> theirs(Path folder) {
        try (var files = Files.list(folder)) {
            var found = new ArrayList<Font>();
            for (var file :
                    files.filter(Typefaces::isFont).sorted().map(Path::toFile).toList()) {
                found.add(first(file));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Font first(File file) throws IOException {
        try {
            return Font.createFonts(file)[0].deriveFont(UNITS);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the font " + file.getName() + " cannot be read", e);
        }
    }

    private static boolean isFont(Path file) {
        return file.getFileName().toString().toLowerCase(java.util.Locale.ROOT).matches(".*\\.(ttf|ttc|otf)");
    }

    /**
     * Java looks for the system's fonts before it opens ours, and fails on a machine that has none. This file tells it that
     * there is nothing to look for.
     */
    private static void doWithoutTheSystemsFonts() {
        if (System.getProperty("sun.awt.fontconfig") != null) {
            return;
        }
        try (InputStream none = Typefaces.class.getResourceAsStream("/fonts/fontconfig.properties")) {
            if (none == null) {
                throw new IllegalStateException("the class path has no fonts/fontconfig.properties");
            }
            var file = Files.createTempFile("fontconfig", ".properties");
            file.toFile().deleteOnExit();
            Files.write(file, none.readAllBytes());
            System.setProperty("sun.awt.fontconfig", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
