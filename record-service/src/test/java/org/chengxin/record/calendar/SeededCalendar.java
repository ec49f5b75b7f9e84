package org.chengxin.record.calendar;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.chengxin.record.SeedFile;

/** The working days of the seeded holiday notices, for tests without a database. */
public final class SeededCalendar {

    private SeededCalendar() {}

    public static WorkingDays workingDays() {
        return new WorkingDays(days("HOLIDAY"), days("SWAPPED"));
    }

    private static List<LocalDate> days(String kind) {
        return SeedFile.named("holiday-notices.csv").rows().stream()
                .filter(row -> row.get("kind").equals(kind))
                .flatMap(row -> from(LocalDate.parse(row.get("from_day")), LocalDate.parse(row.get("to_day"))))
                .toList();
    }

    private static Stream<LocalDate> from(LocalDate first, LocalDate last) {
        return first.datesUntil(last.plusDays(1));
    }
}
