package org.chengxin.repair.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionGoTo;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFileAttachment;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationRubberStamp;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each trick by which a PDF could do more than show its pages. */
class CleanPdfTest {

    private static final String SAYS = "Paid in full";
    private static final String SECRET = "left behind by its sender";

    /** Puts something into a document that shows one page. */
    private interface Trick {

        void on(PDDocument document, PDPage page) throws IOException;
    }

    /** What stays behind while the page is taken. */
    private enum StaysBehind implements Trick {
        LINK_TO_THE_WEB {
            @Override
            public void on(PDDocument document, PDPage page) throws IOException {
                var action = new PDActionURI();
                action.setURI("https://example.org/" + SECRET);
                var link = new PDAnnotationLink();
                link.setRectangle(new PDRectangle(10, 10, 100, 20));
                link.setAction(action);
                page.getAnnotations().add(link);
            }
        },
        LINK_TO_ANOTHER_FILE {
            @Override
            public void on(PDDocument document, PDPage page) throws IOException {
                var action = new COSDictionary();
                action.setName(COSName.S, "GoToR");
                action.setString(COSName.F, SECRET);
                var link = new PDAnnotationLink();
                link.setRectangle(new PDRectangle(10, 10, 100, 20));
                link.getCOSObject().setItem(COSName.A, action);
                page.getAnnotations().add(link);
            }
        },
        OPENING_AT_A_PAGE {
            @Override
            public void on(PDDocument document, PDPage page) {
                var action = new PDActionGoTo();
                action.getCOSObject().setString(COSName.D, SECRET);
                document.getDocumentCatalog().setOpenAction(action);
            }
        },
        ACTION_OF_THE_PAGE {
            @Override
            public void on(PDDocument document, PDPage page) {
                var action = new PDActionURI();
                action.setURI("https://example.org/" + SECRET);
                var actions = new COSDictionary();
                actions.setItem(COSName.O, action);
                page.getCOSObject().setItem(COSName.AA, actions);
            }
        },
        SUBMITTING_A_FORM {
            @Override
            public void on(PDDocument document, PDPage page) {
                var action = new COSDictionary();
                action.setName(COSName.S, "SubmitForm");
                action.setString(COSName.F, "https://example.org/" + SECRET);
                document.getDocumentCatalog().getCOSObject().setItem(COSName.AA, action);
            }
        },
        EMBEDDED_FILE {
            @Override
            public void on(PDDocument document, PDPage page) throws IOException {
                var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
                var tree = new PDEmbeddedFilesNameTreeNode();
                tree.setNames(Map.of("invoice.xml", attached(document)));
                names.setEmbeddedFiles(tree);
                document.getDocumentCatalog().setNames(names);
            }
        },
        ATTACHED_FILE {
            @Override
            public void on(PDDocument document, PDPage page) throws IOException {
                var attachment = new PDAnnotationFileAttachment();
                attachment.setRectangle(new PDRectangle(10, 10, 20, 20));
                attachment.setFile(attached(document));
                page.getAnnotations().add(attachment);
            }
        },
        ASSOCIATED_FILE_OF_A_PICTURE {
            @Override
            public void on(PDDocument document, PDPage page) throws IOException {
                var image =
                        LosslessFactory.createFromImage(document, new BufferedImage(5, 5, BufferedImage.TYPE_INT_RGB));
                image.getCOSObject().setItem(COSName.getPDFName("AF"), attached(document));
                page.getResources().add(image);
            }
        },
        BOOKMARK {
            @Override
            public void on(PDDocument document, PDPage page) {
                var outline = new PDDocumentOutline();
                var item = new PDOutlineItem();
                item.setTitle(SECRET);
                outline.addLast(item);
                document.getDocumentCatalog().setDocumentOutline(outline);
            }
        },
        DATA_OF_ITS_MAKER {
            @Override
            public void on(PDDocument document, PDPage page) {
                var data = new COSDictionary();
                data.setString(COSName.getPDFName("Private"), SECRET);
                page.getCOSObject().setItem(COSName.getPDFName("PieceInfo"), data);
                page.getResources().getCOSObject().setItem(COSName.getPDFName("Chest"), data);
            }
        };

        private static PDComplexFileSpecification attached(PDDocument document) throws IOException {
            var file =
                    new PDEmbeddedFile(document, new ByteArrayInputStream(SECRET.getBytes(StandardCharsets.US_ASCII)));
            var specification = new PDComplexFileSpecification();
            specification.setFile("invoice.xml");
            specification.setEmbeddedFile(file);
            return specification;
        }
    }

