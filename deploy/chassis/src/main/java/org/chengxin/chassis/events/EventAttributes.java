package org.chengxin.chassis.events;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The context attributes of one event while it is read; what is wrong is said without its content. */
final class EventAttributes {

    private static final Pattern PLAIN_SOURCE = Pattern.compile("/[A-Za-z0-9/_-]*");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+");

    private final Map<String, String> values = HashMap.newHashMap(12);
    private @Nullable OffsetDateTime time;

    /** Header names are compared without regard to case, as those of HTTP are: a reader who differs finds nothing. */
    void takeHeader(String name, byte @Nullable [] value) {
        if (value != null) {
            take(name.toLowerCase(Locale.ROOT), Utf8.text(value, "a header"));
        }
    }

    void takeMember(String name, JsonNode value) {
        if (value.isNull()) {
            return;
        }
        if (value.isString()) {
            take(name, value.stringValue());
        } else if (isOfTheSpecification(name)) {
            throw new UnreadableEvent(name + " is not a string");
        } else if (value.isValueNode()) {
            take(name, value.asString());
        } else {
            throw new UnreadableEvent("an extension attribute is neither a string nor a number nor true or false");
        }
    }

    private void take(String name, String value) {
        if (value.isEmpty() && isOfTheSpecification(name)) {
            throw new UnreadableEvent(name + " is empty");
        }
        switch (name) {
            case "specversion" -> {
                if (!value.equals("1.0")) {
                    throw new UnreadableEvent("specversion must be 1.0");
                }
            }
            case "source" -> requireUri(name, value);
            case "dataschema" -> requireUri(name, value);
            case "time" -> time = Rfc3339.read(value);
            case "datacontenttype" -> EventMediaType.requireJson(value);
            default -> {
                if (!NAME.matcher(name).matches()) {
                    throw new UnreadableEvent("the name of an attribute holds more than small letters and digits");
                }
            }
        }
        var before = values.put(name, value);
        if (before != null && !before.equals(value)) {
            throw new UnreadableEvent("an attribute stands twice");
        }
    }

    /** @throws UnreadableEvent when an attribute or the payload is missing */
    IncomingEvent event(@Nullable String key, String topic, byte @Nullable [] payload, @Nullable JsonNode data) {
        if (!values.containsKey("specversion")) {
            throw new UnreadableEvent("the message is not a CloudEvent 1.0");
        }
        var event = new IncomingEvent(
                key,
                topic,
                required("id"),
                required("type"),
                required("source"),
                values.get("subject"),
                time,
                payload,
                data);
        if (payload == null && data == null) {
            throw new UnreadableEvent("the event has no payload");
        }
        return event;
    }

    private String required(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new UnreadableEvent(name + " is missing");
        }
        return value;
    }

    private static boolean isOfTheSpecification(String name) {
        return switch (name) {
            case "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema" -> true;
            default -> false;
        };
    }

    private static void requireUri(String name, String value) {
        if (PLAIN_SOURCE.matcher(value).matches()) {
            return;
        }
        try {
            var _ = new URI(value);
        } catch (URISyntaxException e) {
            throw new UnreadableEvent(name + " is not a URI");
        }
    }
}
