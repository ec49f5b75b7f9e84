package org.chengxin.chassis.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A CloudEvent as it arrived.
 *
 * @param id unique with its source; what the inbox remembers
 * @param key the Kafka key
 * @param data the JSON payload
 */
public record IncomingEvent(
        String id,
        String type,
        String source,
        @Nullable String subject,
        @Nullable Instant time,
        @Nullable String key,
        String topic,
        JsonNode data) {

    /**
     * The payload as the reader's own view of it; members that the view does not have are ignored.
     *
     * @throws UnreadableEvent when a member that the view needs is missing or of the wrong kind
     */
    public <T> T as(Class<T> view) {
        return EventJson.read(this, view);
    }
}
