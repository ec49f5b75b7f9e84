package org.chengxin.repair.evidence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/** Copies what a page needs to be drawn (ISO 32000-2, chapters 8, 9 and 11) into another document, and leaves the rest behind. */
final class DrawnObjects {

    /** Each holds resources by names that the page chooses; property lists draw nothing. */
    private static final Set<String> KINDS = Set.of("Font", "XObject", "ExtGState", "ColorSpace", "Pattern", "Shading");

    /** Dictionaries whose keys are names of the file's own choice. */
    private static final Set<String> NAMED = Set.of("CharProcs", "Colorants");

    /** Beside what is drawn: what acts, leads elsewhere, comes along or tells about its maker. */
    private static final Set<String> BESIDE = Set.of(
            "A",
            "AA",
            "AF",
            "Alternates",
            "B",
            "Dest",
            "EF",
            "FFilter",
            "FDecodeParms",
            "ID",
            "LastModified",
            "Measure",
            "Metadata",
            "Next",
            "OC",
            "OPI",
            "Open",
            "Parent",
            "PieceInfo",
            "PtData",
            "Ref",
            "StructParent",
            "StructParents",
            "URI");

    private static final int DEEPEST = 60;
    private static final int MOST_OBJECTS = 500_000;
    private static final long MOST_PIXELS = 100_000_000;

    private final COSDocument clean;
    private final IdentityHashMap<COSBase, COSBase> copies = new IdentityHashMap<>();
    private int depth;

    DrawnObjects(COSDocument clean) {
        this.clean = clean;
    }

    /** @param resources of a page, form, pattern or font */
    COSDictionary resources(COSDictionary resources) throws IOException, UnsafeFile {
        if (copies.get(resources) instanceof COSDictionary known) {
            return known;
        }
        var copy = new COSDictionary();
        remember(resources, copy);
        for (var kind : KINDS) {
            if (resources.getDictionaryObject(COSName.getPDFName(kind)) instanceof COSDictionary named) {
                copy.setItem(COSName.getPDFName(kind), named(named));
            }
        }
        var sets = resources.getDictionaryObject(COSName.PROC_SET);
        if (sets instanceof COSArray) {
            copy.setItem(COSName.PROC_SET, copy(sets));
        }
        return copy;
    }

    /** The same object of the other document; what is shared stays shared. */
    COSBase copy(@Nullable COSBase object) throws IOException, UnsafeFile {
        var original = object instanceof COSObject reference ? reference.getObject() : object;
        if (original == null) {
            return COSNull.NULL;
        }
        var known = copies.get(original);
        if (known != null) {
            return known;
        }
        if (++depth > DEEPEST) {
            throw new UnsafeFile("The PDF is built too deeply; print it to a new one.");
        }
        try {
            return switch (original) {
                case COSStream stream -> stream(stream);
                case COSDictionary dictionary -> {
                    var copy = new COSDictionary();
                    remember(dictionary, copy);
                    members(dictionary, copy);
                    yield copy;
                }
                case COSArray array -> array(array);
                case COSName name -> COSName.getPDFName(PackedStreams.opened(name.getName()));
                default -> original;
            };
        } finally {
            depth--;
        }
    }

    private COSDictionary named(COSDictionary named) throws IOException, UnsafeFile {
        if (copies.get(named) instanceof COSDictionary known) {
            return known;
        }
        var copy = new COSDictionary();
        remember(named, copy);
        for (var name : named.keySet()) {
            copy.setItem(name, copy(named.getItem(name)));
        }
        return copy;
    }

    private COSArray array(COSArray array) throws IOException, UnsafeFile {
        var copy = new COSArray();
        remember(array, copy);
        for (var element : array) {
            copy.add(copy(element));
        }
        return copy;
    }

    private COSStream stream(COSStream stream) throws IOException, UnsafeFile {
        if (stream.containsKey(COSName.F)) {
            throw new UnsafeFile("The PDF leaves a part of itself elsewhere; print it to a new one.");
        }
        if ("PS".equals(stream.getNameAsString(COSName.SUBTYPE))) {
            throw new UnsafeFile("The PDF holds scripts, programs or a form that draws itself; print it to a new one.");
        }
        if (PackedStreams.isNested(filters(stream))) {
            throw new UnsafeFile("The PDF unpacks to far more than it says; print it to a new one.");
        }
        long pixels = stream.getLong(COSName.WIDTH, 0) * stream.getLong(COSName.HEIGHT, 0);
        if (pixels > MOST_PIXELS) {
            throw new UnsafeFile("The PDF holds a picture of more than 100 million pixels; print it to a new one.");
        }
        var copy = clean.createCOSStream();
        remember(stream, copy);
        try (var raw = stream.createRawInputStream();
                var out = copy.createRawOutputStream()) {
            raw.transferTo(out);
        }
        members(stream, copy);
        return copy;
    }

    private void members(COSDictionary from, COSDictionary to) throws IOException, UnsafeFile {
        for (var key : List.copyOf(from.keySet())) {
            var name = key.getName();
            if (BESIDE.contains(name) || key.equals(COSName.LENGTH)) {
                continue;
            }
            var value = from.getDictionaryObject(key);
            if (key.equals(COSName.RESOURCES) && value instanceof COSDictionary resources) {
                to.setItem(key, resources(resources));
            } else if (NAMED.contains(name) && value instanceof COSDictionary named) {
                to.setItem(key, named(named));
            } else if (value != null) {
                to.setItem(key, copy(value));
            }
        }
    }

    private static List<String> filters(COSStream stream) {
        var names = new ArrayList<String>();
        switch (stream.getFilters()) {
            case COSName name -> names.add(name.getName());
            case COSArray several ->
                several.forEach(
                        name -> names.add(name instanceof COSName filter ? filter.getName() : String.valueOf(name)));
            case null, default -> {
                // Not packed at all.
            }
        }
        return names;
    }

    private void remember(COSBase original, COSBase copy) throws UnsafeFile {
        copies.put(original, copy);
        if (copies.size() > MOST_OBJECTS) {
            throw new UnsafeFile("The PDF is made of too many parts; print it to a new one.");
        }
    }
}
