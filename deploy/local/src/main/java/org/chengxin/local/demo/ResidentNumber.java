package org.chengxin.local.demo;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A citizen identity number (GB 11643-1999) that was never given to anybody: its county code ends in 99, which no
 * county of any prefecture has.
 */
public record ResidentNumber(String digits) {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);

    /**
     * @param division six digits of a prefecture, {@code 530100}; its last two become 99
     * @param sequence 0 to 996: the last three numbers have a meaning of their own at the simulated authority
     */
    public static ResidentNumber synthetic(String division, LocalDate birth, int sequence) {
        if (sequence < 0 || sequence > 996) {
            throw new IllegalArgumentException("sequence " + sequence);
        }
        String body = division.substring(0, 4) + "99" + DAY.format(birth) + "%03d".formatted(sequence);
        return new ResidentNumber(body + check(body));
    }

    /** ISO 7064 MOD 11-2. */
    static char check(String body) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (body.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11);
    }

    /** Never the number itself: it might end up in a log. */
    @Override
    public String toString() {
        return "ResidentNumber";
    }
}
