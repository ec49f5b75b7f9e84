package org.chengxin.repair.subjects;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.chassis.events.EventBatches;
import org.chengxin.chassis.events.IncomingEvent;
import org.chengxin.repair.cases.AfterDeath;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Keeps {@link Subjects} current. Contract: deploy/contracts/events/identity-service. */
@Component
class SubjectChangesListener {

    private final EventBatches batches;
    private final Subjects subjects;
    private final AfterDeath afterDeath;

    SubjectChangesListener(EventBatches batches, Subjects subjects, AfterDeath afterDeath) {
        this.batches = batches;
        this.subjects = subjects;
        this.afterDeath = afterDeath;
    }

    @KafkaListener(topics = "subject-changes", groupId = "repair-service")
    void on(List<ConsumerRecord<String, byte[]>> messages) {
        batches.handle("subject-changes", messages, this::apply);
    }

    private void apply(IncomingEvent event) {
        switch (event.type()) {
            case "subject.merged.v1" -> {
                var merged = event.as(Merged.class);
                subjects.merged(merged.mergeId(), merged.survivorId(), merged.mergedId());
            }
            case "subject.split.v1" -> {
                var split = event.as(Split.class);
                subjects.split(split.mergeId(), split.survivorId(), split.restoredId());
            }
            case "subject.deceased.v1" -> {
                var deceased = event.as(Deceased.class);
                subjects.died(deceased.subjectId(), deceased.diedOn());
                afterDeath.died(subjects.everyIdOf(Set.of(deceased.subjectId())), deceased.diedOn());
            }
            default -> {
                // Names and documents are nothing that a case is about.
            }
        }
    }

    /** Two subjects are one person. */
    record Merged(UUID mergeId, UUID survivorId, UUID mergedId) {}

    /** A merge is reversed. */
    record Split(UUID mergeId, UUID survivorId, UUID restoredId) {}

    /** A person has died. */
    record Deceased(UUID subjectId, LocalDate diedOn) {}
}
