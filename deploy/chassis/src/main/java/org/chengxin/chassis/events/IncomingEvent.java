package org.chengxin.chassis.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A CloudEvent as it arrived. Its payload is read when somebody wants it: many events on a topic are for other readers. */
public final class IncomingEvent {

    private final String id;
    private final String type;
    private final String source;
    private final @Nullable String subject;
    private final @Nullable OffsetDateTime time;
    private final @Nullable String key;
    private final String topic;
    private final byte @Nullable [] payload;
    private final @Nullable JsonNode parsed;

    /**
     * @param payload may be absent when it has been parsed
     * @param parsed the payload, if somebody has parsed it already
     */
    IncomingEvent(
            @Nullable String key,
            String topic,
            String id,
            String type,
            String source,
            @Nullable String subject,
            @Nullable OffsetDateTime time,
            byte @Nullable [] payload,
            @Nullable JsonNode parsed) {
        this.key = key;
        this.topic = topic;
        this.id = id;
        this.type = type;
        this.source = source;
        this.subject = subject;
        this.time = time;
        this.payload = payload;
        this.parsed = parsed;
    }

    /** Unique with its source; what the inbox remembers. */
    public String id() {
        return id;
    }

    public String type() {
        return type;
    }

    public String source() {
        return source;
    }

    public @Nullable String subject() {
        return subject;
    }

    public @Nullable Instant time() {
        return time == null ? null : time.toInstant();
    }

    /** The Kafka key. */
    public @Nullable String key() {
        return key;
    }

    /** Empty when it did not come as a message. */
    public String topic() {
        return topic;
    }

    /**
     * The JSON payload.
     *
     * @throws UnreadableEvent when it is none
     */
    public JsonNode data() {
        return parsed != null ? parsed : EventJson.parse(bytes());
    }

    /**
     * The payload as the reader's own view of it; members that the view does not have are ignored.
     *
     * @throws UnreadableEvent when it is no JSON, or a member that the view needs is missing or of the wrong kind
     */
    public <T> T as(Class<T> view) {
        return EventJson.read(type, bytes(), view);
    }

    private byte[] bytes() {
        return payload != null
                ? payload
                : Objects.requireNonNull(parsed).toString().getBytes(StandardCharsets.UTF_8);
    }
}
