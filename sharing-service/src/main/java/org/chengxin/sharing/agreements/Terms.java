package org.chengxin.sharing.agreements;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chengxin.sharing.agreements.Agreement.Grant;
import org.jspecify.annotations.Nullable;

/**
 * What a proposed agreement would allow, and whether it may (Q-4, C-1).
 *
 * @param receiver the name of the client that would ask
 */
record Terms(
        String receiver,
        @Nullable String feed,
        List<Purpose> purposes,
        String legalBasis,
        Agreement.Identity identity,
        List<String> regions,
        List<Grant> grants,
        LocalDate validFrom,
        LocalDate validUntil,
        @Nullable Integer dailyQuota,
        String impactAssessment) {

    /** No one-time lifelong authorisation (国办发〔2020〕49号); five years is a design decision. */
    private static final int MOST_YEARS = 5;

    /** The names for which identity-service makes tokens; by these feeds call persons. */
    private static final String GIVEN_TOKENS = "[A-Za-z0-9._-]+";

    /** Why terms cannot be agreed on: the field and what is wrong with it. */
    record Flaw(String pointer, String wrong) {}

    Optional<Flaw> flaw(LocalDate today) {
        if (purposes.contains(Purpose.SELF)) {
            return flaw("/purposes", "names SELF, which needs no agreement (Q-1)");
        }
        if (purposes.stream().anyMatch(Purpose::needsConsent)) {
            return flaw("/purposes", "names a purpose that only the person's consent opens (Q-3, C-1)");
        }
        if (receiver.startsWith("agency")) {
            return flaw("/receiver", "is a private body, which only the person's consent lets in (Q-3)");
        }
        if (feed != null && !receiver.matches(GIVEN_TOKENS)) {
            return flaw(
                    "/receiver",
                    "holds more than letters, digits, dots, dashes and underscores: it is given no tokens");
        }
        if (purposes.stream().distinct().count() != purposes.size()) {
            return flaw("/purposes", "names a purpose twice");
        }
        if (grants.stream().map(Grant::recordType).distinct().count() != grants.size()) {
            return flaw("/grants", "names a record type twice");
        }
        if (!regions.stream().allMatch(region -> region.equals("*") || region.matches("[0-9]{6}"))) {
            return flaw("/regions", "holds something that is neither a division nor *");
        }
        if (!validFrom.isBefore(validUntil) || !validUntil.isAfter(today)) {
            return flaw("/validUntil", "ends before it begins or is over");
        }
        if (validUntil.isAfter(validFrom.plusYears(MOST_YEARS))) {
            return flaw("/validUntil", "is more than five years after the beginning");
        }
        return Optional.empty();
    }

    private static Optional<Flaw> flaw(String pointer, String wrong) {
        return Optional.of(new Flaw(pointer, wrong));
    }
}
