package org.chengxin.chassis.events;

import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads CloudEvents 1.0: from Kafka in structured JSON and in binary mode, and as JSON from wherever else they come.
 *
 * <p>All ways end in the same {@link EventAttributes} and the same reading of the payload, so that an event means the same
 * whichever way it took. Sources: CloudEvents 1.0.2, its JSON event format and its Kafka protocol binding.
 */
public final class IncomingEvents {

    private static final String CONTENT_TYPE = "content-type";
    private static final String PREFIX = "ce_";

    private IncomingEvents() {}

    /** @throws UnreadableEvent when the message is no CloudEvent with a payload */
    public static IncomingEvent read(ConsumerRecord<String, byte[]> message) {
        var value = message.value();
        if (value == null) {
            throw new UnreadableEvent("the message is empty");
        }
        return isStructured(message)
                ? structured(message, EventJson.parse(value))
                : binary(message, value.length == 0 ? null : value, null);
    }

    /**
     * Like {@link #read(ConsumerRecord)}, for who has parsed the value of the message already.
     *
     * @param body the value of the message
     * @throws UnreadableEvent when the message is no CloudEvent with a payload
     */
    public static IncomingEvent read(ConsumerRecord<String, byte[]> message, JsonNode body) {
        return isStructured(message) ? structured(message, body) : binary(message, null, body);
    }

    /**
     * An event in the JSON format that did not come as a message.
     *
     * @throws UnreadableEvent when it is no CloudEvent with a payload
     */
    public static IncomingEvent read(JsonNode event) {
        return structured(event, null, "");
    }

    /** CloudEvents in structured mode: the value holds the attributes too. */
    public static boolean isStructured(ConsumerRecord<String, byte[]> message) {
        var contentType = contentType(message);
        return contentType != null && EventMediaType.isOfEvent(contentType);
    }

    private static IncomingEvent structured(ConsumerRecord<String, byte[]> message, JsonNode body) {
        EventMediaType.requireEventInJson(String.valueOf(contentType(message)));
        return structured(body, message.key(), message.topic());
    }

    private static IncomingEvent structured(JsonNode event, @Nullable String key, String topic) {
        if (!event.isObject()) {
            throw new UnreadableEvent("the event is not a JSON object");
        }
        var attributes = new EventAttributes();
        for (var member : event.properties()) {
            if (!member.getKey().equals("data") && !member.getKey().equals("data_base64")) {
                attributes.takeMember(member.getKey(), member.getValue());
            }
        }
        var data = present(event.get("data"));
        var base64 = present(event.get("data_base64"));
        if (data != null && base64 != null) {
            throw new UnreadableEvent("data and data_base64 exclude each other");
        }
        return attributes.event(key, topic, base64 == null ? null : bytes(base64), data);
    }

    private static IncomingEvent binary(
            ConsumerRecord<String, byte[]> message, byte @Nullable [] payload, @Nullable JsonNode parsed) {
        var attributes = new EventAttributes();
        for (var header : message.headers()) {
            var name = header.key();
            if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
                attributes.takeHeader(name.substring(PREFIX.length()), header.value());
            } else if (isContentType(header)) {
                attributes.takeHeader("datacontenttype", header.value());
            }
        }
        return attributes.event(message.key(), message.topic(), payload, parsed);
    }

    private static byte[] bytes(JsonNode base64) {
        try {
            if (base64.isString()) {
                return Base64.getDecoder().decode(base64.stringValue());
            }
        } catch (IllegalArgumentException e) {
            // answered below; the message quotes what was sent
        }
        throw new UnreadableEvent("data_base64 is not Base64");
    }

    private static @Nullable String contentType(ConsumerRecord<String, byte[]> message) {
        String found = null;
        for (var header : message.headers()) {
            if (isContentType(header) && header.value() != null) {
                found = Utf8.text(header.value(), "a header").strip();
            }
        }
        return found;
    }

    private static boolean isContentType(Header header) {
        return header.key().equalsIgnoreCase(CONTENT_TYPE);
    }

    private static @Nullable JsonNode present(@Nullable JsonNode member) {
        return member == null || member.isNull() ? null : member;
    }
}
