package org.chengxin.chassis.events;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Announcements written in the transaction of what they announce; the {@link Relay} brings them to Kafka. */
public class Outbox {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final Relay relay;
    private final Traces traces;

    Outbox(JdbcClient jdbc, JsonMapper json, Clock clock, Relay relay, Traces traces) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.relay = relay;
        this.traces = traces;
    }

    /** @throws IllegalStateException outside a transaction */
    public void append(String topic, String key, String type, String subject, Object data) {
        append(List.of(new Outgoing(topic, key, type, subject, data)));
    }

    /** Since when the announcement waits that goes next: a job that announces much can wait for the others'. */
    public Optional<Instant> oldestWaiting() {
        return jdbc.sql("select at from outbox order by id limit 1")
                .query((row, _) -> row.getObject("at", OffsetDateTime.class).toInstant())
                .optional();
    }

    /**
     * Appends in order; what goes to one topic travels together, as few rows.
     *
     * @throws IllegalStateException outside a transaction
     */
    public void append(List<Outgoing> announcements) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("An announcement belongs into the transaction of what it announces");
        }
        if (announcements.isEmpty()) {
            return;
        }
        @Nullable String traceparent = traces.current();
        var now = Instant.now(clock).atOffset(ZoneOffset.UTC);
        var perTopic = new LinkedHashMap<String, Parcel>();
        for (var announcement : announcements) {
            var data = announcement.data() instanceof Outgoing.Json(var text)
                    ? text
                    : json.writeValueAsString(announcement.data());
            var parcel = perTopic.get(announcement.topic());
            if (parcel == null || parcel.isFull()) {
                if (parcel != null) {
                    insert(announcement.topic(), parcel, now, traceparent);
                }
                parcel = new Parcel();
                perTopic.put(announcement.topic(), parcel);
            }
            parcel.add(announcement, data);
        }
        perTopic.forEach((topic, parcel) -> insert(topic, parcel, now, traceparent));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                relay.wake();
            }
        });
    }

    private void insert(String topic, Parcel parcel, OffsetDateTime now, @Nullable String traceparent) {
        jdbc.sql("""
                insert into outbox (topic, keys, types, subjects, event_ids, at, data, traceparent)
                values (:topic, :keys, :types, :subjects, :ids, :now, :data, :traceparent)
                """)
                .param("topic", topic)
                .param("keys", parcel.keys.toArray(String[]::new))
                .param("types", parcel.types.toArray(String[]::new))
                .param("subjects", parcel.subjects.toArray(String[]::new))
                .param("ids", parcel.ids.toArray(UUID[]::new))
                .param("now", now)
                .param("data", parcel.data.toArray(String[]::new))
                .param("traceparent", traceparent)
                .update();
    }

    /** Announcements of one transaction for one topic, as far as one row should hold them. */
    private static final class Parcel {

        private static final int MOST = 500;
        private static final int MOST_CHARACTERS = 1 << 20;

        private final List<String> keys = new ArrayList<>();
        private final List<String> types = new ArrayList<>();
        private final List<String> subjects = new ArrayList<>();
        private final List<UUID> ids = new ArrayList<>();
        private final List<String> data = new ArrayList<>();
        private int characters;

        void add(Outgoing announcement, String content) {
            keys.add(announcement.key());
            types.add(announcement.type());
            subjects.add(announcement.subject());
            ids.add(UUID.randomUUID());
            data.add(content);
            characters += content.length();
        }

        boolean isFull() {
            return keys.size() >= MOST || characters >= MOST_CHARACTERS;
        }
    }
}
