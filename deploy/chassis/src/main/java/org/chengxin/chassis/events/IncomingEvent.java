package org.chengxin.chassis.events;

import io.cloudevents.CloudEvent;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A CloudEvent as it arrived. Its payload is read when somebody wants it: many events on a topic are for other readers. */
public final class IncomingEvent {

    private final CloudEvent event;
    private final @Nullable String key;
    private final String topic;
    private final byte[] payload;

    IncomingEvent(CloudEvent event, byte[] payload, ConsumerRecord<String, byte[]> message) {
        this.event = event;
        this.payload = payload;
        this.key = message.key();
        this.topic = message.topic();
    }

    /** Unique with its source; what the inbox remembers. */
    public String id() {
        return event.getId();
    }

    public String type() {
        return event.getType();
    }

    public String source() {
        return Objects.toString(event.getSource(), "");
    }

    public @Nullable String subject() {
        return event.getSubject();
    }

    public @Nullable Instant time() {
        var time = event.getTime();
        return time == null ? null : time.toInstant();
    }

    /** The Kafka key. */
    public @Nullable String key() {
        return key;
    }

    public String topic() {
        return topic;
    }

    /**
     * The JSON payload.
     *
     * @throws UnreadableEvent when it is none
     */
    public JsonNode data() {
        return EventJson.parse(payload);
    }

    /**
     * The payload as the reader's own view of it; members that the view does not have are ignored.
     *
     * @throws UnreadableEvent when it is no JSON, or a member that the view needs is missing or of the wrong kind
     */
    public <T> T as(Class<T> view) {
        return EventJson.read(type(), payload, view);
    }
}
