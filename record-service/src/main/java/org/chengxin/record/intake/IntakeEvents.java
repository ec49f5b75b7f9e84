package org.chengxin.record.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.chengxin.chassis.events.Inbox;
import org.chengxin.chassis.events.Outbox;
import org.chengxin.chassis.events.Outgoing;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Gives every intake event its one effect and its one receipt, in one transaction per batch.
 *
 * <p>An event that breaks the transaction is found by doing the batch again one by one; it is refused, and those behind
 * it go on. What passes by itself (identity-service or the database away) is thrown: the batch comes again.
 */
@Component
class IntakeEvents {

    static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(IntakeEvents.class);
    private static final String CONSUMER = "intake";
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    private final Clerk clerk;
    private final IntakeBook book;
    private final Inbox inbox;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    IntakeEvents(
            Clerk clerk,
            IntakeBook book,
            Inbox inbox,
            Outbox outbox,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.clerk = clerk;
        this.book = book;
        this.inbox = inbox;
        this.outbox = outbox;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Events as they come from the topics. */
    void take(List<Arrival> arrivals) {
        settleAll(arrivals, this::firstTime, this::park);
    }

    /** Events that have waited for the public authority; those that still have no answer stay where they are. */
    void takeAgain(List<Arrival> arrivals) {
        settleAll(arrivals, this::stillWaiting, _ -> {});
    }

    private void settleAll(List<Arrival> arrivals, Choice choice, Delay delay) {
        try {
            settle(arrivals, choice, delay);
        } catch (RuntimeException e) {
            rethrowIfItPasses(e);
            arrivals.forEach(arrival -> settleAlone(arrival, choice, delay));
        }
    }

    private void settleAlone(Arrival arrival, Choice choice, Delay delay) {
        try {
            settle(List.of(arrival), choice, delay);
        } catch (RuntimeException e) {
            rethrowIfItPasses(e);
            // The message of a fault may quote what was sent.
            log.error(
                    "Refused {}, which could not be written: {}",
                    arrival,
                    e.getClass().getName());
            settle(List.of(unreadable(arrival)), choice, delay);
        }
    }

    /** Which of the arrivals are to be decided now, inside the transaction. */
    private interface Choice {
        List<Arrival> of(List<Arrival> arrivals);
    }

    /** What to do with those that nobody can decide yet, inside the transaction. */
    private interface Delay {
        void of(List<Arrival> arrivals);
    }

    private void settle(List<Arrival> arrivals, Choice choice, Delay delay) {
        if (arrivals.isEmpty()) {
            return;
        }
        var answers = clerk.ask(arrivals.stream().map(Arrival::item).toList());
        transaction.executeWithoutResult(_ -> {
            var chosen = choice.of(arrivals);
            var outcomes = clerk.decide(chosen.stream().map(Arrival::item).toList(), answers);
            var waiting = new ArrayList<Arrival>();
            var settled = new ArrayList<Settled>();
            for (var index = 0; index < chosen.size(); index++) {
                var arrival = chosen.get(index);
                var outcome = orTooLate(arrival, outcomes.get(index));
                if (outcome instanceof Outcome.Waiting) {
                    waiting.add(arrival);
                } else {
                    settled.add(new Settled(arrival, outcome));
                }
            }
            delay.of(waiting);
            write(settled);
        });
    }

    private record Settled(Arrival arrival, Outcome outcome) {}

    private void write(List<Settled> settled) {
        book.release(settled.stream().map(Settled::arrival).toList());
        book.decided(settled.stream().map(IntakeEvents::decided).toList());
        book.refused(settled.stream()
                .filter(one -> one.outcome() instanceof Outcome.Rejected)
                .map(one -> refused(one.arrival(), (Outcome.Rejected) one.outcome()))
                .toList());
        outbox.append(settled.stream().map(IntakeEvents::receipt).toList());
    }

    private List<Arrival> firstTime(List<Arrival> arrivals) {
        var first = inbox.firstTime(
                CONSUMER, arrivals.stream().map(IntakeEvents::inboxKey).toList());
        // A batch may hold one event twice: the first removes the key.
        return arrivals.stream()
                .filter(arrival -> first.remove(inboxKey(arrival)))
                .toList();
    }

    private List<Arrival> stillWaiting(List<Arrival> arrivals) {
        var still = book.stillWaiting(arrivals);
        return arrivals.stream()
                .filter(arrival -> still.contains(inboxKey(arrival)))
                .toList();
    }

    private void park(List<Arrival> arrivals) {
        book.park(arrivals, FIRST_PAUSE);
    }

    /** Unanswered for a day: the department sends it again. */
    private Outcome orTooLate(Arrival arrival, Outcome outcome) {
        var tooLate = outcome instanceof Outcome.Waiting
                && !clock.instant().isBefore(arrival.receivedAt().plus(LONGEST_WAIT));
        return tooLate
                ? new Outcome.Rejected(Defect.problem(List.of(Defect.of(Ground.AUTHORITY_UNAVAILABLE, "/subject"))))
                : outcome;
    }

    private static String inboxKey(Arrival arrival) {
        return arrival.provider().code() + " " + arrival.eventId();
    }

    private static Arrival unreadable(Arrival arrival) {
        var statement = arrival.statement();
        return arrival.stating(new Statement.Unfit(
                statement.sourceRecordId(), statement.revision(), List.of(Defect.of(Ground.EVENT_UNREADABLE, ""))));
    }

    private static IntakeBook.Decided decided(Settled one) {
        return switch (one.outcome()) {
            case Outcome.Accepted accepted -> new IntakeBook.Decided(one.arrival(), "ACCEPTED", accepted.recordId());
            case Outcome.Duplicate(var recordId) -> new IntakeBook.Decided(one.arrival(), "DUPLICATE", recordId);
            case Outcome.Superseded(var recordId) -> new IntakeBook.Decided(one.arrival(), "SUPERSEDED", recordId);
            case Outcome.Rejected _ -> new IntakeBook.Decided(one.arrival(), "REJECTED", null);
            case Outcome.Waiting _ -> throw new IllegalArgumentException("what waits is not decided");
        };
    }

    private static IntakeBook.Refused refused(Arrival arrival, Outcome.Rejected outcome) {
        var forbidden = arrival.statement() instanceof Statement.Unfit unfit
                ? unfit.defects().stream().anyMatch(defect -> defect.ground().forbidsKeeping())
                : Objects.equals(outcome.problem().slug(), Ground.SUBJECT_MINOR.slug());
        return new IntakeBook.Refused(arrival, outcome, !forbidden);
    }

    private static Outgoing receipt(Settled one) {
        var arrival = one.arrival();
        var statement = arrival.statement();
        return new Outgoing(
                Receipt.topic(arrival.provider()),
                arrival.receiptKey(),
                Receipt.type(one.outcome()),
                arrival.eventId(),
                Receipt.of(arrival.eventId(), statement.sourceRecordId(), statement.revision(), one.outcome()));
    }

    private static void rethrowIfItPasses(RuntimeException e) {
        if (e instanceof PeerUnavailable
                || e instanceof TransientDataAccessException
                || e instanceof DataAccessResourceFailureException
                || e instanceof TransactionException
                || e instanceof HttpClientErrorException.Forbidden
                || e instanceof HttpClientErrorException.NotFound) {
            throw e;
        }
    }
}
