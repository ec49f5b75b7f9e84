package org.chengxin.sharing.agreements;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.chengxin.sharing.agreements.Agreement.Status;
import org.chengxin.sharing.agreements.Terms.Flaw;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Agreements are proposed by one keeper of the catalogue and approved by another; one alone may end them. */
@Component
class AgreeOnSharing {

    private final Agreements agreements;
    private final Clock clock;

    AgreeOnSharing(Agreements agreements, Clock clock) {
        this.agreements = agreements;
        this.clock = clock;
    }

    /** What became of a proposal or of a decision. */
    sealed interface Outcome {}

    /** It stands now as it says. */
    record Stands(Agreement agreement) implements Outcome {}

    /** The terms may not be agreed on. */
    record Flawed(Flaw flaw) implements Outcome {}

    /** There is no such agreement. */
    record NoSuchAgreement() implements Outcome {}

    /** The proposer may not approve (four eyes). */
    record SamePerson() implements Outcome {}

    /** It is not in the state that this needs. */
    record NotNow(Status status) implements Outcome {}

    /** Somebody proposed a version of the same agreement at this moment. */
    record ReplacedAlready() implements Outcome {}

    @Transactional
    Outcome propose(Terms terms, @Nullable UUID replaces, String by) {
        var flaw = terms.flaw(LocalDate.now(clock));
        if (flaw.isPresent()) {
            return new Flawed(flaw.get());
        }
        var before = replaces == null ? null : agreements.find(replaces).orElse(null);
        if (replaces != null && before == null) {
            return new NoSuchAgreement();
        }
        if (before != null && !before.receiver().equals(terms.receiver())) {
            return new Flawed(new Flaw("/receiver", "is not the receiver of the agreement that this one replaces"));
        }
        var id = UUID.randomUUID();
        var proposed = new Agreement(
                id,
                before == null ? id : before.seriesId(),
                before == null ? 1 : agreements.nextVersion(before.seriesId()),
                replaces,
                terms.receiver(),
                terms.feed(),
                terms.purposes(),
                terms.legalBasis(),
                terms.identity(),
                terms.regions(),
                terms.grants(),
                Status.PROPOSED,
                terms.validFrom(),
                terms.validUntil(),
                terms.dailyQuota(),
                terms.impactAssessment(),
                by,
                null,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return agreements.add(proposed) ? new Stands(proposed) : new ReplacedAlready();
    }

    @Transactional
    Outcome approve(UUID agreementId, String by) {
        var proposed = agreements.find(agreementId).orElse(null);
        if (proposed == null) {
            return new NoSuchAgreement();
        }
        if (proposed.proposedBy().equals(by)) {
            return new SamePerson();
        }
        if (!agreements.decide(agreementId, Status.PROPOSED, Status.ACTIVE, by, clock.instant())) {
            return new NotNow(proposed.status());
        }
        if (proposed.replaces() != null) {
            agreements.decide(proposed.replaces(), Status.ACTIVE, Status.ENDED, by, clock.instant());
        }
        return stands(agreementId);
    }

    /** Also the proposer may take a proposal back. */
    @Transactional
    Outcome reject(UUID agreementId, String by) {
        return change(agreementId, Status.PROPOSED, Status.REJECTED, by);
    }

    /** Ends it at once: what protects persons needs no second pair of eyes. */
    @Transactional
    Outcome end(UUID agreementId, String by) {
        return change(agreementId, Status.ACTIVE, Status.ENDED, by);
    }

    private Outcome change(UUID agreementId, Status from, Status to, String by) {
        var found = agreements.find(agreementId).orElse(null);
        if (found == null) {
            return new NoSuchAgreement();
        }
        return agreements.decide(agreementId, from, to, by, clock.instant())
                ? stands(agreementId)
                : new NotNow(found.status());
    }

    private Outcome stands(UUID agreementId) {
        return agreements.find(agreementId).<Outcome>map(Stands::new).orElseGet(NoSuchAgreement::new);
    }
}
