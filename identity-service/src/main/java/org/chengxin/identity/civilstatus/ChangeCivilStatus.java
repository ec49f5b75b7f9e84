package org.chengxin.identity.civilstatus;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import org.chengxin.identity.account.Accounts;
import org.chengxin.identity.contact.ContactPoints;
import org.chengxin.identity.document.IdentityDocument;
import org.chengxin.identity.registry.PersonName;
import org.chengxin.identity.registry.SubjectChanges;
import org.chengxin.identity.registry.SubjectProfile;
import org.chengxin.identity.registry.Subjects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Use case: public security reports a new name, another document, a corrected number, or a death. */
@Component
class ChangeCivilStatus {

    private final SubjectChanges changes;
    private final Subjects subjects;
    private final Accounts accounts;
    private final ContactPoints contactPoints;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ChangeCivilStatus(
            SubjectChanges changes,
            Subjects subjects,
            Accounts accounts,
            ContactPoints contactPoints,
            TransactionTemplate transaction,
            Clock clock) {
        this.changes = changes;
        this.subjects = subjects;
        this.accounts = accounts;
        this.contactPoints = contactPoints;
        this.transaction = transaction;
        this.clock = clock;
    }

    Outcome rename(UUID subjectId, PersonName name) {
        return ofTheLiving(subjectId, person -> {
            if (!person.subject().isVerifiedAs(name) || !person.subject().name().agreesWith(name)) {
                changes.rename(person.subject(), name);
            }
            return new Outcome.Renamed(name);
        });
    }

    /** @param replaced the document whose number was wrong, when this one corrects it */
    Outcome addDocument(UUID subjectId, IdentityDocument document, @Nullable IdentityDocument replaced) {
        return ofTheLiving(subjectId, person -> {
            if (replaced != null && !person.documents().contains(replaced)) {
                return new Outcome.NotTheirs();
            }
            if (!person.documents().contains(document)) {
                var owner = subjects.find(document);
                if (owner.isPresent() || !changes.addDocument(subjectId, document)) {
                    return new Outcome.TakenByAnother();
                }
            }
            if (replaced != null && !replaced.equals(document)) {
                changes.endDocument(subjectId, replaced);
            }
            return new Outcome.Added(document);
        });
    }

    Outcome recordDeath(UUID subjectId, LocalDate diedOn) {
        return ofThePerson(subjectId, person -> {
            var today = LocalDate.now(clock);
            var born = person.documents().stream()
                    .map(document -> document.bornOn(today))
                    .findFirst();
            if (diedOn.isAfter(today) || born.filter(diedOn::isBefore).isPresent()) {
                return new Outcome.ImpossibleDay();
            }
            if (person.diedOn() == null) {
                changes.recordDeath(subjectId, diedOn);
                var _ = accounts.close(subjectId);
                contactPoints.eraseAll(subjectId);
            } else if (!person.diedOn().equals(diedOn)) {
                return new Outcome.DiedOnAnotherDay();
            }
            return new Outcome.Deceased(diedOn);
        });
    }

    private Outcome ofTheLiving(UUID subjectId, Function<SubjectProfile, Outcome> change) {
        return ofThePerson(subjectId, person -> person.diedOn() == null ? change.apply(person) : new Outcome.Dead());
    }

    private Outcome ofThePerson(UUID subjectId, Function<SubjectProfile, Outcome> change) {
        return transaction.execute(_ -> changes.hold(subjectId)
                .map(person -> person.subject().mergedInto() == null
                        ? change.apply(person)
                        : new Outcome.StandsBehindAnother())
                .orElseGet(Outcome.NoSuchPerson::new));
    }
}
