package org.chengxin.sharing.regions;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.chengxin.sharing.persons.NamedDocument;
import org.chengxin.sharing.persons.Persons;
import org.chengxin.sharing.persons.Resolution;
import org.chengxin.sharing.persons.Resolution.Known;
import org.chengxin.sharing.records.FeedHead;
import org.chengxin.sharing.records.ForeignRecord;
import org.chengxin.sharing.records.ForeignRecords;
import org.chengxin.sharing.records.RecordTypes;
import org.chengxin.sharing.regions.Inbound.Flaw;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes what other regions tell about our people: references to what they hold, or records (4.1). */
@Component
class TakeInbound {

    private final Persons persons;
    private final Regions regions;
    private final ForeignRecords records;
    private final RecordTypes recordTypes;
    private final FeedHead feedHead;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TakeInbound(
            Persons persons,
            Regions regions,
            ForeignRecords records,
            RecordTypes recordTypes,
            FeedHead feedHead,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.persons = persons;
        this.regions = regions;
        this.records = records;
        this.recordTypes = recordTypes;
        this.feedHead = feedHead;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * One thing that a region tells.
     *
     * @param record null for a reference: the region holds records, or no longer does
     */
    record Told(
            NamedDocument person,
            String region,
            boolean holds,
            @Nullable String sourceRecordId,
            long revision,
            @Nullable Inbound record) {}

    /** What became of it. */
    sealed interface Outcome {}

    /** It is known here that the region holds records, or no longer does. */
    record Referred() implements Outcome {}

    /** The record is here under this id. */
    record Taken(UUID recordId) implements Outcome {}

    /** This revision or a later one is here already. */
    record Superseded() implements Outcome {}

    /** Nobody of ours. */
    record NotOurs() implements Outcome {}

    /** It may not come in. */
    record Refused(Flaw flaw) implements Outcome {}

    /** @throws org.chengxin.chassis.peer.PeerUnavailable when nobody can say who the persons are; nothing was taken */
    List<Outcome> take(List<Told> all) {
        var whose = persons.resolve(all.stream().map(Told::person).toList());
        var today = LocalDate.now(clock);
        var types = new HashMap<String, LocalDate>();
        for (int i = 0; i < all.size(); i++) {
            var record = all.get(i).record();
            if (record != null
                    && whose.get(i) instanceof Known
                    && record.flaw(today).isEmpty()) {
                types.put(record.recordType(), record.decidedOn());
            }
        }
        // Who asks the catalogue holds nobody up.
        recordTypes.arrive(types);
        return transaction.execute(_ -> {
            // Before all rows: two regions that push the same records in another order do not wait for each other.
            feedHead.locked();
            var outcomes = new ArrayList<Outcome>(all.size());
            for (int i = 0; i < all.size(); i++) {
                outcomes.add(take(all.get(i), whose.get(i)));
            }
            return List.copyOf(outcomes);
        });
    }

    private Outcome take(Told told, Resolution person) {
        if (!(person instanceof Known(var subjectId))) {
            return new NotOurs();
        }
        var record = told.record();
        var sourceRecordId = told.sourceRecordId();
        if (record == null || sourceRecordId == null) {
            if (told.holds()) {
                regions.refer(subjectId, told.region(), clock.instant());
            } else {
                regions.forget(subjectId, told.region());
            }
            return new Referred();
        }
        var flaw = record.flaw(LocalDate.now(clock));
        if (flaw.isPresent()) {
            return new Refused(flaw.get());
        }
        return regions.newRevision(told.region(), sourceRecordId, told.revision())
                .<Outcome>map(recordId -> {
                    records.keep(
                            new ForeignRecord(
                                    subjectId,
                                    recordId,
                                    told.revision(),
                                    told.region(),
                                    record.recordType(),
                                    record.decidedOn(),
                                    record.finalOn(),
                                    record.displayUntil(),
                                    record.standing(),
                                    record.disputed(),
                                    record.fields()),
                            LocalDate.now(clock),
                            clock.instant());
                    return new Taken(recordId);
                })
                .orElseGet(Superseded::new);
    }
}
