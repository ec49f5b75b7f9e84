package org.chengxin.repair.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/** A PDF that shows its pages and does nothing else, without what its maker wrote beside them. */
final class CleanPdf {

    private static final long MEMORY = 64L * 1024 * 1024;
    private static final int MOST_PAGES = 500;

    /** What acts, carries other files or asks for something when the paper is opened. */
    private static final Set<String> ACTIVE = Set.of(
            "JavaScript",
            "JS",
            "OpenAction",
            "AA",
            "Launch",
            "EmbeddedFiles",
            "EmbeddedFile",
            "RichMedia",
            "XFA",
            "SubmitForm",
            "ImportData",
            "GoToR",
            "GoToE",
            "EF");

    private static final Set<String> ABOUT = Set.of("Metadata", "PieceInfo", "LastModified", "Thumb");

    private CleanPdf() {}

    static byte[] of(byte[] file) throws UnsafeFile {
        Inflation.check(file);
        try (var document =
                Loader.loadPDF(file, "", null, null, MemoryUsageSetting.setupMainMemoryOnly(MEMORY).streamCache)) {
            if (document.isEncrypted()) {
                throw new UnsafeFile("The PDF is locked; send it without a password.");
            }
            if (document.getNumberOfPages() < 1 || document.getNumberOfPages() > MOST_PAGES) {
                throw new UnsafeFile("The PDF has no page, or more than " + MOST_PAGES + ".");
            }
            return cleaned(document);
        } catch (IOException | IllegalArgumentException | ClassCastException | NullPointerException e) {
            // A reader of broken files breaks in many ways; each means that this is no sound PDF.
            throw new UnsafeFile("The PDF is damaged or locked; print it to a new one.");
        }
    }

    private static byte[] cleaned(PDDocument document) throws IOException, UnsafeFile {
        document.setDocumentInformation(new PDDocumentInformation());
        for (var dictionary : dictionaries(document.getDocument())) {
            for (var key : List.copyOf(dictionary.keySet())) {
                if (ACTIVE.contains(key.getName()) || isAction(dictionary, key)) {
                    throw new UnsafeFile("The PDF holds scripts, actions or other files; print it to a new one.");
                }
                if (ABOUT.contains(key.getName())) {
                    dictionary.removeItem(key);
                }
            }
        }
        var clean = new ByteArrayOutputStream();
        document.save(clean);
        return clean.toByteArray();
    }

    private static boolean isAction(COSDictionary dictionary, COSName key) {
        return key.equals(COSName.S) && ACTIVE.contains(String.valueOf(dictionary.getNameAsString(COSName.S)));
    }

    /** Every dictionary of the file, those inside others too. */
    private static List<COSDictionary> dictionaries(COSDocument document) {
        var found = new ArrayList<COSDictionary>();
        var seen = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<COSBase, Boolean>());
        var waiting = new ArrayList<COSBase>();
        waiting.add(document.getTrailer());
        for (var key : document.getXrefTable().keySet()) {
            waiting.add(document.getObjectFromPool(key));
        }
        while (!waiting.isEmpty()) {
            var next = waiting.removeLast();
            if (next == null || !seen.add(next)) {
                continue;
            }
            switch (next) {
                case COSObject object -> waiting.add(object.getObject());
                case COSStream stream -> {
                    found.add(stream);
                    waiting.addAll(stream.getValues());
                }
                case COSDictionary dictionary -> {
                    found.add(dictionary);
                    waiting.addAll(dictionary.getValues());
                }
                case COSArray array -> array.forEach(waiting::add);
                default -> {
                    // Numbers, names and strings hold nothing.
                }
            }
        }
        return found;
    }
}
