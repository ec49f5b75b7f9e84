package org.chengxin.sharing.subjects;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.chassis.events.EventBatches;
import org.chengxin.chassis.events.IncomingEvent;
import org.chengxin.sharing.consents.Consents;
import org.chengxin.sharing.records.TurnedRecords;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Follows persons through merges, reversals and death.
 *
 * <p>Records move by themselves, with record.changed.v1; what is kept here by person (consents, log) follows the map.
 */
@Component
class SubjectChangesListener {

    private static final String TOPIC = "subject-changes";

    private final EventBatches batches;
    private final SubjectMerges merges;
    private final Consents consents;
    private final TurnedRecords records;
    private final Clock clock;

    SubjectChangesListener(
            EventBatches batches, SubjectMerges merges, Consents consents, TurnedRecords records, Clock clock) {
        this.batches = batches;
        this.merges = merges;
        this.consents = consents;
        this.records = records;
        this.clock = clock;
    }

    @KafkaListener(topics = TOPIC, groupId = "sharing-service")
    void on(List<ConsumerRecord<String, byte[]>> messages) {
        batches.handle(TOPIC, messages, this::apply);
    }

    private void apply(IncomingEvent event) {
        switch (event.type()) {
            case "subject.merged.v1" -> {
                var merged = event.as(Merged.class);
                merges.merge(merged.mergeId(), merged.survivorId(), merged.mergedId(), merged.mergedAt());
                consents.follow(merged.survivorId(), merged.mergedId());
            }
            case "subject.split.v1" -> {
                var split = event.as(Split.class);
                merges.split(split.mergeId(), split.survivorId(), split.restoredId(), split.splitAt());
                consents.follow(split.survivorId(), split.restoredId());
            }
            case "subject.deceased.v1" -> {
                var deceased = event.as(Deceased.class);
                if (merges.died(deceased.subjectId(), deceased.diedOn(), deceased.recordedAt())) {
                    // Receivers of feeds are told to stop.
                    records.announceAgain(deceased.subjectId(), clock.instant());
                }
            }
            default -> {
                // The topic carries facts for other readers too.
            }
        }
    }

    /** Two subjects are one person. */
    record Merged(UUID mergeId, UUID survivorId, UUID mergedId, Instant mergedAt) {
        Merged {
            Objects.requireNonNull(mergeId, "mergeId");
            Objects.requireNonNull(survivorId, "survivorId");
            Objects.requireNonNull(mergedId, "mergedId");
            Objects.requireNonNull(mergedAt, "mergedAt");
        }
    }

    /** The reversal of exactly that merge. */
    record Split(UUID mergeId, UUID survivorId, UUID restoredId, Instant splitAt) {
        Split {
            Objects.requireNonNull(mergeId, "mergeId");
            Objects.requireNonNull(survivorId, "survivorId");
            Objects.requireNonNull(restoredId, "restoredId");
            Objects.requireNonNull(splitAt, "splitAt");
        }
    }

    /** The person has died. */
    record Deceased(UUID subjectId, LocalDate diedOn, Instant recordedAt) {
        Deceased {
            Objects.requireNonNull(subjectId, "subjectId");
            Objects.requireNonNull(diedOn, "diedOn");
            Objects.requireNonNull(recordedAt, "recordedAt");
        }
    }
}
