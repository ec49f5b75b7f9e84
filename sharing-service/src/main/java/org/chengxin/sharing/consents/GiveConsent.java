package org.chengxin.sharing.consents;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.chengxin.sharing.consents.Consent.Uses;
import org.chengxin.sharing.consents.Wish.Flaw;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A person consents, once or for a time, with a code to hand over or without. */
@Component
class GiveConsent {

    private final Consents consents;
    private final ConsentCodes codes;
    private final Clock clock;
    private final int mostDays;

    GiveConsent(
            Consents consents,
            ConsentCodes codes,
            Clock clock,
            @Value("${chengxin.sharing.consent-most-days}") int mostDays) {
        this.consents = consents;
        this.codes = codes;
        this.clock = clock;
        this.mostDays = mostDays;
    }

    /** What became of the wish. */
    sealed interface Outcome {}

    /** @param code to hand over, shown this once; null when none was asked for */
    record Given(Consent consent, @Nullable String code) implements Outcome {}

    /** A consent may not say this. */
    record Refused(Flaw flaw) implements Outcome {}

    @Transactional
    Outcome give(UUID subjectId, Wish wish, boolean withCode) {
        var today = LocalDate.now(clock);
        var flaw = wish.flaw(today, mostDays);
        if (flaw.isPresent()) {
            return new Refused(flaw.get());
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String code = withCode ? codes.fresh() : null;
        var consent = new Consent(
                UUID.randomUUID(),
                subjectId,
                wish.receiver(),
                wish.purpose(),
                wish.grants(),
                // A code is for one look at one counter.
                withCode ? Uses.ONCE : wish.uses(),
                wish.form(),
                now,
                wish.until(),
                withCode ? now.plus(ConsentCodes.VALID) : null,
                null,
                null);
        consents.add(consent, code == null ? null : codes.hash(code));
        return new Given(consent, code);
    }

    LocalDate usualUntil() {
        return LocalDate.now(clock).plusDays(mostDays);
    }
}
