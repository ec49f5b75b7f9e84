package org.chengxin.identity.document;

import java.time.LocalDate;

/**
 * When a person comes of age (rule D-8): with eighteen full years, counted as the Civil Code counts.
 *
 * <p>Years are those of the Gregorian calendar (Art. 200); the first day, that of the birth, does not count (Art. 201); the
 * last is the corresponding day, or the last of its month where there is none (Art. 202), and it has to be over (Art. 203).
 * So the eighteenth birthday is the last day of being a minor, and whoever was born on 29 February comes of age on 1 March.
 * Where age decides about guilt the Supreme People's Court says the same in one sentence: from the day after the birthday
 * (法释〔2006〕1号 Art. 2). A reading that begins on the birthday itself is heard too; the one that protects is taken.
 */
final class Majority {

    /** Civil Code Art. 17. */
    private static final int YEARS = 18;

    private Majority() {}

    /** The first day on which somebody born on this day is an adult. */
    static LocalDate from(LocalDate born) {
        // Where there is no corresponding day the calendar gives the last of the month.
        return born.plusYears(YEARS).plusDays(1);
    }
}
