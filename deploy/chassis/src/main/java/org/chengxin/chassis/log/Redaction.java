package org.chengxin.chassis.log;

import java.util.regex.Pattern;

/** Replaces what looks like a personal document's number, wherever it came from. */
final class Redaction {

    // 15 or 18 characters of an identity document: digits, a check letter at the end, or three letters in front.
    private static final Pattern NUMBER =
            Pattern.compile("(?<![0-9A-Za-z-])(?:[0-9]{17}[0-9Xx]|[0-9]{15}|[A-Z]{3}[0-9]{12})(?![0-9A-Za-z-])");

    private Redaction() {}

    static String of(String text) {
        return NUMBER.matcher(text).replaceAll("[redacted]");
    }
}
