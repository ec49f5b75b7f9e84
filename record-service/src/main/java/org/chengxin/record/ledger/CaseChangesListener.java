package org.chengxin.record.ledger;

import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.chassis.events.EventBatches;
import org.chengxin.chassis.events.IncomingEvent;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** What repair-service's cases mean for records. */
@Component
class CaseChangesListener {

    private static final String TOPIC = "case-changes";

    private final EventBatches batches;
    private final Disputes disputes;

    CaseChangesListener(EventBatches batches, Disputes disputes) {
        this.batches = batches;
        this.disputes = disputes;
    }

    /** The members that a mark needs, and no more. */
    record Dispute(UUID caseId, UUID recordId) {}

    @KafkaListener(id = TOPIC, topics = TOPIC, groupId = "record-service")
    void on(List<ConsumerRecord<String, byte[]>> messages) {
        batches.handle(TOPIC, messages, this::apply);
    }

    private void apply(IncomingEvent event) {
        switch (event.type()) {
            case "dispute.opened.v1" -> {
                var dispute = event.as(Dispute.class);
                disputes.open(dispute.recordId(), dispute.caseId());
            }
            case "dispute.withdrawn.v1" -> {
                var dispute = event.as(Dispute.class);
                disputes.close(dispute.recordId(), dispute.caseId());
            }
            default -> {
                // The topic carries facts for other readers too.
            }
        }
    }
}
