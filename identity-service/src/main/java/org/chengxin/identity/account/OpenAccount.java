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
import org.chengxin.chassis.peer.PeerUnavailable;
import org.chengxin.identity.document.IdentityDocument;
import org.chengxin.identity.registry.PersonName;
import org.chengxin.identity.registry.SubjectProfile;
import org.chengxin.identity.registry.Subjects;
import org.chengxin.identity.registry.Verification;
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
    private final Clock clock;

    OpenAccount(Accounts accounts, Subjects subjects, RealmUsers users, TransactionTemplate transaction, Clock clock) {
        this.accounts = accounts;
        this.subjects = subjects;
        this.users = users;
        this.transaction = transaction;
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
     * Opens the account of the invited person.
     *
     * @throws PeerUnavailable when the realm does not answer; the invitation stays valid
     */
    Opening open(String code, IdentityDocument document, PersonName name) {
        var codeHash = hash(code);
        var userName = "c-" + random(10);
        var begun = transaction.execute(status -> {
            var opening = begin(codeHash, document, name, userName);
            if (!(opening instanceof Opening.Opened)) {
                status.setRollbackOnly();
            }
            return opening;
        });
        if (begun instanceof Opening.Opened) {
            createUser(codeHash, subjects.find(document).orElseThrow().currentId(), userName);
        }
        return begun;
    }

    private Opening begin(byte[] codeHash, IdentityDocument document, PersonName name, String userName) {
        var invited = accounts.useInvitation(codeHash);
        var known = subjects.find(document).filter(subject -> subject.isVerifiedAs(name));
        if (invited.isEmpty()
                || known.filter(subject -> subject.currentId().equals(invited.get()))
                        .isEmpty()) {
            return new Opening.Refused();
        }
        return accounts.begin(invited.get(), userName) ? new Opening.Opened(userName) : new Opening.AlreadyOpen();
    }

    private void createUser(byte[] codeHash, UUID subjectId, String userName) {
        try {
            users.create(userName, subjectId);
            accounts.opened(subjectId);
        } catch (PeerUnavailable away) {
            // Perhaps the realm made the user all the same: nobody knows its name, and the account takes it away again.
            accounts.close(subjectId);
            accounts.giveInvitationBack(codeHash);
            throw away;
        }
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
