package org.chengxin.chassis.events;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads CloudEvents 1.0 from Kafka, structured JSON and binary mode.
 *
 * <p>The usual event, which has the attributes that everybody uses and no others, is read right here; all else is left to
 * the library, which knows the whole specification and takes ten times as long.
 */
public final class IncomingEvents {

    private static final String PREFIX = "ce_";
    private static final Pattern PLAIN_SOURCE = Pattern.compile("/[A-Za-z0-9/_-]*");
    private static final Set<String> ENVELOPE =
            Set.of("specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data");

    private IncomingEvents() {}

    /** @throws UnreadableEvent when the message is no CloudEvent with a payload */
    public static IncomingEvent read(ConsumerRecord<String, byte[]> message) {
        if (message.value() == null) {
            throw new UnreadableEvent("the message is empty");
        }
        var usual = isStructured(message) ? null : usualBinary(message);
        return usual == null ? unusual(message) : usual;
    }

    /**
     * Like {@link #read(ConsumerRecord)}, for who has parsed the value of the message already.
     *
     * @param body the value of the message
     * @throws UnreadableEvent when the message is no CloudEvent with a payload
     */
    public static IncomingEvent read(ConsumerRecord<String, byte[]> message, JsonNode body) {
        var usual = isStructured(message) ? usualStructured(message, body) : null;
        return usual == null ? read(message) : usual;
    }

    /** CloudEvents in structured mode: the value holds the attributes too. */
    public static boolean isStructured(ConsumerRecord<String, byte[]> message) {
        var contentType = message.headers().lastHeader("content-type");
        return contentType != null
                && contentType.value() != null
                && text(contentType.value()).startsWith("application/cloudevents");
    }

    private static @Nullable IncomingEvent usualBinary(ConsumerRecord<String, byte[]> message) {
        var attributes = new Attributes();
        for (var header : message.headers()) {
            var name = header.key();
            if (name.startsWith(PREFIX)
                    && (header.value() == null
                            || !attributes.take(name.substring(PREFIX.length()), text(header.value())))) {
                return null;
            }
        }
        return attributes.areComplete() && message.value().length > 0
                ? attributes.event(message, message.value(), null)
                : null;
    }

    private static @Nullable IncomingEvent usualStructured(ConsumerRecord<String, byte[]> message, JsonNode body) {
        var data = body.path("data");
        if (!data.isObject()) {
            return null;
        }
        var attributes = new Attributes();
        for (var member : body.properties()) {
            var name = member.getKey();
            if (!ENVELOPE.contains(name)) {
                return null;
            }
            if (!name.equals("data")
                    && (!member.getValue().isString()
                            || !attributes.take(name, member.getValue().stringValue()))) {
                return null;
            }
        }
        return attributes.areComplete() ? attributes.event(message, null, data) : null;
    }

    private static IncomingEvent unusual(ConsumerRecord<String, byte[]> message) {
        CloudEvent event;
        try {
            event = KafkaMessageFactory.createReader(message).toEvent();
        } catch (RuntimeException e) {
            // The library tells apart what is missing by its own exceptions; their text may quote the content.
            throw new UnreadableEvent("the message is not a CloudEvent 1.0");
        }
        var data = event.getData();
        if (data == null) {
            throw new UnreadableEvent("the event has no payload");
        }
        return new IncomingEvent(
                message,
                event.getId(),
                event.getType(),
                Objects.toString(event.getSource(), ""),
                event.getSubject(),
                event.getTime(),
                data.toBytes(),
                null);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** The attributes of an event, as far as they are the usual ones. */
    private static final class Attributes {

        private boolean isVersionOne;
        private @Nullable String id;
        private @Nullable String source;
        private @Nullable String type;
        private @Nullable String subject;
        private @Nullable OffsetDateTime time;

        /** @return whether nobody needs to look closer */
        boolean take(String name, String value) {
            if (value.isEmpty()) {
                return false;
            }
            switch (name) {
                case "specversion" -> isVersionOne = value.equals("1.0");
                case "id" -> id = value;
                case "type" -> type = value;
                case "subject" -> subject = value;
                case "source" -> source = PLAIN_SOURCE.matcher(value).matches() ? value : null;
                case "time" -> {
                    try {
                        time = OffsetDateTime.parse(value);
                    } catch (DateTimeException e) {
                        return false;
                    }
                }
                case "datacontenttype" -> {
                    return value.equals("application/json");
                }
                // Extensions of ours, of which no reader wants to know here.
                case "sequence", "traceparent" -> {
                    return true;
                }
                default -> {
                    return false;
                }
            }
            return true;
        }

        boolean areComplete() {
            return isVersionOne && id != null && source != null && type != null;
        }

        IncomingEvent event(
                ConsumerRecord<String, byte[]> message, byte @Nullable [] payload, @Nullable JsonNode data) {
            return new IncomingEvent(
                    message,
                    Objects.requireNonNull(id),
                    Objects.requireNonNull(type),
                    Objects.requireNonNull(source),
                    subject,
                    time,
                    payload,
                    data);
        }
    }
}
