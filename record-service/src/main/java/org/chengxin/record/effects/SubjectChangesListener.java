package org.chengxin.record.effects;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.chassis.events.EventBatches;
import org.chengxin.chassis.events.IncomingEvent;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** What identity-service says about persons, as far as it moves or ends their records. */
@Component
class SubjectChangesListener {

    private static final String TOPIC = "subject-changes";

    private final EventBatches batches;
    private final PersonEffects persons;
    private final Clock clock;

    SubjectChangesListener(EventBatches batches, PersonEffects persons, Clock clock) {
        this.batches = batches;
        this.persons = persons;
        this.clock = clock;
    }

    /** Whatever is held of the merged subject belongs to the survivor. */
    record Merged(UUID mergeId, UUID survivorId, UUID mergedId) {}

    /** The reversal of exactly that merge. */
    record Split(UUID mergeId, UUID survivorId, UUID restoredId) {}

    /** The display of the person's records ends on the day on which the death was recorded. */
    record Deceased(UUID subjectId, Instant recordedAt) {}

    @KafkaListener(id = TOPIC, topics = TOPIC, groupId = "record-service")
    void on(List<ConsumerRecord<String, byte[]>> messages) {
        batches.handle(TOPIC, messages, this::apply);
    }

    private void apply(IncomingEvent event) {
        switch (event.type()) {
            case "subject.merged.v1" -> {
                var merged = event.as(Merged.class);
                persons.merged(merged.mergeId(), merged.survivorId(), merged.mergedId());
            }
            case "subject.split.v1" -> {
                var split = event.as(Split.class);
                persons.split(split.mergeId(), split.survivorId(), split.restoredId());
            }
            case "subject.deceased.v1" -> {
                var deceased = event.as(Deceased.class);
                persons.deceased(deceased.subjectId(), LocalDate.ofInstant(deceased.recordedAt(), clock.getZone()));
            }
            default -> {
                // Names and documents are nothing that a record knows.
            }
        }
    }
}
