package org.chengxin.record.intake;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.chassis.events.IncomingEvent;
import org.chengxin.chassis.events.IncomingEvents;
import org.chengxin.chassis.events.UnreadableEvent;
import org.chengxin.chassis.text.TextFaults;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads intake events, the same on every way in: as a message of a topic, as a line of a batch, as the body of a retry. */
final class EventReader {

    private static final String ID = "id";
    private static final int LONGEST = 200;

    private EventReader() {}

    /** Whether it says of itself that it is an event, and not the data of one. */
    static boolean isEvent(JsonNode sent) {
        return sent.has("specversion");
    }

    static EventReading read(JsonNode event) {
        return read(() -> IncomingEvents.read(event), usable(event.path(ID).asString("")));
    }

    static EventReading read(ConsumerRecord<String, byte[]> message) {
        if (message.value() == null) {
            return new EventReading.Illegible(idOf(message), "the message is empty");
        }
        return switch (StrictJson.read(message.value())) {
            case StrictJson.Reading.Unreadable(var reason) -> new EventReading.Illegible(idOf(message), reason);
            case StrictJson.Reading.Read(var body) ->
                read(() -> IncomingEvents.read(message, body), idOf(message, body));
        };
    }

    private static EventReading read(Supplier<IncomingEvent> reading, @Nullable String id) {
        try {
            var event = reading.get();
            return fault("id", event.id())
                    .or(() -> fault("type", event.type()))
                    .<EventReading>map(reason -> new EventReading.Illegible(id, reason))
                    .orElseGet(() -> new EventReading.Legible(event.id(), event.source(), event.type(), event.data()));
        } catch (UnreadableEvent e) {
            return new EventReading.Illegible(id, String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> fault(String attribute, String value) {
        return TextFaults.inReference(value, LONGEST).map(fault -> "its " + attribute + " " + fault);
    }

    private static @Nullable String idOf(ConsumerRecord<String, byte[]> message, JsonNode body) {
        var id = usable(body.path(ID).asString(""));
        var inHeader = idOf(message);
        return inHeader == null && body.has("specversion") ? id : inHeader;
    }

    private static @Nullable String idOf(ConsumerRecord<String, byte[]> message) {
        for (var header : message.headers()) {
            if (header.key().equalsIgnoreCase("ce_id") && header.value() != null) {
                return usable(new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return null;
    }

    private static @Nullable String usable(String id) {
        return TextFaults.inReference(id, LONGEST).isPresent() ? null : id;
    }
}
