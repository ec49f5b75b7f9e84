package org.chengxin.identity.document;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** A number as typed, brought into the one spelling in which it is tested, and the tests that all numbers share. */
record NumberText(String text) {

    /** Province pairs of GB/T 2260; finer codes are retired all the time and never refused (rule D-4). */
    private static final Set<String> PROVINCES = Set.of(
            "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
            "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65");

    /** NFKC turns full-width forms into ASCII; separators inside stay and are an error (rule D-1). */
    static NumberText of(String typed) {
        // Nearly every number: what is ASCII is in its normal form already.
        var normal = isAscii(typed) ? typed : Normalizer.normalize(typed, Normalizer.Form.NFKC);
        return new NumberText(normal.strip().toUpperCase(Locale.ROOT));
    }

    int length() {
        return text.codePointCount(0, text.length());
    }

    boolean isDigits() {
        return areDigits(0, text.length());
    }

    /** Digits, and in the last place a digit or X. */
    boolean isDigitsWithCheck() {
        var last = text.length() - 1;
        return areDigits(0, last) && (isDigit(text.charAt(last)) || text.charAt(last) == 'X');
    }

    /** Three letters, then digits. */
    boolean isCountryThenDigits() {
        return text.chars().limit(3).allMatch(c -> c >= 'A' && c <= 'Z') && areDigits(3, text.length());
    }

    /** The characters from one place (inclusive) to another (exclusive), counted from 0. */
    String part(int from, int to) {
        return text.substring(from, to);
    }

    int number(int from, int to) {
        return Integer.parseInt(part(from, to));
    }

    boolean hasProvinceAt(int place) {
        return PROVINCES.contains(part(place, place + 2));
    }

    private boolean areDigits(int from, int to) {
        for (var place = from; place < to; place++) {
            if (!isDigit(text.charAt(place))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(String typed) {
        for (var place = 0; place < typed.length(); place++) {
            if (typed.charAt(place) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    /** Without the number: this may stand in an error or a log. */
    @Override
    public String toString() {
        return "NumberText[" + length() + " characters]";
    }
}
