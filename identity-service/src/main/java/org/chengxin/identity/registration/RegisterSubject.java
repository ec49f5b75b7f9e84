package org.chengxin.identity.registration;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.chengxin.chassis.idempotency.KeyedTransaction;
import org.chengxin.identity.authority.PublicAuthority;
import org.chengxin.identity.authority.Question;
import org.chengxin.identity.authority.Verdict;
import org.chengxin.identity.document.IdentityDocument;
import org.chengxin.identity.realname.RealNameEntries;
import org.chengxin.identity.realname.RealNameEntry;
import org.chengxin.identity.realname.RealNameField;
import org.chengxin.identity.registration.Registration.Known;
import org.chengxin.identity.registration.Registration.Mismatch;
import org.chengxin.identity.registration.Registration.New;
import org.chengxin.identity.registration.Registration.NotIdentified;
import org.chengxin.identity.registry.Confirmations;
import org.chengxin.identity.registry.NewSubject;
import org.chengxin.identity.registry.PersonName;
import org.chengxin.identity.registry.Subject;
import org.chengxin.identity.registry.Subjects;
import org.chengxin.identity.registry.Verification;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Use case: real-name registration of a person by a department or a prefecture. */
@Component
class RegisterSubject {

    private final Subjects subjects;
    private final RealNameEntries realNames;
    private final PublicAuthority authority;
    private final Confirmations confirmations;
    private final KeyedTransaction keyed;
    private final Line line;
    private final Clock clock;

    RegisterSubject(
            Subjects subjects,
            RealNameEntries realNames,
            PublicAuthority authority,
            Confirmations confirmations,
            KeyedTransaction keyed,
            Line line,
            Clock clock) {
        this.subjects = subjects;
        this.realNames = realNames;
        this.authority = authority;
        this.confirmations = confirmations;
        this.keyed = keyed;
        this.line = line;
        this.clock = clock;
    }

    /** @param shown what is answered, kept with the registration */
    ResponseEntity<?> register(
            IdentityDocument document,
            PersonName name,
            RealNameField field,
            Office verifier,
            Function<Registration, ResponseEntity<?>> shown) {
        // The authority is asked before the transaction begins: nobody holds a lock or a connection while waiting for
        // it.
        var known = line.inTurn(() -> subjects.find(document));
        var verdict = needsTheAuthority(known) ? authority.ask(new Question(document, name)) : Verdict.NO_ANSWER;
        return line.inTurn(() -> keyed.answer(() -> {
            var registration = settle(document, name, verdict);
            registration.subject().ifPresent(subject -> enter(subject, field, verifier));
            return shown.apply(registration);
        }));
    }

    private static boolean needsTheAuthority(Optional<Subject> known) {
        return known.map(subject -> subject.verification().isOpenToAnotherName())
                .orElse(true);
    }

    private Registration settle(IdentityDocument document, PersonName name, Verdict verdict) {
        var known = subjects.find(document);
        if (known.isPresent()) {
            return settleKnown(known.get(), name, verdict);
        }
        return switch (verdict) {
            case UNKNOWN -> new NotIdentified();
            case AGREES -> add(new NewSubject(document, name, Verification.VERIFIED), verdict);
            case DISAGREES -> add(new NewSubject(document, name, Verification.MISMATCH), verdict);
            case NO_ANSWER -> add(new NewSubject(document, name, Verification.UNVERIFIED), verdict);
        };
    }

    private Registration add(NewSubject newcomer, Verdict verdict) {
        var added = subjects.addAll(List.of(newcomer)).get(newcomer.document());
        if (added != null) {
            return new New(added);
        }
        // Somebody else has registered the same document since we looked: then theirs is the person.
        return settleKnown(subjects.find(newcomer.document()).orElseThrow(), newcomer.name(), verdict);
    }

    private Registration settleKnown(Subject known, PersonName name, Verdict verdict) {
        var sameName = known.isKnownAs(name);
        if (known.verification() == Verification.VERIFIED) {
            return sameName ? new Known(known) : new Mismatch();
        }
        return switch (verdict) {
            case AGREES -> verify(known, name);
            case DISAGREES -> {
                if (sameName) {
                    confirmations.settle(known.id(), Verification.MISMATCH);
                }
                yield sameName ? new Known(known.as(Verification.MISMATCH)) : new Mismatch();
            }
            case UNKNOWN -> {
                confirmations.settle(known.id(), Verification.NOT_IDENTIFIED);
                yield new NotIdentified();
            }
            case NO_ANSWER -> sameName ? new Known(known) : new Mismatch();
        };
    }

    private Registration verify(Subject known, PersonName name) {
        if (confirmations.verify(known.id(), name)) {
            return new Known(known.verifiedAs(name));
        }
        // Verified by somebody else at the same moment, perhaps under another name: never overwritten.
        return subjects.profile(known.id())
                .filter(profile -> profile.subject().isVerifiedAs(name))
                .<Registration>map(profile -> new Known(profile.subject()))
                .orElseGet(Mismatch::new);
    }

    private void enter(Subject subject, RealNameField field, Office verifier) {
        realNames.keep(
                subject.id(),
                new RealNameEntry(
                        field.code(),
                        subject.verification() == Verification.VERIFIED,
                        verifier.code(),
                        LocalDate.now(clock),
                        RealNameEntry.Method.PUBLIC_AUTHORITY),
                verifier.division());
    }
}
