package org.chengxin.identity.occupation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That a person practises an occupation.
 *
 * @param licence number of the licence; null where the occupation has none; never to be logged
 * @param regulator code of the department that says so
 * @param validUntil the last day; null while no end is known
 */
record Practice(
        String occupation,
        @Nullable String licence,
        String regulator,
        LocalDate validFrom,
        @Nullable LocalDate validUntil) {

    /** Whether the person practises on this day; the last day counts. */
    boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validUntil == null || !day.isAfter(validUntil));
    }

    /** The last four characters of the licence; nothing of one that is shorter than eight. */
    @Nullable
    String maskedLicence() {
        if (licence == null) {
            return null;
        }
        var shown = licence.length() < 8 ? 0 : 4;
        return "*".repeat(licence.length() - shown) + licence.substring(licence.length() - shown);
    }

    /** Without the licence: this may stand in an error or a log. */
    @Override
    public String toString() {
        return "Practice[" + occupation + "]";
    }
}
