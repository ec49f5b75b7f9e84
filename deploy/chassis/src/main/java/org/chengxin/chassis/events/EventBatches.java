package org.chengxin.chassis.events;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Applies a batch of events in one transaction, each once in effect.
 *
 * <p>When an event cannot be applied, the batch is done again one by one and the guilty event goes into quarantine;
 * those behind it are not held up. Faults that pass (a peer or the database away) are thrown: the container waits
 * and delivers the batch again.
 */
public class EventBatches {

    private final Inbox inbox;
    private final Quarantine quarantine;
    private final TransactionTemplate transaction;

    EventBatches(Inbox inbox, Quarantine quarantine, TransactionTemplate transaction) {
        this.inbox = inbox;
        this.quarantine = quarantine;
        this.transaction = transaction;
    }

    /**
     * @param consumer name under which the inbox remembers the events
     * @param handler applies one event, inside the transaction
     */
    public void handle(
            String consumer, List<ConsumerRecord<String, byte[]>> messages, Consumer<IncomingEvent> handler) {
        handleTogether(consumer, messages, events -> events.forEach(handler));
    }

    /** Like {@link #handle}, for handlers that apply all events of a batch with one statement. */
    public void handleTogether(
            String consumer, List<ConsumerRecord<String, byte[]>> messages, Consumer<List<IncomingEvent>> handler) {
        handleVersioned(consumer, messages, events -> {
            var first = firstTime(consumer, events);
            if (!first.isEmpty()) {
                handler.accept(first);
            }
        });
    }

    /**
     * Like {@link #handleTogether}, but the inbox is left out: for handlers on which a repeated event has no effect
     * because what it changes carries a version, such as a copy of somebody else's records.
     */
    public void handleVersioned(
            String consumer, List<ConsumerRecord<String, byte[]>> messages, Consumer<List<IncomingEvent>> handler) {
        var arrived = new ArrayList<Arrived>(messages.size());
        for (var message : messages) {
            try {
                arrived.add(new Arrived(message, IncomingEvents.read(message)));
            } catch (UnreadableEvent e) {
                setAside(consumer, message, e);
            }
        }
        try {
            apply(arrived, handler);
        } catch (RuntimeException e) {
            rethrowIfItPasses(e);
            oneByOne(consumer, arrived, handler);
        }
    }

    private record Arrived(ConsumerRecord<String, byte[]> message, IncomingEvent event) {}

    private void oneByOne(String consumer, List<Arrived> arrived, Consumer<List<IncomingEvent>> handler) {
        for (var one : arrived) {
            try {
                apply(List.of(one), handler);
            } catch (RuntimeException e) {
                rethrowIfItPasses(e);
                setAside(consumer, one.message(), e);
            }
        }
    }

    private void apply(List<Arrived> arrived, Consumer<List<IncomingEvent>> handler) {
        if (arrived.isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(
                status -> handler.accept(arrived.stream().map(Arrived::event).toList()));
    }

    /**
     * Of these events those that come for the first time, now remembered in the inbox. Inside the transaction of their
     * effect.
     */
    public List<IncomingEvent> firstTime(String consumer, List<IncomingEvent> events) {
        if (events.isEmpty()) {
            return events;
        }
        var first = inbox.firstTime(
                consumer, events.stream().map(EventBatches::inboxKey).toList());
        // A batch may hold one event twice: the first removes the key.
        return events.stream().filter(event -> first.remove(inboxKey(event))).toList();
    }

    /** An event id is unique within its source. */
    private static String inboxKey(IncomingEvent event) {
        return event.source() + " " + event.id();
    }

    private void setAside(String consumer, ConsumerRecord<String, byte[]> message, RuntimeException e) {
        String reason = e instanceof UnreadableEvent
                ? String.valueOf(e.getMessage())
                : e.getClass().getName();
        transaction.executeWithoutResult(status -> quarantine.keep(consumer, message, reason));
    }

    private static void rethrowIfItPasses(RuntimeException e) {
        if (e instanceof PeerUnavailable
                || e instanceof TransientDataAccessException
                || e instanceof DataAccessResourceFailureException
                || e instanceof TransactionException) {
            throw e;
        }
    }
}
