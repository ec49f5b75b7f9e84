package org.chengxin.chassis.text;

import java.util.Optional;

/** What is wrong with a text that somebody sent, as a sentence to go behind the name of its field. */
public final class TextFaults {

    private TextFaults() {}

    /**
     * Of a person's own words, which are kept exactly as they are or not at all.
     *
     * @param max most code points
     */
    public static Optional<String> inOwnWords(String text, int max) {
        return first(inAny(text, max));
    }

    /**
     * Of a reference that others must read as its writer did: a number of a matter or decision, a receiver, an id.
     *
     * @param max most code points
     */
    public static Optional<String> inReference(String text, int max) {
        if (VisibleText.holdsControl(text)) {
            return Optional.of("holds a control character or a line break");
        }
        if (VisibleText.holdsBidiControl(text)) {
            return Optional.of("holds a character that turns the direction of writing");
        }
        return first(inAny(text, max));
    }

    private static String inAny(String text, int max) {
        if (VisibleText.holdsNul(text)) {
            return "holds the character U+0000";
        }
        if (VisibleText.holdsHalfSurrogate(text)) {
            return "holds half of a surrogate pair";
        }
        if (VisibleText.showsNothing(text)) {
            return "shows no character";
        }
        return VisibleText.length(text) > max ? "is longer than " + max + " characters" : "";
    }

    private static Optional<String> first(String fault) {
        return fault.isEmpty() ? Optional.empty() : Optional.of(fault);
    }
}
