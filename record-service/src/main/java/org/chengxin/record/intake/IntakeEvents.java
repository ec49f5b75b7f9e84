package org.chengxin.record.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.chengxin.chassis.events.Outbox;
import org.chengxin.chassis.events.Outgoing;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.chengxin.record.ledger.Source;
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
 * Gives every intake event its one effect and its one receipt, in one transaction per batch. {@link IntakeBook} is the
 * inbox: an event that stands in it, or waits, has come before.
 *
 * <p>An event that breaks the transaction is found by doing the batch again one by one; it is refused, and those behind
 * it go on. What passes by itself (identity-service or the database away) is thrown: the batch comes again.
 */
@Component
class IntakeEvents {

    static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(IntakeEvents.class);
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    private final Clerk clerk;
    private final IntakeBook book;
    private final WaitingEvents waitingEvents;
    private final Rejections rejections;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    IntakeEvents(
            Clerk clerk,
            IntakeBook book,
            WaitingEvents waitingEvents,
            Rejections rejections,
            Outbox outbox,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.clerk = clerk;
        this.book = book;
        this.waitingEvents = waitingEvents;
        this.rejections = rejections;
        this.outbox = outbox;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Events as they come from the topics. */
    void take(List<Arrival> arrivals) {
        var remembered = clerk.recall(arrivals.stream().map(this::item).toList());
        var now = new ArrayList<Arrival>(arrivals.size());
        var later = new ArrayList<Arrival>();
        var behind = new HashSet<Source.Key>();
        for (var arrival : arrivals) {
            var decision = arrival.decision();
            if (isKnown(arrival, remembered)
                    && decision.filter(behind::contains).isEmpty()) {
                now.add(arrival);
            } else {
                later.add(arrival);
                decision.ifPresent(behind::add);
            }
        }
        // Those whose persons are known do not wait while identity-service looks for the others.
        settleAll(now, this::firstTime, this::park, _ -> remembered);
        settleAll(later, this::firstTime, this::park, this::ask);
    }

    private static boolean isKnown(Arrival arrival, Map<Person, PersonAnswer> remembered) {
        return !(arrival.statement() instanceof Statement.Claim(var submission))
                || remembered.containsKey(submission.person());
    }

    /** Events that have waited for the public authority; those that still have no answer stay where they are. */
    void takeAgain(List<Arrival> arrivals) {
        settleAll(arrivals, this::stillWaiting, _ -> {}, this::ask);
    }

    private Map<Person, PersonAnswer> ask(List<Arrival> arrivals) {
        return clerk.ask(arrivals.stream().map(this::item).toList());
    }

    private void settleAll(List<Arrival> arrivals, Choice choice, Delay delay, Answers answers) {
        try {
            settle(arrivals, choice, delay, answers);
        } catch (RuntimeException e) {
            rethrowIfItPasses(e);
            arrivals.forEach(arrival -> settleAlone(arrival, choice, delay, answers));
        }
    }

    private void settleAlone(Arrival arrival, Choice choice, Delay delay, Answers answers) {
        try {
            settle(List.of(arrival), choice, delay, answers);
        } catch (RuntimeException e) {
            rethrowIfItPasses(e);
            // The message of a fault may quote what was sent.
            log.error(
                    "Refused {}, which could not be written: {}",
                    arrival,
                    e.getClass().getName());
            settle(List.of(unreadable(arrival)), choice, delay, answers);
        }
    }

    /** Which of the arrivals are to be decided now, inside the transaction. */
    private interface Choice {
        Chosen of(List<Arrival> arrivals);
    }

    /**
     * @param held decisions of which an earlier event waits
     * @param haveWaited whether they stand among the waiting, and leave it when they are decided
     */
    private record Chosen(List<Arrival> arrivals, Set<Source.Key> held, boolean haveWaited) {}

    /** What to do with those that nobody can decide yet, inside the transaction. */
    private interface Delay {
        void of(List<Arrival> arrivals);
    }

    /** Who the persons are, found out before the transaction. */
    private interface Answers {
        Map<Person, PersonAnswer> about(List<Arrival> arrivals);
    }

    private void settle(List<Arrival> arrivals, Choice choice, Delay delay, Answers known) {
        if (arrivals.isEmpty()) {
            return;
        }
        var answers = known.about(arrivals);
        transaction.executeWithoutResult(_ -> {
            book.lookUpByIndex();
            var chosen = choice.of(arrivals);
            var outcomes =
                    clerk.decide(chosen.arrivals().stream().map(this::item).toList(), answers, chosen.held());
            var waiting = new ArrayList<Arrival>();
            var settled = new ArrayList<Settled>();
            for (var index = 0; index < outcomes.size(); index++) {
                var arrival = chosen.arrivals().get(index);
                var outcome = outcomes.get(index);
                if (outcome instanceof Outcome.Waiting) {
                    waiting.add(arrival);
                } else {
                    settled.add(new Settled(arrival, outcome));
                }
            }
            delay.of(waiting);
            if (chosen.haveWaited()) {
                waitingEvents.release(settled.stream().map(Settled::arrival).toList());
            }
            write(settled);
        });
    }

    /** Unanswered for a day: it is decided without the authority, and the department sends it again. */
    private Clerk.Item item(Arrival arrival) {
        return arrival.item(!clock.instant().isBefore(arrival.receivedAt().plus(LONGEST_WAIT)));
    }

    private record Settled(Arrival arrival, Outcome outcome) {}

    private void write(List<Settled> settled) {
        book.decided(settled.stream().map(IntakeEvents::decided).toList());
        rejections.add(settled.stream()
                .filter(one -> one.outcome() instanceof Outcome.Rejected)
                .map(one -> refused(one.arrival(), (Outcome.Rejected) one.outcome()))
                .toList());
        outbox.append(settled.stream().map(IntakeEvents::receipt).toList());
    }

    private Chosen firstTime(List<Arrival> arrivals) {
        // In this order: what is decided in between is found in the book.
        var seen = waitingEvents.stillWaiting(arrivals);
        seen.addAll(book.known(arrivals));
        // A batch may hold one event twice: the first adds the key.
        var chosen = arrivals.stream()
                .filter(arrival -> seen.add(arrival.eventKey()))
                .toList();
        return new Chosen(
                chosen,
                waitingEvents.waitingDecisions(chosen.stream()
                        .flatMap(arrival -> arrival.decision().stream())
                        .collect(Collectors.toSet())),
                false);
    }

    /** Called in order, the first of each decision in front: nothing else is ahead of them. */
    private Chosen stillWaiting(List<Arrival> arrivals) {
        var still = waitingEvents.stillWaiting(arrivals);
        // Another replica may have decided it while this one put it aside: it has had its receipt.
        var decided = book.known(arrivals);
        waitingEvents.release(arrivals.stream()
                .filter(arrival -> decided.contains(arrival.eventKey()))
                .toList());
        return new Chosen(
                arrivals.stream()
                        .filter(arrival -> still.contains(arrival.eventKey()))
                        .filter(arrival -> !decided.contains(arrival.eventKey()))
                        .toList(),
                Set.of(),
                true);
    }

    private void park(List<Arrival> arrivals) {
        waitingEvents.park(arrivals, FIRST_PAUSE);
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

    private static Rejections.Refused refused(Arrival arrival, Outcome.Rejected outcome) {
        var forbidden = arrival.statement() instanceof Statement.Unfit unfit
                ? unfit.defects().stream().anyMatch(defect -> defect.ground().forbidsKeeping())
                : Objects.equals(outcome.problem().slug(), Ground.SUBJECT_MINOR.slug());
        return new Rejections.Refused(arrival, outcome, !forbidden);
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
