package org.chengxin.incentive.records;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.chassis.events.EventBatches;
import org.chengxin.chassis.events.IncomingEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Keeps {@link KnownRecords} current. Contract: deploy/contracts/events/record-service. */
@Component
class RecordChangesListener {

    private final EventBatches batches;
    private final KnownRecords records;

    RecordChangesListener(EventBatches batches, KnownRecords records) {
        this.batches = batches;
        this.records = records;
    }

    /** In a burst it waits a moment for more: a transaction for many changes costs little more than one for a few. */
    @KafkaListener(
            topics = "record-changes",
            groupId = "incentive-service",
            properties = {"fetch.min.bytes=262144", "fetch.max.wait.ms=250"})
    void on(List<ConsumerRecord<String, byte[]>> messages) {
        batches.handleVersioned("record-changes", messages, this::apply);
    }

    private void apply(List<IncomingEvent> events) {
        // Other types on the topic are for other readers.
        records.remember(events.stream()
                .filter(event -> event.type().equals("record.changed.v1"))
                .map(event -> event.as(RecordChanged.class).toKnownRecord())
                .toList());
    }

    /** The members incentive reads, and no more: never the facts of a record. */
    record RecordChanged(
            UUID recordId,
            long version,
            UUID subjectId,
            String recordType,
            Polarity polarity,
            LocalDate decidedOn,
            @Nullable LocalDate answerUntil,
            @Nullable LocalDate finalOn,
            LocalDate displayUntil,
            Standing standing,
            Flags flags) {

        /** The marks that travel with the record, as far as incentive needs them. */
        record Flags(boolean disputed) {}

        KnownRecord toKnownRecord() {
            return new KnownRecord(
                    recordId,
                    subjectId,
                    version,
                    recordType,
                    polarity,
                    decidedOn,
                    answerUntil,
                    finalOn,
                    displayUntil,
                    standing,
                    flags.disputed());
        }
    }
}
