package org.chengxin.bench.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chengxin.local.demo.DemoPerson;

/** What was sent and which receipts came: from it follows what may and what must be shown. */
final class Book {

    private final Map<DemoPerson, List<Entry>> entries = new ConcurrentHashMap<>();
    private final Map<String, Entry> byRecordId = new ConcurrentHashMap<>();
    private final Map<String, Awaited> awaited = new ConcurrentHashMap<>();
    private final Map<String, String> receipts = new ConcurrentHashMap<>();
    private final Map<String, Integer> unexpected = new ConcurrentHashMap<>();
    private int doubled;
    private volatile long mark = Long.MAX_VALUE;
    private volatile long firstAfterMark;
    private volatile long last = System.nanoTime();

    private record Awaited(Entry entry, int revision, Set<String> outcomes, long sentAt) {}

    void add(Entry entry) {
        entries.computeIfAbsent(entry.person(), _ -> new CopyOnWriteArrayList<>())
                .add(entry);
    }

    /** An event that is about to be sent, and the receipts that are right for it. */
    void await(String eventId, Entry entry, int revision, Set<String> outcomes) {
        awaited.put(eventId, new Awaited(entry, revision, outcomes, System.nanoTime()));
    }

    /** The moment of the fault. */
    void mark(long moment) {
        mark = moment;
    }

    /**
     * A receipt.
     *
     * @param messageId that the announcement itself has: the same one delivered again is the same receipt
     * @param recordId blank in a refusal
     */
    synchronized void receipt(String messageId, String eventId, String outcome, String recordId) {
        var known = receipts.get(eventId);
        if (known != null) {
            doubled += known.equals(messageId) ? 0 : 1;
            return;
        }
        var event = awaited.remove(eventId);
        if (event == null) {
            // Of somebody else's work on the same topic.
            return;
        }
        receipts.put(eventId, messageId);
        last = System.nanoTime();
        if (event.sentAt() > mark && firstAfterMark == 0) {
            firstAfterMark = last;
        }
        if (!event.outcomes().contains(outcome)) {
            unexpected.merge(String.join("|", event.outcomes()) + " -> " + outcome, 1, Integer::sum);
        }
        if (!recordId.isBlank()) {
            event.entry().isKnownAs(recordId);
            byRecordId.put(recordId, event.entry());
        }
        if (outcome.equals("accepted")) {
            event.entry().accepted(event.revision(), last);
        }
    }

    Optional<Entry> byRecordId(String recordId) {
        return Optional.ofNullable(byRecordId.get(recordId));
    }

    List<Entry> of(DemoPerson person) {
        return entries.getOrDefault(person, List.of());
    }

    /** Everybody who has a record. */
    List<DemoPerson> persons() {
        return List.copyOf(entries.keySet());
    }

    /** Events without a receipt. */
    int open() {
        return awaited.size();
    }

    int events() {
        return awaited.size() + receipts.size();
    }

    /** A second, other receipt for the same event. */
    synchronized int doubled() {
        return doubled;
    }

    /** Receipts that an undisturbed platform does not give, with their number. */
    Map<String, Integer> unexpected() {
        return new TreeMap<>(unexpected);
    }

    /** When the last receipt came. */
    long last() {
        return last;
    }

    /** When the first receipt came for an event that was sent after the mark; empty while none has. */
    Optional<Long> firstAfterMark() {
        return firstAfterMark == 0 ? Optional.empty() : Optional.of(firstAfterMark);
    }

    /** By record id, what must be shown of a person in the end. */
    Map<String, String> mustShow(DemoPerson person) {
        var shown = new TreeMap<String, String>();
        for (var entry : of(person)) {
            var id = entry.recordId();
            var counts = entry.counts();
            if (id != null && counts.isPresent() && !counts.get().withdraws()) {
                shown.put(id, String.valueOf(counts.get().decidedOn()));
            }
        }
        return shown;
    }

    /** For tests and tables: the entries in the order of persons. */
    List<Entry> all() {
        var all = new ArrayList<Entry>();
        entries.values().forEach(all::addAll);
        return all;
    }
}
