package org.chengxin.incentive.subjects;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.chassis.events.EventBatches;
import org.chengxin.chassis.events.IncomingEvent;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Keeps {@link Persons} current. Contract: deploy/contracts/events/identity-service. */
@Component
class SubjectChangesListener {

    private static final String TOPIC = "subject-changes";

    private final EventBatches batches;
    private final Persons persons;

    SubjectChangesListener(EventBatches batches, Persons persons) {
        this.batches = batches;
        this.persons = persons;
    }

    @KafkaListener(topics = TOPIC, groupId = "incentive-service")
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
            case "subject.deceased.v1" -> persons.died(event.as(Deceased.class).subjectId());
            default -> {
                // Names and documents are nothing that an incentive depends on.
            }
        }
    }

    /** Two subjects are one person. */
    record Merged(UUID mergeId, UUID survivorId, UUID mergedId) {
        Merged {
            Objects.requireNonNull(mergeId, "mergeId");
            Objects.requireNonNull(survivorId, "survivorId");
            Objects.requireNonNull(mergedId, "mergedId");
        }
    }

    /** The reversal of exactly that merge. */
    record Split(UUID mergeId, UUID survivorId, UUID restoredId) {
        Split {
            Objects.requireNonNull(mergeId, "mergeId");
            Objects.requireNonNull(survivorId, "survivorId");
            Objects.requireNonNull(restoredId, "restoredId");
        }
    }

    /** The person has died. */
    record Deceased(UUID subjectId) {
        Deceased {
            Objects.requireNonNull(subjectId, "subjectId");
        }
    }
}
