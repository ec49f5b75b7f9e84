package org.chengxin.repair.desk;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.chassis.events.EventBatches;
import org.chengxin.chassis.events.IncomingEvent;
import org.chengxin.repair.cases.RecordFollowed;
import org.chengxin.repair.records.KnownRecord;
import org.chengxin.repair.records.KnownRecords;
import org.chengxin.repair.records.Polarity;
import org.chengxin.repair.records.Severity;
import org.chengxin.repair.records.Standing;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Keeps {@link KnownRecords} current, and sees record-service carry out what a case announced. Contract:
 * deploy/contracts/events/record-service.
 */
@Component
class RecordChangesListener {

    private final EventBatches batches;
    private final KnownRecords records;
    private final RecordFollowed recordFollowed;

    RecordChangesListener(EventBatches batches, KnownRecords records, RecordFollowed recordFollowed) {
        this.batches = batches;
        this.records = records;
        this.recordFollowed = recordFollowed;
    }

    /** In a burst it waits a moment for more: a transaction for many changes costs little more than one for a few. */
    @KafkaListener(
            topics = "record-changes",
            groupId = "repair-service",
            properties = {"fetch.min.bytes=262144", "fetch.max.wait.ms=250"})
    void on(List<ConsumerRecord<String, byte[]>> messages) {
        batches.handleVersioned("record-changes", messages, this::apply);
    }

    private void apply(List<IncomingEvent> events) {
        var known = new ArrayList<KnownRecord>();
        var effects = new ArrayList<IncomingEvent>();
        for (var event : events) {
            // Other types on the topic are for other readers.
            if (event.type().equals("record.changed.v1")) {
                var changed = event.as(RecordChanged.class);
                known.add(changed.toKnownRecord());
                if (recordFollowed.concerns(changed.cause())) {
                    effects.add(event);
                }
            }
        }
        records.remember(known);
        // Confirming has no version to go by: a repeat must not confirm what was announced after it.
        for (var event : batches.firstTime("record-changes-effects", effects)) {
            var changed = event.as(RecordChanged.class);
            recordFollowed.followed(changed.recordId(), changed.version(), changed.cause());
        }
    }

    /** The members repair reads, and no more. */
    record RecordChanged(
            UUID recordId,
            long version,
            String cause,
            UUID subjectId,
            int revision,
            String recordType,
            Polarity polarity,
            @Nullable Severity severity,
            String department,
            LocalDate decidedOn,
            @Nullable LocalDate answerUntil,
            @Nullable LocalDate finalOn,
            LocalDate displayUntil,
            LocalDate minDisplayUntil,
            boolean repairable,
            Standing standing,
            Flags flags) {

        /** The marks that travel with the record, as far as repair needs them. */
        record Flags(boolean disputed, boolean dutyPerformed) {}

        KnownRecord toKnownRecord() {
            return new KnownRecord(
                    recordId,
                    subjectId,
                    version,
                    revision,
                    recordType,
                    department,
                    polarity,
                    severity,
                    decidedOn,
                    answerUntil,
                    finalOn,
                    minDisplayUntil,
                    displayUntil,
                    repairable,
                    standing,
                    flags.disputed(),
                    flags.dutyPerformed());
        }
    }
}
