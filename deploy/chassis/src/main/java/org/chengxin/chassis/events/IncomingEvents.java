package org.chengxin.chassis.events;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads CloudEvents 1.0 from Kafka, structured JSON and binary mode. */
public final class IncomingEvents {

    private IncomingEvents() {}

    /** @throws UnreadableEvent when the message is no CloudEvent with a JSON payload */
    public static IncomingEvent read(ConsumerRecord<String, byte[]> message) {
        CloudEvent event = cloudEvent(message);
        var data = event.getData();
        if (data == null) {
            throw new UnreadableEvent("the event has no payload");
        }
        var time = event.getTime();
        return new IncomingEvent(
                event.getId(),
                event.getType(),
                Objects.toString(event.getSource(), ""),
                event.getSubject(),
                time == null ? null : time.toInstant(),
                message.key(),
                message.topic(),
                EventJson.parse(data.toBytes()));
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
