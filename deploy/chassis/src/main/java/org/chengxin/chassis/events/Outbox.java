package org.chengxin.chassis.events;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
     * Appends in order, with one statement.
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
        int size = announcements.size();
        var topics = new String[size];
        var keys = new String[size];
        var types = new String[size];
        var subjects = new String[size];
        var ids = new String[size];
        var data = new String[size];
        for (int i = 0; i < size; i++) {
            var announcement = announcements.get(i);
            topics[i] = announcement.topic();
            keys[i] = announcement.key();
            types[i] = announcement.type();
            subjects[i] = announcement.subject();
            ids[i] = UUID.randomUUID().toString();
            data[i] = json.writeValueAsString(announcement.data());
        }
        @Nullable String traceparent = traces.current();
        jdbc.sql("""
                insert into outbox (topic, key, type, subject, event_id, at, data, traceparent)
                select a.topic, a.key, a.type, a.subject, a.event_id::uuid, :now, a.data, :traceparent
                from unnest(:topics, :keys, :types, :subjects, :ids, :data)
                    with ordinality as a (topic, key, type, subject, event_id, data, nth)
                order by a.nth
                """)
                .param("topics", topics)
                .param("keys", keys)
                .param("types", types)
                .param("subjects", subjects)
                .param("ids", ids)
                .param("data", data)
                .param("now", Instant.now(clock).atOffset(ZoneOffset.UTC))
                .param("traceparent", traceparent)
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                relay.wake();
            }
        });
    }
}
