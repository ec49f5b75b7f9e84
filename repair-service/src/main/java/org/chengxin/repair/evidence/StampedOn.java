package org.chengxin.repair.evidence;

import java.awt.geom.AffineTransform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;

/**
 * Stamps, seals, signatures and what was filled in lie on a page as annotations, which may act. What they look like becomes part
 * of the page; what they do stays behind.
 */
final class StampedOn {

    /** These only act, or stand for something else. */
    private static final Set<String> NOT_SEEN =
            Set.of("Link", "Popup", "Movie", "Sound", "Screen", "3D", "FileAttachment");

    private final PDPage copy;
    private final DrawnObjects drawing;

    StampedOn(PDPage copy, DrawnObjects drawing) {
        this.copy = copy;
        this.drawing = drawing;
    }

    void draw(PDPage original, PDDocument clean) throws IOException, UnsafeFile {
        var drawn = new StringBuilder();
        for (var annotation : original.getAnnotations()) {
            if (isSeen(annotation)) {
                drawn.append(stamp(annotation));
            }
        }
        if (!drawn.isEmpty()) {
            var contents = (COSArray) copy.getCOSObject().getDictionaryObject(COSName.CONTENTS);
            // The page may leave its own pen anywhere: what comes behind it begins as on a new page.
            contents.add(0, written("q\n", clean).getCOSObject());
            contents.add(written("\nQ\n" + drawn, clean).getCOSObject());
        }
    }

    private static boolean isSeen(PDAnnotation annotation) {
        return !annotation.isHidden()
                && !annotation.isNoView()
                && !NOT_SEEN.contains(String.valueOf(annotation.getSubtype()))
                && annotation.getRectangle() != null
                && annotation.getNormalAppearanceStream() != null
                && annotation.getNormalAppearanceStream().getBBox() != null;
    }

    /** The appearance's box, as its matrix turns it, fills the annotation's rectangle (ISO 32000-2, 12.5.5). */
    private String stamp(PDAnnotation annotation) throws IOException, UnsafeFile {
        var look = annotation.getNormalAppearanceStream();
        var box = look.getBBox().transform(look.getMatrix()).getBounds2D();
        if (box.getWidth() == 0 || box.getHeight() == 0) {
            return "";
        }
        var place = annotation.getRectangle();
        var fit = AffineTransform.getTranslateInstance(place.getLowerLeftX(), place.getLowerLeftY());
        fit.scale(place.getWidth() / box.getWidth(), place.getHeight() / box.getHeight());
        fit.translate(-box.getX(), -box.getY());
        return String.format(
                Locale.ROOT,
                "q %f %f %f %f %f %f cm /%s Do Q\n",
                fit.getScaleX(),
                fit.getShearY(),
                fit.getShearX(),
                fit.getScaleY(),
                fit.getTranslateX(),
                fit.getTranslateY(),
                named(look.getCOSObject()));
    }

    private String named(COSDictionary look) throws IOException, UnsafeFile {
        var resources = (COSDictionary) copy.getCOSObject().getDictionaryObject(COSName.RESOURCES);
        // Pages may share their resources; this one is of this page alone.
        var own = new COSDictionary(resources);
        var objects = resources.getDictionaryObject(COSName.XOBJECT) instanceof COSDictionary shared
                ? new COSDictionary(shared)
                : new COSDictionary();
        int nth = objects.size();
        while (objects.containsKey("Stamp" + nth)) {
            nth++;
        }
        var name = "Stamp" + nth;
        var form = (COSDictionary) drawing.copy(look);
        form.setItem(COSName.TYPE, COSName.XOBJECT);
        form.setItem(COSName.SUBTYPE, COSName.FORM);
        objects.setItem(COSName.getPDFName(name), form);
        own.setItem(COSName.XOBJECT, objects);
        copy.getCOSObject().setItem(COSName.RESOURCES, own);
        return name;
    }

    private static PDStream written(String content, PDDocument clean) throws IOException {
        return new PDStream(clean, new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII)));
    }
}
