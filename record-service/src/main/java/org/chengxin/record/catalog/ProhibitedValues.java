package org.chengxin.record.catalog;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognises in a text what the platform never holds, by the shape of the value (rule A-4): whatever its member is called.
 *
 * <p>Shapes with a check digit are checked by it, so that a decision or case number of the same length is let through.
 */
final class ProhibitedValues {

    static final String IDENTITY_NUMBER = "IDENTITY_NUMBER";

    private static final Pattern PERMANENT_RESIDENCE = Pattern.compile("(?<![A-Za-z0-9])[A-Z]{3}[0-9]{12}(?![0-9])");
    private static final Pattern IBAN = Pattern.compile(
            "(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])");
    private static final Pattern PLACE = Pattern.compile(
            "(?<![0-9.])([0-9]{1,3}\\.[0-9]{4,12})[°度NSEW北南东西纬经:,;/ ]{1,8}([0-9]{1,3}\\.[0-9]{4,12})(?![0-9.])");
    private static final Pattern BLOOD =
            Pattern.compile("(?<![A-Za-z])(?:AB|A|B|O)型血|血型[:为是 ]{0,2}(?:AB|A|B|O)(?![A-Za-z])");
    private static final Pattern RECORDING =
            Pattern.compile("data:(?:image|audio|video)/|(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{200}");
    private static final int FEWEST_OF_AN_IBAN = 2;
    private static final int FEWEST_OF_A_PLACE = 10;
    private static final int FEWEST_OF_A_RESIDENCE = 12;
    private static final int FEWEST_OF_A_NUMBER = 17;
    private static final int SHORTEST_RECORDING = 200;
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private ProhibitedValues() {}

    /** @return the category of prohibited-data.csv, or {@link #IDENTITY_NUMBER} */
    static Optional<String> categoryIn(String text) {
        var folded = FoldedText.of(text);
        var digits = FoldedText.plainDigits(folded);
        return byDigits(digits, digits(digits)).or(() -> byLetters(folded));
    }

    /** A shape is looked for only where there are digits enough for it: most texts have hardly any. */
    private static Optional<String> byDigits(String text, int digits) {
        if (digits < FEWEST_OF_AN_IBAN) {
            return Optional.empty();
        }
        var runs = runs(text);
        // A number without its check digit may look like a card: the number first.
        if (holdsIdentityNumber(text, digits, runs)) {
            return Optional.of(IDENTITY_NUMBER);
        }
        if (runs.stream().anyMatch(ProhibitedValues::isBankCard)) {
            return Optional.of("FINANCIAL_ACCOUNT");
        }
        if (IBAN.matcher(text).results().anyMatch(found -> isIban(found.group()))) {
            return Optional.of("FINANCIAL_ACCOUNT");
        }
        if (digits >= FEWEST_OF_A_PLACE
                && PLACE.matcher(text)
                        .results()
                        .anyMatch(found ->
                                isPlace(Double.parseDouble(found.group(1)), Double.parseDouble(found.group(2))))) {
            return Optional.of("LOCATION");
        }
        return Optional.empty();
    }

    private static boolean holdsIdentityNumber(String text, int digits, List<String> runs) {
        return runs.stream().anyMatch(ProhibitedValues::isIdentityNumber)
                || (digits >= FEWEST_OF_A_RESIDENCE
                        && PERMANENT_RESIDENCE.matcher(text).find())
                || (digits >= FEWEST_OF_A_NUMBER
                        && DigitGroups.of(text).anyTogether(18, ProhibitedValues::isIdentityNumber));
    }

    private static Optional<String> byLetters(String text) {
        if (text.indexOf('型') >= 0 && BLOOD.matcher(text).find()) {
            return Optional.of("BLOOD_TYPE");
        }
        var mayRecord = text.length() >= SHORTEST_RECORDING || text.contains("data:");
        return mayRecord && RECORDING.matcher(text).find() ? Optional.of("BIOMETRIC") : Optional.empty();
    }

    private static int digits(String text) {
        var digits = 0;
        for (var index = 0; index < text.length(); index++) {
            if (isDigit(text.charAt(index))) {
                digits++;
            }
        }
        return digits;
    }

    /**
     * The runs of digits, each as it stands and joined with its neighbours over a single blank or hyphen: numbers are
     * written in groups. An X may follow the last digit.
     */
    private static List<String> runs(String text) {
        var runs = new ArrayList<String>();
        var plain = new StringBuilder();
        var joined = new StringBuilder();
        for (var index = 0; index <= text.length(); index++) {
            var c = index == text.length() ? '\n' : text.charAt(index);
            if (isDigit(c)) {
                plain.append(c);
                joined.append(c);
                continue;
            }
            var isCheckDigit = (c == 'X' || c == 'x') && !joined.isEmpty();
            if (isCheckDigit) {
                plain.append('X');
                joined.append('X');
            }
            keep(runs, plain);
            var goesOn = (c == ' ' || c == '-') && index + 1 < text.length() && isDigit(text.charAt(index + 1));
            if (!goesOn) {
                keep(runs, joined);
            }
        }
        return runs;
    }

    private static void keep(List<String> runs, StringBuilder run) {
        // Nothing shorter is a card, nothing longer a number of anybody.
        if (run.length() >= 13 && run.length() <= 19) {
            runs.add(run.toString());
        }
        run.setLength(0);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** 18 characters with a day of birth and the check digit of GB 11643, or the 15 of before 1999 with a day of birth. */
    private static boolean isIdentityNumber(String run) {
        if (run.length() == 15 && run.indexOf('X') < 0) {
            return isDay("19" + run.substring(6, 12));
        }
        if (run.length() != 18 || (run.indexOf('X') >= 0 && run.indexOf('X') != 17) || !isDay(run.substring(6, 14))) {
            return false;
        }
        var sum = 0;
        for (var index = 0; index < 17; index++) {
            sum += (run.charAt(index) - '0') * WEIGHTS[index];
        }
        return run.charAt(17) == "10X98765432".charAt(sum % 11);
    }

    private static boolean isDay(String digits) {
        try {
            var year = Integer.parseInt(digits.substring(0, 4));
            LocalDate.of(year, Integer.parseInt(digits.substring(4, 6)), Integer.parseInt(digits.substring(6, 8)));
            return year >= 1900 && year < 2100;
        } catch (DateTimeException | NumberFormatException e) {
            return false;
        }
    }

    /** The first digits of UnionPay, Visa, Mastercard, JCB, American Express and Diners, and the check digit of Luhn. */
    private static boolean isBankCard(String run) {
        if (run.indexOf('X') >= 0) {
            return false;
        }
        var two = Integer.parseInt(run.substring(0, 2));
        var four = Integer.parseInt(run.substring(0, 4));
        var issued = two == 62
                || run.charAt(0) == '4'
                || (two >= 51 && two <= 55)
                || (four >= 2221 && four <= 2720)
                || (two >= 34 && two <= 38)
                || (four >= 3000 && four <= 3059);
        return issued && luhn(run);
    }

    private static boolean luhn(String run) {
        var sum = 0;
        for (var index = 0; index < run.length(); index++) {
            var digit = run.charAt(run.length() - 1 - index) - '0';
            var counted = index % 2 == 0 ? digit : digit * 2;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }

    /** ISO 13616: the first four characters at the end, letters as numbers, one modulo 97. */
    private static boolean isIban(String text) {
        var iban = text.replace(" ", "");
        if (iban.length() < 15) {
            return false;
        }
        var digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }

    private static boolean isPlace(double first, double second) {
        return (first <= 90 && second <= 180) || (first <= 180 && second <= 90);
    }
}
