package org.chengxin.bench.faults;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.chengxin.local.demo.DemoPerson;

/**
 * Finds what no answer may be, however late the platform is: about another person, past its end, never reported so, or
 * older than what somebody was already told.
 *
 * <p>That a change is not seen yet is no error; how long it was not is told by {@link #longestBehind}.
 */
final class Judge {

    private final Book book;
    private final LocalDate today;
    private final Map<Wrong, Integer> wrongs = new ConcurrentHashMap<>();
    private final Map<String, DemoPerson> unexplained = new ConcurrentHashMap<>();
    private final AtomicLong behind = new AtomicLong();

    enum Wrong {
        OF_ANOTHER_PERSON,
        PAST_ITS_END,
        NEVER_REPORTED_SO,
        OLDER_THAN_SHOWN_BEFORE,
        NO_LONGER_SHOWN
    }

    /** A record in an answer. */
    record Shown(String recordId, LocalDate decidedOn, LocalDate displayUntil) {}

    Judge(Book book, LocalDate today) {
        this.book = book;
        this.today = today;
    }

    /** @param begun when the question was sent, and when its answer was complete ({@link System#nanoTime}) */
    void look(DemoPerson person, List<Shown> answer, long begun, long complete) {
        var shown = new HashSet<Entry>();
        for (var record : answer) {
            if (!record.displayUntil().isAfter(today)) {
                wrong(Wrong.PAST_ITS_END);
            }
            var entry = book.byRecordId(record.recordId());
            if (entry.isEmpty()) {
                // Its receipt may be on the way: looked at again in the end.
                unexplained.put(record.recordId(), person);
                continue;
            }
            shown.add(entry.get());
            look(entry.get(), person, record, begun, complete);
        }
        for (var entry : book.of(person)) {
            if (!shown.contains(entry)) {
                missing(entry, begun, complete);
            }
        }
    }

    private void look(Entry entry, DemoPerson person, Shown record, long begun, long complete) {
        if (!entry.person().equals(person)) {
            wrong(Wrong.OF_ANOTHER_PERSON);
            return;
        }
        var revision = entry.decidedOn(record.decidedOn());
        if (revision.isEmpty()) {
            wrong(Wrong.NEVER_REPORTED_SO);
            return;
        }
        int number = revision.get().number();
        if (number < entry.seenBefore(begun)) {
            wrong(Wrong.OLDER_THAN_SHOWN_BEFORE);
        }
        entry.overtakenSince(number).ifPresent(since -> behind.accumulateAndGet(begun - since, Math::max));
        entry.seen(number, complete);
    }

    /** What was shown and is not any more must have been withdrawn, and then stays away. */
    private void missing(Entry entry, long begun, long complete) {
        if (entry.seenBefore(begun) == 0) {
            return;
        }
        var withdrawal = entry.withdrawal();
        if (withdrawal.isEmpty()) {
            wrong(Wrong.NO_LONGER_SHOWN);
        } else {
            entry.seen(withdrawal.get().number(), complete);
        }
    }

    private void wrong(Wrong what) {
        wrongs.merge(what, 1, Integer::sum);
    }

    /** Wrong answers by kind, when all receipts are in. */
    Map<Wrong, Integer> verdict() {
        unexplained.forEach((recordId, person) -> {
            var entry = book.byRecordId(recordId);
            if (entry.isEmpty()) {
                wrong(Wrong.NEVER_REPORTED_SO);
            } else if (!entry.get().person().equals(person)) {
                wrong(Wrong.OF_ANOTHER_PERSON);
            }
        });
        unexplained.clear();
        return new ConcurrentHashMap<>(wrongs);
    }

    /** The longest time, in seconds, after which an answer still did not know what a receipt had said. */
    double longestBehind() {
        return behind.get() / 1e9;
    }

    /** What an answer says. */
    static List<Shown> read(tools.jackson.databind.JsonNode answer) {
        var shown = new ArrayList<Shown>();
        for (var record : answer.path("records")) {
            shown.add(new Shown(
                    record.path("recordId").asString(),
                    LocalDate.parse(record.path("decidedOn").asString()),
                    LocalDate.parse(record.path("displayUntil").asString())));
        }
        return shown;
    }
}
