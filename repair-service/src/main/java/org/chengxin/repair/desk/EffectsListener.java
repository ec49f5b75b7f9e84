package org.chengxin.repair.desk;

import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.chassis.events.EventBatches;
import org.chengxin.chassis.events.IncomingEvent;
import org.chengxin.repair.cases.RecordFollowed;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Sees record-service carry out what a case announced. Contract: deploy/contracts/events/record-service. */
@Component
class EffectsListener {

    private final EventBatches batches;
    private final RecordFollowed recordFollowed;

    EffectsListener(EventBatches batches, RecordFollowed recordFollowed) {
        this.batches = batches;
        this.recordFollowed = recordFollowed;
    }

    @KafkaListener(topics = "record-changes", groupId = "repair-service-effects")
    void on(List<ConsumerRecord<String, byte[]>> messages) {
        batches.handle("record-changes-effects", messages, this::apply);
    }

    private void apply(IncomingEvent event) {
        if (event.type().equals("record.changed.v1")) {
            var changed = event.as(RecordChanged.class);
            recordFollowed.followed(changed.recordId(), changed.version(), changed.cause());
        }
    }

    /** The members that are read, and no more. */
    record RecordChanged(UUID recordId, long version, String cause) {}
}
