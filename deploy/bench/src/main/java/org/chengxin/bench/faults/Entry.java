package org.chengxin.bench.faults;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.chengxin.local.demo.DemoPerson;
import org.jspecify.annotations.Nullable;

/**
 * One record as its department knows it: every revision that was sent has a day of decision of its own, by which an answer
 * tells which one it shows.
 */
final class Entry {

    private final String sourceRecordId;
    private final DemoPerson person;
    private final Source source;
    private final Map<Integer, Revision> revisions = new ConcurrentHashMap<>();
    private final Map<Integer, Long> accepted = new ConcurrentHashMap<>();
    private final Map<Integer, Long> seen = new ConcurrentHashMap<>();
    private volatile @Nullable String recordId;

    /** @param decidedOn null when the revision withdraws the record */
    record Revision(int number, @Nullable LocalDate decidedOn) {

        boolean withdraws() {
            return decidedOn == null;
        }
    }

    Entry(String sourceRecordId, DemoPerson person, Source source) {
        this.sourceRecordId = sourceRecordId;
        this.person = person;
        this.source = source;
    }

    String sourceRecordId() {
        return sourceRecordId;
    }

    DemoPerson person() {
        return person;
    }

    Source source() {
        return source;
    }

    /** Said before it is sent. */
    void says(int number, @Nullable LocalDate decidedOn) {
        revisions.put(number, new Revision(number, decidedOn));
    }

    int latest() {
        return revisions.size();
    }

    Optional<Revision> revision(int number) {
        return Optional.ofNullable(revisions.get(number));
    }

    Optional<Revision> decidedOn(LocalDate day) {
        return revisions.values().stream()
                .filter(revision -> day.equals(revision.decidedOn()))
                .findFirst();
    }

    Optional<Revision> withdrawal() {
        return revisions.values().stream().filter(Revision::withdraws).findFirst();
    }

    /** The receipt says that a revision counts. */
    void accepted(int number, long moment) {
        accepted.putIfAbsent(number, moment);
    }

    /** The revision that counts by all receipts. */
    Optional<Revision> counts() {
        return accepted.keySet().stream().max(Integer::compare).flatMap(this::revision);
    }

    /** Since when a later revision than this one was known to count; empty when none is. */
    Optional<Long> overtakenSince(int number) {
        return accepted.entrySet().stream()
                .filter(each -> each.getKey() > number)
                .map(Map.Entry::getValue)
                .min(Long::compare);
    }

    /** An answer that was complete at this moment showed the revision, or no longer showed the record. */
    void seen(int number, long moment) {
        seen.merge(number, moment, Math::min);
    }

    /** The latest revision in answers that were complete before a moment; 0 when none was. */
    int seenBefore(long moment) {
        return seen.entrySet().stream()
                .filter(each -> each.getValue() < moment)
                .mapToInt(Map.Entry::getKey)
                .max()
                .orElse(0);
    }

    void isKnownAs(String id) {
        recordId = id;
    }

    @Nullable
    String recordId() {
        return recordId;
    }
}
