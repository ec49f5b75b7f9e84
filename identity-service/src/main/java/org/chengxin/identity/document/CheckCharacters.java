package org.chengxin.identity.document;

/** The four check algorithms of identity numbers; each reads the body and answers the character that must follow. */
final class CheckCharacters {

    /** Alphabet of GB 32100: no I, O, S, V, Z. A character's value is its place. */
    static final String ALPHABET_31 = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static final String REMAINDERS_11 = "10X98765432";
    private static final int[] WEIGHTS_11 = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final int[] WEIGHTS_31 = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final int[] WEIGHTS_731 = {7, 3, 1};

    private CheckCharacters() {}

    /** ISO 7064 MOD 11-2 over 17 digits (GB 11643). */
    static char mod11(CharSequence seventeenDigits) {
        var sum = 0;
        for (var place = 0; place < WEIGHTS_11.length; place++) {
            sum += Character.digit(seventeenDigits.charAt(place), 10) * WEIGHTS_11[place];
        }
        return REMAINDERS_11.charAt(sum % 11);
    }

    /** MOD 31 over 17 characters of {@link #ALPHABET_31} (GB 32100). */
    static char mod31(CharSequence seventeenCharacters) {
        var sum = 0;
        for (var place = 0; place < WEIGHTS_31.length; place++) {
            sum += ALPHABET_31.indexOf(seventeenCharacters.charAt(place)) * WEIGHTS_31[place];
        }
        return ALPHABET_31.charAt((31 - sum % 31) % 31);
    }

    /** Weights 7 3 1 over 14 letters and digits, A = 10 (ICAO 9303, as printed on the old foreigner's card). */
    static char mod731(CharSequence fourteenCharacters) {
        var sum = 0;
        for (var place = 0; place < 14; place++) {
            sum += Character.digit(fourteenCharacters.charAt(place), 36) * WEIGHTS_731[place % 3];
        }
        return Character.forDigit(sum % 10, 10);
    }
}
