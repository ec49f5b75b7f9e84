package org.chengxin.chassis.events;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps events that could not have their effect, whole, so that they are neither lost nor in the way of others. */
public class Quarantine {

    private static final Logger log = LoggerFactory.getLogger(Quarantine.class);

    private final JdbcClient jdbc;
    private final Clock clock;

    Quarantine(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param reason what is wrong, without the content */
    public void keep(String consumer, ConsumerRecord<String, byte[]> message, String reason) {
        jdbc.sql("""
                insert into quarantined_event
                    (consumer, topic, part, part_offset, key, headers, value, reason, at)
                values (:consumer, :topic, :part, :offset, :key, :headers, :value, :reason, :now)
                on conflict (consumer, topic, part, part_offset) do nothing
                """)
                .param("consumer", consumer)
                .param("topic", message.topic())
                .param("part", message.partition())
                .param("offset", message.offset())
                .param("key", message.key())
                .param("headers", headers(message))
                .param("value", message.value())
                .param("reason", reason)
                .param("now", Instant.now(clock).atOffset(ZoneOffset.UTC))
                .update();
        log.warn(
                "Quarantined an event of {} at {}-{}: {}",
                message.topic(),
                message.partition(),
                message.offset(),
                reason);
    }

    private static String headers(ConsumerRecord<String, byte[]> message) {
        return StreamSupport.stream(message.headers().spliterator(), false)
                .map(header -> header.key() + ": "
                        + (header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8)))
                .collect(Collectors.joining("\n"))
                // PostgreSQL's text holds no NUL.
                .replace("\0", "");
    }
}
