package org.chengxin.repair.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSObject;

/** Every dictionary of a PDF, those inside others and those that nothing leads to as well. */
final class EveryDictionary {

    private EveryDictionary() {}

    static List<COSDictionary> of(COSDocument document) {
        var found = new ArrayList<COSDictionary>();
        var seen = Collections.newSetFromMap(new IdentityHashMap<COSBase, Boolean>());
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
