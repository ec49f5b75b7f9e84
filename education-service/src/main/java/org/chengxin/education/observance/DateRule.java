package org.chengxin.education.observance;

import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.Year;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** How the day of an observance follows from the year. Source: column {@code rule} of publicity-dates.csv. */
sealed interface DateRule {

    /** The same day every year. */
    record Fixed(MonthDay day) implements DateRule {}

    /** A whole month, the same every year unless an announcement moves it. */
    record WholeMonth(Month month) implements DateRule {}

    /** A day of the lunar calendar. */
    record Lunar(int month, int day) implements DateRule {}

    /** Qingming, the day on which the sun reaches 15°: 4 or 5 April in this century. */
    record Qingming() implements DateRule {}

    /** Made known every year; until then the customary day, where there is one. */
    record Announced(@Nullable MonthDay customary) implements DateRule {}

    /** When the rule alone falls in the given year; null if the rule alone does not say. */
    default @Nullable Period in(Year year) {
        return switch (this) {
            case Fixed(var day) -> Period.on(day.atYear(year.getValue()));
            case WholeMonth(var month) -> whole(year.atMonth(month));
            case Lunar(var month, var day) ->
                LunarYear.beginningIn(year.getValue())
                        .map(lunar -> Period.on(lunar.day(month, day)))
                        .orElse(null);
            case Qingming() -> Period.on(qingming(year.getValue()));
            case Announced(var customary) -> customary == null ? null : Period.on(customary.atYear(year.getValue()));
        };
    }

    private static Period whole(YearMonth month) {
        return new Period(month.atDay(1), month.atEndOfMonth());
    }

    /**
     * The customary formula for 2000 to 2099: the term moves by 0.2422 days a year, and every leap day sets it back.
     * Checked in the tests against the computed position of the sun.
     */
    private static LocalDate qingming(int year) {
        var ofCentury = year - 2000;
        return LocalDate.of(year, 4, (int) (ofCentury * 0.2422 + 4.81) - ofCentury / 4);
    }
}
