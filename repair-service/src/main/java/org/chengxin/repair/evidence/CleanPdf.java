package org.chengxin.repair.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/**
 * A PDF that shows its pages and does nothing else: written anew from what its pages draw, so that nothing else comes along,
 * wherever it hides.
 */
final class CleanPdf {

    private static final long MEMORY = 64L * 1024 * 1024;
    private static final int MOST_PAGES = 500;

    /** What runs when the paper is opened, or draws its pages by itself: its sender must know that we do not take it. */
    private static final Set<String> RUNS = Set.of("JavaScript", "JS", "Launch", "RichMedia", "XFA");

    private CleanPdf() {}

    static byte[] of(byte[] file) throws UnsafeFile {
        PackedStreams.check(file);
        try (var document = Loader.loadPDF(
                        PackedStreams.withPicturesClosed(file),
                        "",
                        null,
                        null,
                        MemoryUsageSetting.setupMainMemoryOnly(MEMORY).streamCache);
                var clean = new PDDocument()) {
            if (document.isEncrypted()) {
                throw new UnsafeFile("The PDF is locked; send it without a password.");
            }
            if (document.getNumberOfPages() < 1 || document.getNumberOfPages() > MOST_PAGES) {
                throw new UnsafeFile("The PDF has no page, or more than " + MOST_PAGES + ".");
            }
            refuseWhatRuns(document);
            copyPages(document, clean);
            var bytes = new ByteArrayOutputStream();
            clean.save(bytes);
            return bytes.toByteArray();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // A reader of broken files breaks in many ways; each means that this is no sound PDF.
            throw new UnsafeFile("The PDF is damaged or locked; print it to a new one.");
        }
    }

    private static void copyPages(PDDocument document, PDDocument clean) throws IOException, UnsafeFile {
        var drawing = new DrawnObjects(clean.getDocument());
        for (var page : document.getPages()) {
            var copy = new PDPage(page.getMediaBox());
            copy.setCropBox(page.getCropBox());
            copy.setRotation(page.getRotation());
            if (page.getUserUnit() != 1) {
                copy.setUserUnit(page.getUserUnit());
            }
            var drawn = copy.getCOSObject();
            var group = page.getCOSObject().getDictionaryObject(COSName.GROUP);
            if (group instanceof COSDictionary) {
                drawn.setItem(COSName.GROUP, drawing.copy(group));
            }
            var resources = page.getResources();
            drawn.setItem(
                    COSName.RESOURCES,
                    drawing.resources(resources == null ? new COSDictionary() : resources.getCOSObject()));
            drawn.setItem(COSName.CONTENTS, contents(page, drawing));
            new StampedOn(copy, drawing).draw(page, clean);
            clean.addPage(copy);
        }
    }

    /** Always a list, so that what is stamped on the page finds its place behind it. */
    private static COSArray contents(PDPage page, DrawnObjects drawing) throws IOException, UnsafeFile {
        var contents = page.getCOSObject().getDictionaryObject(COSName.CONTENTS);
        var copies = new COSArray();
        if (contents instanceof COSArray parts) {
            for (int i = 0; i < parts.size(); i++) {
                copies.add(drawing.copy(parts.getObject(i)));
            }
        } else if (contents != null) {
            copies.add(drawing.copy(contents));
        }
        return copies;
    }

    private static void refuseWhatRuns(PDDocument document) throws UnsafeFile {
        for (var dictionary : EveryDictionary.of(document.getDocument())) {
            var action = String.valueOf(dictionary.getNameAsString(COSName.S));
            var kind = String.valueOf(dictionary.getNameAsString(COSName.SUBTYPE));
            if (RUNS.contains(action)
                    || RUNS.contains(kind)
                    || dictionary.keySet().stream().anyMatch(key -> RUNS.contains(key.getName()))) {
                throw new UnsafeFile(
                        "The PDF holds scripts, programs or a form that draws itself; print it to a new one.");
            }
        }
    }
}
