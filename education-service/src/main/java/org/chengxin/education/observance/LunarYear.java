package org.chengxin.education.observance;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One year of the lunar calendar: when it begins, how long its months are, and which month comes twice.
 *
 * <p>A table and not a computation, and not the calendar of the ICU library: that one is a day wrong at the new years
 * of 2027 and 2030, whose new moons fall within minutes of midnight in Beijing. The new years of 2025 to 2035 are the
 * official ones of {@code publicity-dates.csv}; every line is checked in the tests against moon and sun computed
 * independently by the rules of GB/T 33661-2017.
 *
 * @param newYear first day of the first month
 * @param leapMonth number of the month that is followed by a leap month of the same number, or 0
 * @param months one letter per month in order, leap month included: {@code L} of 30 days, {@code s} of 29
 */
record LunarYear(LocalDate newYear, int leapMonth, String months) {

    static final int FIRST = 2017;
    static final int LAST = 2035;

    private static final Map<Integer, LunarYear> YEARS = Stream.of(
                    year("2017-01-28", 6, "sLsLssLsLsLLL"),
                    year("2018-02-16", 0, "sLsLssLsLsLL"),
                    year("2019-02-05", 0, "LsLsLssLssLL"),
                    year("2020-01-25", 4, "sLLLsLssLsLsL"),
                    year("2021-02-12", 0, "sLLsLsLsLsLs"),
                    year("2022-02-01", 0, "LsLsLLsLsLsL"),
                    year("2023-01-22", 2, "sLssLLsLLsLsL"),
                    year("2024-02-10", 0, "sLssLsLLsLLs"),
                    year("2025-01-29", 6, "LsLssLsLsLLLs"),
                    year("2026-02-17", 0, "LsLssLssLLLs"),
                    year("2027-02-06", 0, "LLsLssLssLLs"),
                    year("2028-01-26", 5, "LLLsLssLssLLs"),
                    year("2029-02-13", 0, "LLsLsLsLssLL"),
                    year("2030-02-03", 0, "sLsLLsLsLsLs"),
                    year("2031-01-23", 3, "sLLsLsLLsLsLs"),
                    year("2032-02-11", 0, "LssLsLLsLLsL"),
                    year("2033-01-31", 11, "sLssLsLsLLLsL"),
                    year("2034-02-19", 0, "sLssLsLsLLsL"),
                    year("2035-02-08", 0, "LsLssLssLLsL"))
            .collect(Collectors.toUnmodifiableMap(year -> year.newYear().getYear(), Function.identity()));

    /** The lunar year that begins in the given year; empty outside 2017 to 2035. */
    static Optional<LunarYear> beginningIn(int year) {
        return Optional.ofNullable(YEARS.get(year));
    }

    /**
     * The day of an ordinary month; a festival is never held again in the leap month.
     *
     * @throws IllegalArgumentException if the month has no such day
     */
    LocalDate day(int month, int day) {
        if (month < 1 || month > 12) {
            throw new IllegalArgumentException("no month " + month);
        }
        // The leap month stands behind the month whose number it bears.
        var index = leapMonth > 0 && month > leapMonth ? month : month - 1;
        var first = newYear;
        for (var i = 0; i < index; i++) {
            first = first.plusDays(length(i));
        }
        if (day < 1 || day > length(index)) {
            throw new IllegalArgumentException("month " + month + " has no day " + day);
        }
        return first.plusDays(day - 1L);
    }

    private int length(int index) {
        return months.charAt(index) == 'L' ? 30 : 29;
    }

    private static LunarYear year(String newYear, int leapMonth, String months) {
        return new LunarYear(LocalDate.parse(newYear), leapMonth, months);
    }
}
