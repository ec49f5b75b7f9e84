package org.chengxin.record.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The groups of digits of a text that a reader would read on from one to the next: between two of them stand a few signs
 * and no letter. An X may end the last.
 */
final class DigitGroups {

    private static final int WIDEST_GAP = 3;

    private final List<List<String>> chains = new ArrayList<>();

    private DigitGroups() {}

    static DigitGroups of(String text) {
        var groups = new DigitGroups();
        var chain = new ArrayList<String>();
        var gap = 0;
        for (var index = 0; index < text.length(); ) {
            var end = endOfDigits(text, index);
            if (end > index) {
                chain.add(text.substring(index, end));
                gap = 0;
                index = end;
            } else if (!chain.isEmpty() && isCheck(text, index)) {
                chain.add("X");
                groups.close(chain);
                index++;
            } else {
                if (Character.isLetterOrDigit(text.charAt(index)) || ++gap > WIDEST_GAP) {
                    groups.close(chain);
                    gap = 0;
                }
                index++;
            }
        }
        groups.close(chain);
        return groups;
    }

    /** Whether groups that follow each other, whole and together so long, are what is looked for. */
    boolean anyTogether(int length, Predicate<String> wanted) {
        for (var chain : chains) {
            for (var first = 0; first < chain.size(); first++) {
                var together = new StringBuilder();
                for (var next = first; next < chain.size() && together.length() < length; next++) {
                    together.append(chain.get(next));
                }
                if (together.length() == length && wanted.test(together.toString())) {
                    return true;
                }
            }
        }
        return false;
    }

    private void close(List<String> chain) {
        if (!chain.isEmpty()) {
            chains.add(List.copyOf(chain));
            chain.clear();
        }
    }

    private static int endOfDigits(String text, int from) {
        var end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** The check digit ten, with its look-alikes of Cyrillic and Greek, and nothing that goes on behind it. */
    private static boolean isCheck(String text, int index) {
        return "XxХхΧχ".indexOf(text.charAt(index)) >= 0
                && (index + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(index + 1)));
    }
}
