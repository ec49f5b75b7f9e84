package org.chengxin.sharing.records;

import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.chassis.events.EventBatches;
import org.chengxin.chassis.events.IncomingEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Keeps the read model up to date with record-service. */
@Component
class RecordChangesListener {

    private static final String TOPIC = "record-changes";

    private final EventBatches batches;
    private final SharedRecords records;
    private final RecordTypes recordTypes;
    private final Clock clock;

    RecordChangesListener(EventBatches batches, SharedRecords records, RecordTypes recordTypes, Clock clock) {
        this.batches = batches;
        this.records = records;
        this.recordTypes = recordTypes;
        this.clock = clock;
    }

    /** In a burst it waits a moment for more: a transaction for many changes costs little more than one for a few. */
    @KafkaListener(
            topics = TOPIC,
            groupId = "sharing-service",
            properties = {"fetch.min.bytes=65536", "fetch.max.wait.ms=50"})
    void on(List<ConsumerRecord<String, byte[]>> messages) {
        batches.handleVersioned(TOPIC, messages, this::apply);
    }

    private void apply(List<IncomingEvent> events) {
        var changes = events.stream()
                // The topic carries facts for other readers too.
                .filter(event -> event.type().equals("record.changed.v1"))
                .map(event -> event.as(RecordChanged.class).toChange())
                .toList();
        if (!changes.isEmpty()) {
            recordTypes.arrive(changes.stream()
                    .collect(toMap(RecordChange::recordType, RecordChange::decidedOn, (one, _) -> one)));
            records.apply(changes, LocalDate.now(clock), clock.instant());
        }
    }

    /** The members of record.changed.v1 that sharing reads, and no more. */
    record RecordChanged(
            UUID recordId,
            long version,
            UUID subjectId,
            String recordType,
            String division,
            LocalDate decidedOn,
            @Nullable LocalDate answerUntil,
            @Nullable LocalDate finalOn,
            LocalDate displayUntil,
            String standing,
            @Nullable Flags flags,
            @Nullable Map<String, Object> facts) {

        /** Marks on the record. */
        record Flags(
                @Nullable Boolean disputed,
                @Nullable Boolean dutyPerformed,
                @Nullable String statement) {}

        RecordChange toChange() {
            return new RecordChange(
                    subjectId,
                    recordId,
                    version,
                    recordType,
                    division,
                    decidedOn,
                    answerUntil,
                    finalOn,
                    displayUntil,
                    standing,
                    flags != null && Boolean.TRUE.equals(flags.disputed()),
                    flags != null && Boolean.TRUE.equals(flags.dutyPerformed()),
                    flags == null ? null : flags.statement(),
                    facts == null ? Map.of() : facts);
        }
    }
}