    /** What is not taken. */
    private enum Refused implements Trick {
        SCRIPT_WHEN_OPENED {
            @Override
            public void on(PDDocument document, PDPage page) {
                document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"));
            }
        },
        PROGRAM_BEHIND_A_LINK {
            @Override
            public void on(PDDocument document, PDPage page) throws IOException {
                var launch = new PDActionLaunch();
                launch.setF("calc.exe");
                var link = new PDAnnotationLink();
                link.setAction(launch);
                page.getAnnotations().add(link);
            }
        },
        FORM_THAT_DRAWS_ITSELF {
            @Override
            public void on(PDDocument document, PDPage page) {
                var form = new COSDictionary();
                form.setItem(COSName.XFA, new COSString("<xdp/>"));
                document.getDocumentCatalog().getCOSObject().setItem(COSName.ACRO_FORM, form);
            }
        },
        RICH_MEDIA {
            @Override
            public void on(PDDocument document, PDPage page) throws IOException {
                var media = new PDAnnotationLink();
                media.getCOSObject().setName(COSName.SUBTYPE, "RichMedia");
                page.getAnnotations().add(media);
            }
        },
        SCRIPT_BEHIND_A_NAME_IN_DISGUISE {
            @Override
            public void on(PDDocument document, PDPage page) {
                page.getCOSObject().setItem(COSName.getPDFName("J#53"), new COSString("app.alert(1)"));
                page.getCOSObject().setItem(COSName.getPDFName("JS"), new COSString("app.alert(1)"));
            }
        },
        CONTENT_IN_ANOTHER_FILE {
            @Override
            public void on(PDDocument document, PDPage page) {
                var stream = document.getDocument().createCOSStream();
                stream.setItem(COSName.F, new COSString("/etc/passwd"));
                page.getCOSObject().setItem(COSName.CONTENTS, stream);
            }
        },
        PACKED_TWICE {
            @Override
            public void on(PDDocument document, PDPage page) throws IOException {
                contents(document, page, packed(packed(new byte[64 * 1024 * 1024])), "FlateDecode", "FlateDecode");
            }
        },
        PACKED_ONCE_AND_SPELLED_OUT {
            @Override
            public void on(PDDocument document, PDPage page) throws IOException {
                var hex = new StringBuilder();
                for (byte one : packed(new byte[200 * 1024 * 1024])) {
                    hex.append(String.format("%02x", one));
                }
                contents(
                        document,
                        page,
                        hex.append('>').toString().getBytes(StandardCharsets.US_ASCII),
                        "ASCIIHexDecode",
                        "FlateDecode");
            }
        },
        PICTURE_OF_BILLIONS_OF_PIXELS {
            @Override
            public void on(PDDocument document, PDPage page) throws IOException {
                var image = JPEGFactory.createFromImage(document, new BufferedImage(5, 5, BufferedImage.TYPE_INT_RGB));
                image.setWidth(60_000);
                image.setHeight(60_000);
                page.getResources().add(image);
            }
        },
        BUILT_TOO_DEEPLY {
            @Override
            public void on(PDDocument document, PDPage page) {
                var deepest = new COSArray();
                var array = deepest;
                for (int i = 0; i < 200; i++) {
                    var outer = new COSArray();
                    outer.add(array);
                    array = outer;
                }
                var state = new COSDictionary();
                state.setItem(COSName.D, array);
                var states = new COSDictionary();
                states.setItem("S", state);
                page.getResources().getCOSObject().setItem(COSName.EXT_G_STATE, states);
            }
        },
        LOCKED {
            @Override
            public void on(PDDocument document, PDPage page) throws IOException {
                document.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()));
            }
        };

        private static void contents(PDDocument document, PDPage page, byte[] raw, String... filters)
                throws IOException {
            var stream = document.getDocument().createCOSStream();
            try (var out = stream.createRawOutputStream()) {
                out.write(raw);
            }
            var names = new COSArray();
            for (var filter : filters) {
                names.add(COSName.getPDFName(filter));
            }
            stream.setItem(COSName.FILTER, names);
            page.getCOSObject().setItem(COSName.CONTENTS, stream);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(StaysBehind.class)
    void thePageIsTakenAndTheRestStaysBehind(StaysBehind trick) throws Exception {
        var sent = paper(trick);
        assertThat(text(sent)).contains(SECRET);

        var clean = CleanPdf.of(sent);

        assertThat(text(clean))
                .doesNotContain(SECRET, "example.org", "/Annots", "/Names", "/AA", "/OpenAction", "/Outlines");
        assertThat(shown(clean)).contains(SAYS);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Refused.class)
    void whatRunsHidesOrGrowsIsNotTaken(Refused trick) throws Exception {
        var sent = paper(trick);

        assertThatThrownBy(() -> CleanPdf.of(sent)).isInstanceOf(UnsafeFile.class);
    }

    @Test
    void whatStandsBehindTheEndOrBeforeTheBeginningStaysBehind() throws Exception {
        var sent = new ByteArrayOutputStream();
        sent.write(paper((_, _) -> {}));
        sent.write(("PK\3\4" + SECRET).getBytes(StandardCharsets.ISO_8859_1));

        var clean = CleanPdf.of(sent.toByteArray());

        assertThat(text(clean)).doesNotContain(SECRET).endsWith("%%EOF\n");
        assertThat(shown(clean)).contains(SAYS);
    }

    @Test
    void whatNothingLeadsToStaysBehind() throws Exception {
        var sent = text(paper((_, _) -> {}))
                .replaceFirst("\n1 0 obj", "\n99 0 obj\n(" + SECRET + ")\nendobj\n1 0 obj")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(text(CleanPdf.of(sent))).doesNotContain(SECRET);
    }

    /** The list of objects is unpacked while the file is read: nothing else may stand in the way of a bomb there. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/Filter [/FlateDecode /FlateDecode]",
                "/Filter[/Fl/Fl]",
                "/F#69lter [/FlateDecode /Flate#44ecode]",
                "/Filter % so what\n [/FlateDecode %\n /LZWDecode]",
                "/Filter 7 0 R",
                "/Filter /DCTDecode",
                "/Filter /D#43TDecode"
            })
    void aListOfObjectsThatIsPackedOddlyIsNotUnpacked(String filter) throws Exception {
        var packed = packed(packed(new byte[64 * 1024 * 1024]));
        var file = new ByteArrayOutputStream();
        file.write(("%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length " + packed.length + " " + filter
                        + " >>\nstream\n")
                .getBytes(StandardCharsets.US_ASCII));
        file.write(packed);
        file.write("\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF"
                .getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> CleanPdf.of(file.toByteArray())).isInstanceOf(UnsafeFile.class);
    }

    @Test
    void brackets() {
        var file = ("%PDF-1.7\n1 0 obj\n" + "[".repeat(2_000_000) + "\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF")
                .getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> CleanPdf.of(file)).isInstanceOf(UnsafeFile.class);
    }

    @Test
    void aSealStaysToBeSeenAndTheShareOfAPictureToo() throws Exception {
        var sent = paper((document, page) -> {
            page.getAnnotations().add(seal(document));
            var photo = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
            var pen = photo.createGraphics();
            pen.setColor(Color.BLUE);
            pen.fillRect(0, 0, 40, 40);
            pen.dispose();
            try (var content = new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, true)) {
                content.drawImage(JPEGFactory.createFromImage(document, photo), 200, 200, 40, 40);
            }
        });

        var clean = CleanPdf.of(sent);

        try (var before = Loader.loadPDF(sent);
                var after = Loader.loadPDF(clean)) {
            assertThat(after.getPage(0).getAnnotations()).isEmpty();
            var was = new PDFRenderer(before).renderImage(0);
            var is = new PDFRenderer(after).renderImage(0);
            assertThat(new Color(is.getRGB(120, was.getHeight() - 120))).isEqualTo(Color.RED);
            assertThat(new Color(is.getRGB(220, was.getHeight() - 220)).getBlue())
                    .isGreaterThan(240);
            assertThat(differences(was, is)).isZero();
        }
    }

    @Test
    void whatPagesShareIsWrittenOnce() throws Exception {
        var sent = paper((document, page) -> {
            var photo = LosslessFactory.createFromImage(document, noise());
            for (int i = 0; i < 50; i++) {
                var more = new PDPage();
                document.addPage(more);
                try (var content = new PDPageContentStream(document, more)) {
                    content.drawImage(photo, 0, 0);
                }
            }
        });

        var clean = CleanPdf.of(sent);

        assertThat(clean.length).isLessThan(sent.length + 20_000);
        assertThatCode(() -> CleanPdf.of(clean)).doesNotThrowAnyException();
    }

    private static BufferedImage noise() {
        var image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        var random = new java.util.Random(7);
        for (int i = 0; i < 200 * 200; i++) {
            image.setRGB(i % 200, i / 200, random.nextInt());
        }
        return image;
    }

    private static PDAnnotationRubberStamp seal(PDDocument document) throws IOException {
        var look = new PDAppearanceStream(document);
        look.setBBox(new PDRectangle(0, 0, 10, 10));
        look.setResources(new PDResources());
        try (var out = look.getContentStream().createOutputStream()) {
            out.write("1 0 0 rg 0 0 10 10 re f".getBytes(StandardCharsets.US_ASCII));
        }
        var looks = new PDAppearanceDictionary();
        looks.setNormalAppearance(look);
        var seal = new PDAnnotationRubberStamp();
        seal.setRectangle(new PDRectangle(100, 100, 50, 50));
        seal.setPrinted(true);
        seal.setAppearance(looks);
        return seal;
    }

    private static long differences(BufferedImage one, BufferedImage other) {
        long different = 0;
        for (int x = 0; x < one.getWidth(); x++) {
            for (int y = 0; y < one.getHeight(); y++) {
                different += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
            }
        }
        return different;
    }

    private static byte[] paper(Trick trick) throws IOException {
        try (var document = new PDDocument()) {
            var page = new PDPage();
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 700);
                content.showText(SAYS);
                content.endText();
            }
            trick.on(document, page);
            var out = new ByteArrayOutputStream();
            document.save(out, CompressParameters.NO_COMPRESSION);
            return out.toByteArray();
        }
    }

    private static byte[] packed(byte[] content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var deflate = new DeflaterOutputStream(packed)) {
            deflate.write(content);
        }
        return packed.toByteArray();
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }

    private static String shown(byte[] file) throws IOException {
        try (var document = Loader.loadPDF(file)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
