package org.chengxin.sharing.access;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.chassis.events.EventBatches;
import org.chengxin.chassis.events.IncomingEvent;
import org.chengxin.sharing.access.AccessEntry.Outcome;
import org.chengxin.sharing.access.RevealedPulls.RevealedPull;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Brings the looks through other services into the person's one log. */
@Component
class AccessEventsListener {

    private static final String TOPIC = "access-events";

    private final EventBatches batches;
    private final AccessLog accessLog;
    private final RevealedPulls revealedPulls;

    AccessEventsListener(EventBatches batches, AccessLog accessLog, RevealedPulls revealedPulls) {
        this.batches = batches;
        this.accessLog = accessLog;
        this.revealedPulls = revealedPulls;
    }

    @KafkaListener(topics = TOPIC, groupId = "sharing-service")
    void on(List<ConsumerRecord<String, byte[]>> messages) {
        batches.handleTogether(TOPIC, messages, this::apply);
    }

    private void apply(List<IncomingEvent> events) {
        var entries = events.stream()
                .filter(event -> event.type().equals("subject.accessed.v1"))
                .map(event -> event.as(SubjectAccessed.class).toEntry())
                .toList();
        if (!entries.isEmpty()) {
            accessLog.write(entries);
        }
        events.stream()
                .filter(event -> event.type().equals("pull.revealed.v1"))
                .map(event -> event.as(RevealedPull.class))
                .forEach(revealedPulls::add);
    }

    /** The members of subject.accessed.v1, all of which the person may read. */
    record SubjectAccessed(
            UUID accessId,
            UUID subjectId,
            Instant at,
            String organisation,
            String service,
            String purpose,
            @Nullable String matterNumber,
            @Nullable String legalBasis,
            Outcome outcome,
            @Nullable List<String> recordTypes) {

        AccessEntry toEntry() {
            return new AccessEntry(
                    Objects.requireNonNull(accessId, "accessId"),
                    Objects.requireNonNull(subjectId, "subjectId"),
                    Objects.requireNonNull(at, "at"),
                    Objects.requireNonNull(organisation, "organisation"),
                    Objects.requireNonNull(service, "service"),
                    Objects.requireNonNull(purpose, "purpose"),
                    matterNumber,
                    legalBasis,
                    Objects.requireNonNull(outcome, "outcome"),
                    recordTypes == null ? List.of() : recordTypes,
                    null,
                    null,
                    null,
                    null);
        }
    }
}
