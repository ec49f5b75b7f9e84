package org.chengxin.chassis.events;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads CloudEvents 1.0 from Kafka, structured JSON and binary mode. */
public final class IncomingEvents {

    private IncomingEvents() {}

    /** @throws UnreadableEvent when the message is no CloudEvent with a payload */
    public static IncomingEvent read(ConsumerRecord<String, byte[]> message) {
        CloudEvent event = cloudEvent(message);
        var data = event.getData();
        if (data == null) {
            throw new UnreadableEvent("the event has no payload");
        }
        return new IncomingEvent(event, data.toBytes(), message);
    }

    private static CloudEvent cloudEvent(ConsumerRecord<String, byte[]> message) {
        if (message.value() == null) {
            throw new UnreadableEvent("the message is empty");
        }
        try {
            return KafkaMessageFactory.createReader(message).toEvent();
        } catch (RuntimeException e) {
            // The library tells apart what is missing by its own exceptions; their text may quote the content.
            throw new UnreadableEvent("the message is not a CloudEvent 1.0");
        }
    }
}
