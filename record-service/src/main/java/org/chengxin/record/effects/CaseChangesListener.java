package org.chengxin.record.effects;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.chassis.events.EventBatches;
import org.chengxin.chassis.events.IncomingEvent;
import org.chengxin.record.effects.CaseEffects.Told;
import org.chengxin.record.ledger.Cause;
import org.chengxin.record.lifecycle.LifeEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** What repair-service's cases mean for records. */
@Component
class CaseChangesListener {

    private static final String TOPIC = "case-changes";

    private final EventBatches batches;
    private final CaseEffects effects;

    CaseChangesListener(EventBatches batches, CaseEffects effects) {
        this.batches = batches;
        this.effects = effects;
    }

    /** The members that a mark needs, and no more. */
    record DisputeOpened(UUID caseId, UUID recordId, Instant openedAt) {}

    /** A dispute was taken back or decided. */
    record DisputeClosed(UUID caseId, UUID recordId, Instant closedAt) {}

    /** Everything else that a case does. */
    record CaseChange(
            UUID caseId,
            UUID recordId,
            Instant at,
            @Nullable String ground,
            @Nullable String method,
            @Nullable String text,
            @Nullable LocalDate performedOn) {}

    @KafkaListener(id = TOPIC, topics = TOPIC, groupId = "record-service")
    void on(List<ConsumerRecord<String, byte[]>> messages) {
        batches.handle(TOPIC, messages, this::apply);
    }

    private void apply(IncomingEvent event) {
        switch (event.type()) {
            case "dispute.opened.v1" -> {
                var opened = event.as(DisputeOpened.class);
                effects.began(new Told(
                        Effect.DISPUTE,
                        opened.recordId(),
                        opened.caseId(),
                        opened.openedAt(),
                        null,
                        LifeEvent.DISPUTE_OPENED,
                        Cause.DISPUTE_OPENED));
            }
            case "dispute.withdrawn.v1" -> effects.ended(closed(event, Cause.DISPUTE_CLOSED));
            case "dispute.decided.v1" -> effects.ended(closed(event, Cause.DISPUTE_DECIDED));
            case "suspension.began.v1" ->
                effects.began(told(event, Effect.SUSPENSION, LifeEvent.SUSPENDED, Cause.SUSPENDED));
            case "suspension.ended.v1" ->
                effects.ended(told(event, Effect.SUSPENSION, LifeEvent.RESUMED, Cause.RESUMED));
            case "repair.granted.v1" -> effects.began(told(event, Effect.REPAIR, LifeEvent.REPAIRED, Cause.REPAIRED));
            case "repair.undone.v1" ->
                effects.ended(told(event, Effect.REPAIR, LifeEvent.REPAIR_UNDONE, Cause.REPAIR_UNDONE));
            case "statement.published.v1" ->
                effects.began(told(event, Effect.STATEMENT, LifeEvent.STATEMENT, Cause.STATEMENT));
            case "statement.removed.v1" ->
                effects.ended(told(event, Effect.STATEMENT, LifeEvent.STATEMENT, Cause.STATEMENT));
            case "duty.performed.v1" ->
                effects.began(told(event, Effect.DUTY, LifeEvent.DUTY_PERFORMED, Cause.DUTY_PERFORMED));
            case "erasure.ordered.v1" -> effects.began(told(event, Effect.ERASURE, LifeEvent.ERASED, Cause.ERASED));
            default -> {
                // The topic carries facts for other readers too.
            }
        }
    }

    private static Told closed(IncomingEvent event, Cause cause) {
        var closed = event.as(DisputeClosed.class);
        return new Told(
                Effect.DISPUTE,
                closed.recordId(),
                closed.caseId(),
                closed.closedAt(),
                null,
                LifeEvent.DISPUTE_CLOSED,
                cause);
    }

    private static Told told(IncomingEvent event, Effect effect, LifeEvent lifeEvent, Cause cause) {
        var change = event.as(CaseChange.class);
        return new Told(
                effect, change.recordId(), change.caseId(), change.at(), detail(change, effect), lifeEvent, cause);
    }

    private static @Nullable String detail(CaseChange change, Effect effect) {
        return switch (effect) {
            case STATEMENT -> change.text();
            case SUSPENSION -> change.ground();
            case REPAIR -> change.method();
            case DUTY ->
                change.performedOn() == null ? null : change.performedOn().toString();
            case DISPUTE, ERASURE -> null;
        };
    }
}
