package org.chengxin.identity.document;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.chengxin.identity.document.DocumentReading.Malformed;
import org.chengxin.identity.document.DocumentReading.WellFormed;

/**
 * An identity document of a natural person, its number in canonical form.
 *
 * <p>Two spellings of one number are one document: full-width digits, a lower-case x, and the 15 digits of a
 * first-generation resident card, which become 18 (rules D-1, D-6). Numbers come in through {@link #read}; one that was
 * read before and kept may be taken as it is.
 *
 * @param number canonical, at most 18 characters; never to be logged or put into an error
 */
public record IdentityDocument(DocumentType type, String number) {

    /** The series of the 15-digit number that was kept for persons over one hundred. */
    private static final Set<String> CENTENARIAN_SEQUENCES = Set.of("996", "997", "998", "999");

    private static final Set<String> HKMT_DIVISIONS = Set.of("810000", "820000", "830000");

    private static final int OLD_LENGTH = 15;
    private static final int LENGTH = 18;

    /** Reads a number whose type is a code that somebody sent; an unknown code is the defect TYPE. */
    public static DocumentReading read(String typeCode, String typed, LocalDate today) {
        return DocumentType.of(typeCode)
                .map(type -> read(type, typed, today))
                .orElseGet(() -> new Malformed(DocumentDefect.TYPE));
    }

    /** Reads a number as somebody typed it; {@code today} decides what lies in the future. */
    public static DocumentReading read(DocumentType type, String typed, LocalDate today) {
        var number = NumberText.of(typed);
        var defect = switch (type) {
            case RESIDENT_ID ->
                number.length() == OLD_LENGTH ? oldResidentDefect(number, today) : residentDefect(number, today);
            case FOREIGN_PERMANENT_RESIDENCE ->
                number.length() == OLD_LENGTH ? oldForeignerDefect(number, today) : foreignerDefect(number, today);
            case HKMT_RESIDENCE -> hkmtDefect(number, today);
        };
        return defect.<DocumentReading>map(Malformed::new)
                .orElseGet(() -> new WellFormed(new IdentityDocument(type, canonical(type, number))));
    }

    /**
     * The birth date in the number.
     *
     * <p>The old foreigner's card leaves the century open: the later one that is not in the future is taken, so that
     * nobody who may be a minor is treated as an adult (rule D-8).
     */
    public LocalDate bornOn(LocalDate today) {
        var text = new NumberText(number);
        if (text.length() == LENGTH) {
            return LocalDate.of(text.number(6, 10), text.number(10, 12), text.number(12, 14));
        }
        return BirthDates.of(2000 + text.number(7, 9), text.number(9, 11), text.number(11, 13))
                .filter(date -> !date.isAfter(today))
                .orElseGet(() -> LocalDate.of(1900 + text.number(7, 9), text.number(9, 11), text.number(11, 13)));
    }

    /** The first day on which the holder is an adult (rule D-8). */
    public LocalDate adultOn(LocalDate today) {
        return Majority.from(bornOn(today));
    }

    /** First four and last four characters, the rest hidden: {@code 5301**********0019} (contract, core shapes). */
    public String masked() {
        var hidden = number.length() - 8;
        return number.substring(0, 4) + "*".repeat(hidden) + number.substring(number.length() - 4);
    }

    /** Without the number: this may stand in an error or a log. */
    @Override
    public String toString() {
        return "IdentityDocument[" + type + "]";
    }

    private static Optional<DocumentDefect> residentDefect(NumberText number, LocalDate today) {
        if (number.length() != LENGTH) {
            return Optional.of(DocumentDefect.LENGTH);
        }
        if (!number.isDigitsWithCheck()) {
            return Optional.of(DocumentDefect.CHARSET);
        }
        if (!number.hasProvinceAt(0)) {
            return Optional.of(DocumentDefect.DIVISION);
        }
        return birthOrCheckDefect(number, today);
    }

