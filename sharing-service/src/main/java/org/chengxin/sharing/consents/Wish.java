package org.chengxin.sharing.consents;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chengxin.sharing.agreements.Agreement.Grant;
import org.chengxin.sharing.agreements.Purpose;
import org.chengxin.sharing.consents.Consent.Form;
import org.chengxin.sharing.consents.Consent.Uses;

/**
 * What a person wishes to allow, and whether a consent may say so (Q-3, C-1, C-2).
 *
 * @param until the first day on which it no longer holds
 */
record Wish(String receiver, Purpose purpose, List<Grant> grants, Uses uses, Form form, LocalDate until) {

    /** Why a consent cannot say this. */
    sealed interface Flaw {}

    /** A public duty rests on law; asking for consent would only pretend that the person had a choice (C-1). */
    record NotNeeded() implements Flaw {}

    /** Everything, or every field, is not informed consent (C-2). */
    record NotNamed() implements Flaw {}

    /** It would last longer than it may, or is over already. */
    record WrongPeriod(LocalDate latest) implements Flaw {}

    /** @param mostDays how long a consent may last */
    Optional<Flaw> flaw(LocalDate today, int mostDays) {
        if (!purpose.needsConsent()) {
            return Optional.of(new NotNeeded());
        }
        boolean unnamed = grants.stream()
                .anyMatch(grant -> grant.recordType().equals("*")
                        || grant.fields().isEmpty()
                        || grant.fields().contains("*"));
        if (unnamed || grants.stream().map(Grant::recordType).distinct().count() != grants.size()) {
            return Optional.of(new NotNamed());
        }
        var latest = today.plusDays(mostDays);
        if (!until.isAfter(today) || until.isAfter(latest)) {
            return Optional.of(new WrongPeriod(latest));
        }
        return Optional.empty();
    }
}
