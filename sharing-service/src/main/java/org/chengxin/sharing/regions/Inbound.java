package org.chengxin.sharing.regions;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A record of another region as it may come in: final, dated, within five years, and no more than four plain facts
 * (A-2, A-3, A-6, P-6).
 *
 * @param displayUntil the first day on which it is no longer shown
 */
record Inbound(
        String recordType,
        LocalDate decidedOn,
        LocalDate finalOn,
        LocalDate displayUntil,
        String standing,
        boolean disputed,
        Map<String, Object> fields) {

    private static final Set<String> STANDINGS = Set.of("IN_FORCE", "SUSPENDED", "REPAIRED", "WITHDRAWN");
    private static final Set<String> FIELDS = Set.of("summary", "decisionNumber", "authority", "dutyPerformed");
    private static final int MOST_YEARS = 5;

    /** Why it may not come in. */
    enum Flaw {
        STANDING_UNKNOWN,
        NOT_FINAL,
        DISPLAYED_TOO_LONG,
        FIELD_NOT_ALLOWED
    }

    Optional<Flaw> flaw(LocalDate today) {
        if (!STANDINGS.contains(standing)) {
            return Optional.of(Flaw.STANDING_UNKNOWN);
        }
        if (finalOn.isAfter(today) || finalOn.isBefore(decidedOn)) {
            return Optional.of(Flaw.NOT_FINAL);
        }
        if (displayUntil.isAfter(decidedOn.plusYears(MOST_YEARS))) {
            return Optional.of(Flaw.DISPLAYED_TOO_LONG);
        }
        return FIELDS.containsAll(fields.keySet()) ? Optional.empty() : Optional.of(Flaw.FIELD_NOT_ALLOWED);
    }
}
