package org.chengxin.record.intake;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.chassis.events.IncomingEvent;
import org.chengxin.chassis.events.IncomingEvents;
import org.chengxin.chassis.events.Quarantine;
import org.chengxin.chassis.events.UnreadableEvent;
import org.chengxin.record.ledger.Provider;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads the topics {@code intake.<department>}; the department is what the topic says, whatever the event says. */
@Component
class IntakeListener {

    private static final String PREFIX = "intake.";
    private static final int MAX_EVENT_ID = 200;
    private static final int MAX_KEY = 1_000;
    private static final byte[] NOTHING = {};

    private final IntakeDoor door;
    private final IntakeEvents events;
    private final Quarantine quarantine;
    private final Clock clock;

    IntakeListener(IntakeDoor door, IntakeEvents events, Quarantine quarantine, Clock clock) {
        this.door = door;
        this.events = events;
        this.quarantine = quarantine;
        this.clock = clock;
    }

    @KafkaListener(id = "intake", topicPattern = "intake\\..*", groupId = "record-service")
    void on(List<ConsumerRecord<String, byte[]>> messages) {
        var arrivals = new ArrayList<Arrival>(messages.size());
        for (var message : messages) {
            var department = department(message.topic());
            if (door.isDepartment(department)) {
                arrivals.add(arrival(Provider.department(department), message));
            } else {
                // Nobody reads receipts of a department that does not exist.
                quarantine.keep("intake", message, "the topic is not one of a department");
            }
        }
        events.take(arrivals);
    }

    private Arrival arrival(Provider provider, ConsumerRecord<String, byte[]> message) {
        var body = message.value() == null ? null : StrictJson.read(message.value());
        if (body instanceof StrictJson.Reading.Unreadable(var reason)) {
            return unreadable(provider, message, reason);
        }
        IncomingEvent event;
        JsonNode data;
        try {
            if (body instanceof StrictJson.Reading.Read(var whole)) {
                event = IncomingEvents.read(message, whole);
                data = IncomingEvents.isStructured(message) ? event.data() : whole;
            } else {
                event = IncomingEvents.read(message);
                data = event.data();
            }
        } catch (UnreadableEvent e) {
            return unreadable(provider, message, String.valueOf(e.getMessage()));
        }
        if (!isUsable(event.id())) {
            return unreadable(provider, message, "its id is longer than 200 characters or holds control characters");
        }
        return new Arrival(
                provider,
                event.id(),
                event.type(),
                key(message),
                () -> data.toString().getBytes(StandardCharsets.UTF_8),
                door.read(provider, event.type(), data),
                clock.instant());
    }

    private Arrival unreadable(Provider provider, ConsumerRecord<String, byte[]> message, String reason) {
        return new Arrival(
                provider,
                idOf(message),
                "",
                key(message),
                () -> message.value() == null ? NOTHING : message.value(),
                new Statement.Unfit(null, null, List.of(Defect.at(Ground.EVENT_UNREADABLE, "", reason))),
                clock.instant());
    }

    /** The id that the sender gave, if that much can be read; else the place in the topic, the same at each delivery. */
    private static String idOf(ConsumerRecord<String, byte[]> message) {
        var header = message.headers().lastHeader("ce_id");
        if (header != null && header.value() != null) {
            var id = new String(header.value(), StandardCharsets.UTF_8);
            if (isUsable(id)) {
                return id;
            }
        }
        return "%s-%d@%d".formatted(message.topic(), message.partition(), message.offset());
    }

    static boolean isUsable(String id) {
        return !id.isBlank()
                && id.length() <= MAX_EVENT_ID
                && id.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
    }

    private static String key(ConsumerRecord<String, byte[]> message) {
        // PostgreSQL's text holds no NUL; a longer key is no name of a decision.
        return message.key() == null || message.key().length() > MAX_KEY
                ? ""
                : message.key().replace("\0", "");
    }

    private static String department(String topic) {
        return topic.substring(PREFIX.length()).toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