    private static Optional<DocumentDefect> oldResidentDefect(NumberText number, LocalDate today) {
        if (!number.isDigits()) {
            return Optional.of(DocumentDefect.CHARSET);
        }
        if (!number.hasProvinceAt(0)) {
            return Optional.of(DocumentDefect.DIVISION);
        }
        return BirthDates.defectOf(
                Integer.parseInt(centuryOf(number)) * 100 + number.number(6, 8),
                number.number(8, 10),
                number.number(10, 12),
                today);
    }

    private static Optional<DocumentDefect> foreignerDefect(NumberText number, LocalDate today) {
        if (number.length() != LENGTH) {
            return Optional.of(DocumentDefect.LENGTH);
        }
        if (!number.isDigitsWithCheck()) {
            return Optional.of(DocumentDefect.CHARSET);
        }
        if (number.text().charAt(0) != '9') {
            return Optional.of(DocumentDefect.PREFIX);
        }
        if (!number.hasProvinceAt(1)) {
            return Optional.of(DocumentDefect.DIVISION);
        }
        // ISO 3166-1 numeric: 004 Afghanistan to 894 Zambia; the rest is free for users to assign (rule D-5).
        var country = number.number(3, 6);
        if (country < 4 || country > 894) {
            return Optional.of(DocumentDefect.COUNTRY);
        }
        return birthOrCheckDefect(number, today);
    }

    private static Optional<DocumentDefect> oldForeignerDefect(NumberText number, LocalDate today) {
        if (!number.isCountryThenDigits()) {
            return Optional.of(DocumentDefect.CHARSET);
        }
        if (!number.hasProvinceAt(3)) {
            return Optional.of(DocumentDefect.DIVISION);
        }
        if (isUserAssigned(number.part(0, 3))) {
            return Optional.of(DocumentDefect.COUNTRY);
        }
        var year = number.number(7, 9);
        var month = number.number(9, 11);
        var day = number.number(11, 13);
        if (BirthDates.defectOf(1900 + year, month, day, today).isPresent()
                && BirthDates.defectOf(2000 + year, month, day, today).isPresent()) {
            return Optional.of(DocumentDefect.BIRTH_DATE);
        }
        return CheckCharacters.mod731(number.text()) == number.text().charAt(14)
                ? Optional.empty()
                : Optional.of(DocumentDefect.CHECK);
    }

    private static Optional<DocumentDefect> hkmtDefect(NumberText number, LocalDate today) {
        if (number.length() != LENGTH) {
            return Optional.of(DocumentDefect.LENGTH);
        }
        if (!number.isDigitsWithCheck()) {
            return Optional.of(DocumentDefect.CHARSET);
        }
        if (!HKMT_DIVISIONS.contains(number.part(0, 6))) {
            return Optional.of(DocumentDefect.DIVISION);
        }
        return birthOrCheckDefect(number, today);
    }

    /** The second half of every 18-character number is the same. */
    private static Optional<DocumentDefect> birthOrCheckDefect(NumberText number, LocalDate today) {
        return BirthDates.defectOf(number.number(6, 10), number.number(10, 12), number.number(12, 14), today)
                .or(() -> CheckCharacters.mod11(number.text()) == number.text().charAt(17)
                        ? Optional.empty()
                        : Optional.of(DocumentDefect.CHECK));
    }

    /** Country codes that ISO 3166-1 never allocates. */
    private static boolean isUserAssigned(String country) {
        return country.equals("AAA")
                || (country.compareTo("QMA") >= 0 && country.compareTo("QZZ") <= 0)
                || (country.compareTo("XAA") >= 0 && country.compareTo("XXZ") <= 0)
                || country.compareTo("ZZA") >= 0;
    }

    private static String canonical(DocumentType type, NumberText number) {
        if (type != DocumentType.RESIDENT_ID || number.length() == LENGTH) {
            return number.text();
        }
        var body = number.part(0, 6) + centuryOf(number) + number.part(6, OLD_LENGTH);
        return body + CheckCharacters.mod11(body);
    }

    private static String centuryOf(NumberText oldNumber) {
        return CENTENARIAN_SEQUENCES.contains(oldNumber.part(12, OLD_LENGTH)) ? "18" : "19";
    }
}
