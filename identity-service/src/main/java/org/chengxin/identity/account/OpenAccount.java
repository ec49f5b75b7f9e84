package org.chengxin.identity.account;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import org.chengxin.chassis.idempotency.KeyedTransaction;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.chengxin.identity.document.IdentityDocument;
import org.chengxin.identity.registry.PersonName;
import org.chengxin.identity.registry.Subject;
import org.chengxin.identity.registry.SubjectProfile;
import org.chengxin.identity.registry.Subjects;
import org.chengxin.identity.registry.Verification;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Use case: an office that saw a person invites them, and the person opens their account (rules K-1 to K-3). */
@Component
class OpenAccount {

    private static final Duration INVITATION = Duration.ofDays(1);

    /** Without letters and digits that look alike; twenty of them are a hundred bits. */
    private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Accounts accounts;
    private final Subjects subjects;
    private final RealmUsers users;
    private final TransactionTemplate transaction;
    private final KeyedTransaction keyed;
    private final Clock clock;

    OpenAccount(
            Accounts accounts,
            Subjects subjects,
            RealmUsers users,
            TransactionTemplate transaction,
            KeyedTransaction keyed,
            Clock clock) {
        this.accounts = accounts;
        this.subjects = subjects;
        this.users = users;
        this.transaction = transaction;
        this.keyed = keyed;
        this.clock = clock;
    }

    Invitation invite(UUID subjectId, String invitedBy) {
        return subjects.profile(subjectId)
                .map(person -> invite(person, invitedBy))
                .orElseGet(Invitation.NoSuchPerson::new);
    }

    private Invitation invite(SubjectProfile person, String invitedBy) {
        var subject = person.subject();
        if (person.diedOn() != null) {
            return new Invitation.Dead();
        }
        if (subject.verification() != Verification.VERIFIED
                || subject.mergedInto() != null
                || person.documents().isEmpty()) {
            return new Invitation.NotVerified();
        }
        var today = LocalDate.now(clock);
        if (person.documents().getFirst().adultOn(today).isAfter(today)) {
            return new Invitation.Minor();
        }
        if (accounts.has(subject.id())) {
            return new Invitation.AlreadyOpen();
        }
        var code = random(20);
        var validUntil = Instant.now(clock).plus(INVITATION);
        accounts.invite(hash(code), subject.id(), invitedBy, validUntil);
        return new Invitation.Issued(code, validUntil);
    }

    /**
     * Opens the account of the invited person; one that was begun with this code and not finished is finished.
     *
     * <p>The user name is committed before the realm hears it: an attempt whose answer was lost is found by it.
     *
     * @param shown what is answered, kept with the opening
     * @throws PeerUnavailable when the realm does not answer; the person comes again with the same code
     */
    ResponseEntity<?> open(
            String code, IdentityDocument document, PersonName name, Function<Opening, ResponseEntity<?>> shown) {
        var codeHash = hash(code);
        var begun = transaction.execute(status -> {
            var beginning = begin(codeHash, document, name);
            if (!(beginning instanceof Begun)) {
                status.setRollbackOnly();
            }
            return beginning;
        });
        return switch (begun) {
            case Begun(var account) -> {
                users.create(account.userName(), account.subjectId());
                yield keyed.answer(() -> shown.apply(
                        accounts.opened(account) ? new Opening.Opened(account.userName()) : new Opening.Refused()));
            }
            case Ended(var opening) -> shown.apply(opening);
        };
    }

    /** How far the first step comes. */
    private sealed interface Beginning {}

    private record Begun(Accounts.Underway account) implements Beginning {}

    private record Ended(Opening opening) implements Beginning {}

    private Beginning begin(byte[] codeHash, IdentityDocument document, PersonName name) {
        var known = subjects.find(document)
                .filter(subject -> subject.isVerifiedAs(name))
                .map(Subject::currentId);
        var begunBefore = accounts.resume(codeHash);
        var invited = begunBefore.map(Accounts.Underway::subjectId).or(() -> accounts.useInvitation(codeHash));
        if (invited.isEmpty() || !invited.equals(known)) {
            return new Ended(new Opening.Refused());
        }
        if (begunBefore.isPresent()) {
            return new Begun(begunBefore.get());
        }
        var account = new Accounts.Underway(invited.get(), "c-" + random(10));
        return accounts.begin(account.subjectId(), account.userName(), codeHash)
                ? new Begun(account)
                : new Ended(new Opening.AlreadyOpen());
    }

    private static String random(int length) {
        var text = new StringBuilder(length);
        for (var place = 0; place < length; place++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** The code has a hundred random bits: a plain hash tells nothing about it. */
    private static byte[] hash(String code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(code.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
