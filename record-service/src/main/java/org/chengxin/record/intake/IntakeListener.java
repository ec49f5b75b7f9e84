package org.chengxin.record.intake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.chassis.events.Quarantine;
import org.chengxin.record.ledger.Provider;
import org.chengxin.record.sealed.Fingerprints;
import org.chengxin.record.sealed.Purpose;
import org.chengxin.record.sealed.Seal;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Reads the topics {@code intake.<department>}; the department is what the topic says, whatever the event says. */
@Component
class IntakeListener {

    private static final String PREFIX = "intake.";
    private static final int MAX_KEY = 1_000;
    private static final byte[] NOTHING = {};

    private final IntakeDoor door;
    private final IntakeEvents events;
    private final Fingerprints fingerprints;
    private final Quarantine quarantine;
    private final Seal seal;
    private final Clock clock;

    IntakeListener(
            IntakeDoor door,
            IntakeEvents events,
            Fingerprints fingerprints,
            Quarantine quarantine,
            Seal seal,
            Clock clock) {
        this.door = door;
        this.events = events;
        this.fingerprints = fingerprints;
        this.quarantine = quarantine;
        this.seal = seal;
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
                quarantine.keep("intake", sealed(message), "the topic is not one of a department");
            }
        }
        events.take(arrivals);
    }

    private Arrival arrival(Provider provider, ConsumerRecord<String, byte[]> message) {
        return switch (EventReader.read(message)) {
            case EventReading.Illegible(var id, var reason) ->
                new Arrival(
                        provider,
                        id == null ? place(message) : id,
                        fingerprints.of(whole(message)),
                        "",
                        key(message),
                        () -> value(message),
                        new Statement.Unfit(null, null, List.of(Defect.at(Ground.EVENT_UNREADABLE, "", reason))),
                        clock.instant());
            case EventReading.Legible(var id, var source, var type, var data) ->
                new Arrival(
                        provider,
                        id,
                        fingerprints.of(source, type, data),
                        type,
                        key(message),
                        () -> data.toString().getBytes(StandardCharsets.UTF_8),
                        door.read(provider, type, data),
                        clock.instant());
        };
    }

    /** The same at each delivery. */
    private static String place(ConsumerRecord<String, byte[]> message) {
        return "%s-%d@%d".formatted(message.topic(), message.partition(), message.offset());
    }

    /** What makes it this event: its headers of CloudEvents, and not those of couriers, and its value. */
    private static byte[] whole(ConsumerRecord<String, byte[]> message) {
        var whole = new ByteArrayOutputStream(1_024);
        for (var header : message.headers()) {
            var name = header.key().toLowerCase(Locale.ROOT);
            if (header.value() != null && (name.startsWith("ce_") || name.equals("content-type"))) {
                whole.writeBytes(name.getBytes(StandardCharsets.UTF_8));
                whole.write(0);
                whole.writeBytes(header.value());
                whole.write(0);
            }
        }
        whole.writeBytes(value(message));
        return whole.toByteArray();
    }

    private static byte[] value(ConsumerRecord<String, byte[]> message) {
        return message.value() == null ? NOTHING : message.value();
    }

    /** Its place stays in the clear, what was sent does not: key and headers are the sender's words too. */
    private ConsumerRecord<String, byte[]> sealed(ConsumerRecord<String, byte[]> message) {
        return new ConsumerRecord<>(
                message.topic(),
                message.partition(),
                message.offset(),
                null,
                seal.seal(Purpose.STRAY, place(message), whole(message)));
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
