package org.chengxin.identity.contact;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.chengxin.identity.contact.VerificationCode.Check;
import org.chengxin.identity.registry.SubjectChanges;
import org.chengxin.identity.registry.Subjects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Use case: a person keeps an address here, proves that it is theirs, erases it. Nobody has to; what is in the inbox counts
 * with and without one.
 */
@Component
class KeepContactPoint {

    private final ContactPoints points;
    private final MessageChannels channels;
    private final Subjects subjects;
    private final SubjectChanges changes;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    KeepContactPoint(
            ContactPoints points,
            MessageChannels channels,
            Subjects subjects,
            SubjectChanges changes,
            TransactionTemplate transaction,
            Clock clock) {
        this.points = points;
        this.channels = channels;
        this.subjects = subjects;
        this.changes = changes;
        this.transaction = transaction;
        this.clock = clock;
    }

    List<ContactPoint> list(UUID subjectId) {
        return points.of(subjectId);
    }

    /** Remembers the address and sends a code there; the code is committed before it is on its way. */
    Keeping put(UUID subjectId, ContactAddress address) {
        if (!channels.isOn(address.channel())) {
            return new Keeping.ChannelOff();
        }
        var code = VerificationCode.next(random, clock.instant());
        var kept = transaction.execute(_ -> keep(subjectId, address, code));
        if (!(kept instanceof Keeping.CodeSent)) {
            return kept;
        }
        return switch (channels.send(address, Message.code(UUID.randomUUID(), code))) {
            case Handover.Sent _ -> kept;
            case Handover.Refused _ -> new Keeping.AddressRefused();
            case Handover.Later _ -> new Keeping.ChannelAway();
        };
    }

    private Keeping keep(UUID subjectId, ContactAddress address, VerificationCode code) {
        var account = subjects.profile(subjectId);
        // Who stands for them knows whether they live; held, so that a death meanwhile waits and erases this too.
        var person = account.flatMap(found -> changes.hold(found.subject().currentId()));
        if (person.isEmpty()) {
            return new Keeping.NoSuchPerson();
        }
        if (person.get().diedOn() != null) {
            return new Keeping.Dead();
        }
        var now = clock.instant();
        var before = points.hold(subjectId, address.channel());
        if (before.filter(point -> point.verifiedAt() != null && point.address().equals(address))
                .isPresent()) {
            return new Keeping.VerifiedAlready(address);
        }
        if (!points.countSent(subjectId, now)) {
            return new Keeping.TooManyCodes();
        }
        points.put(subjectId, address, code, now);
        return new Keeping.CodeSent(address, code.expiresAt());
    }

    Keeping verify(UUID subjectId, Channel channel, String given) {
        return transaction.execute(_ -> points.hold(subjectId, channel)
                .map(point -> verify(point, given, clock.instant()))
                .orElseGet(Keeping.NoCode::new));
    }

    private Keeping verify(ContactPoint point, String given, Instant now) {
        var code = point.code();
        if (code == null) {
            return point.verifiedAt() == null ? new Keeping.NoCode() : new Keeping.VerifiedAlready(point.address());
        }
        return switch (code.check(given, now)) {
            case Check.RIGHT -> {
                points.verify(point, now);
                yield new Keeping.Verified(point.address());
            }
            case Check.WRONG -> {
                points.countWrong(point);
                yield new Keeping.WrongCode(VerificationCode.MOST_WRONG - code.wrongSoFar() - 1);
            }
            case Check.SPENT -> new Keeping.NoCode();
        };
    }

    void erase(UUID subjectId, Channel channel) {
        points.erase(subjectId, channel);
    }
}
