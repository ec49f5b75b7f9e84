package org.chengxin.identity.document;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** Birth dates as they stand in numbers. */
final class BirthDates {

    /** Nobody alive was born before it; older dates are typing errors (identifiers, section 1). */
    private static final LocalDate EARLIEST = LocalDate.of(1800, 1, 1);

    private BirthDates() {}

    static Optional<LocalDate> of(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    static Optional<DocumentDefect> defectOf(int year, int month, int day, LocalDate today) {
        var born = of(year, month, day).filter(date -> !date.isBefore(EARLIEST));
        if (born.isEmpty()) {
            return Optional.of(DocumentDefect.BIRTH_DATE);
        }
        return born.filter(date -> date.isAfter(today)).map(_ -> DocumentDefect.BIRTH_FUTURE);
    }
}
