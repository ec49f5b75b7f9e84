package org.chengxin.record.catalog;

/**
 * How long a record of a type is displayed and used, in months.
 *
 * @param minMonths from the determination to the first day on which repair may be asked (rule P-5)
 * @param maxMonths from the determination to the end of display, never above the severity level's (rules P-2 to P-4)
 * @param capMonths from the end of the conduct to the end of display, whatever else is said (rule P-6)
 */
public record DisplayMonths(int minMonths, int maxMonths, int capMonths) {

    public DisplayMonths {
        if (minMonths < 0 || minMonths > maxMonths || capMonths < 0) {
            throw new IllegalArgumentException(
                    "display of %d to %d months within %d is no period".formatted(minMonths, maxMonths, capMonths));
        }
    }
}
