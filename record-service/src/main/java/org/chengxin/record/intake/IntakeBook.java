package org.chengxin.record.intake;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code intake_event}: every event with its one outcome. */
@Component
class IntakeBook {

    private final JdbcClient jdbc;
    private final Clock clock;

    IntakeBook(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One intake event with what became of it. */
    record Decided(
            Arrival arrival, String outcome, @Nullable UUID recordId) {}

    void decided(List<Decided> events) {
        if (events.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into intake_event (provider, event_id, outcome, source_record_id, revision, record_id, received_at,
                                          decided_at)
                select provider, event_id, outcome, source_record_id, revision, record_id, received_at, :now
                  from unnest(:providers, :ids, :outcomes, :sources, :revisions, :records, :received::timestamptz[])
                       as n (provider, event_id, outcome, source_record_id, revision, record_id, received_at)
                on conflict (provider, event_id) do nothing
                """)
                .param(
                        "providers",
                        Columns.texts(
                                events, event -> event.arrival().provider().code()))
                .param("ids", Columns.texts(events, event -> event.arrival().eventId()))
                .param("outcomes", Columns.texts(events, Decided::outcome))
                .param(
                        "sources",
                        Columns.texts(
                                events, event -> event.arrival().statement().sourceRecordId()))
                .param(
                        "revisions",
                        events.stream()
                                .map(event -> event.arrival().statement().revision())
                                .toArray(Integer[]::new))
                .param("records", events.stream().map(Decided::recordId).toArray(UUID[]::new))
                .param(
                        "received",
                        Columns.texts(
                                events, event -> event.arrival().receivedAt().toString()))
                .param("now", Columns.at(clock))
                .update();
    }
}
