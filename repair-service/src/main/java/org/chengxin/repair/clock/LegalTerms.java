package org.chengxin.repair.clock;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** The periods of the law, each in force from a day on: a new law is a new line of data, not new code. */
public record LegalTerms(List<LegalTerm> all) {

    public LegalTerms {
        all = List.copyOf(all);
    }

    /** @throws IllegalArgumentException when no period for this was in force on the day */
    public LegalTerm on(LocalDate day, Purpose purpose) {
        return all.stream()
                .filter(term -> term.purpose() == purpose && !term.from().isAfter(day))
                .max(Comparator.comparing(LegalTerm::from))
                .orElseThrow(() -> new IllegalArgumentException("No period for " + purpose + " is in force on " + day));
    }
}
