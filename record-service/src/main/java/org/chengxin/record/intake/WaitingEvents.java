package org.chengxin.record.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chengxin.record.ledger.Source;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code waiting_event}: events whose person nobody knows yet, and what follows them. */
@Component
class WaitingEvents {

    /** Of those that wait behind one event, so many are called with it; the next when these are through. */
    private static final int MOST_BEHIND = 50;

    private final JdbcClient jdbc;
    private final Clock clock;

    WaitingEvents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** An event that waits for the public authority; its content names a person. */
    record Waiting(
            String provider, String eventId, @Nullable String key, String type, byte[] content, Instant receivedAt) {

        @Override
        public String toString() {
            return "Waiting[" + provider + " " + eventId + "]";
        }
    }

    void park(List<Arrival> arrivals, Duration firstPause) {
        if (arrivals.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into waiting_event (provider, event_id, message_key, type, source_record_id, content, received_at,
                                           attempts, next_attempt_at)
                select provider, event_id, message_key, type, source_record_id, content, received_at, 0, :next
                  from unnest(:providers, :events, :keys, :types, :sources, :contents, :received::timestamptz[])
                       with ordinality
                       as n (provider, event_id, message_key, type, source_record_id, content, received_at, nth)
                 order by nth
                on conflict (provider, event_id) do nothing
                """)
                .param(
                        "providers",
                        Columns.texts(arrivals, arrival -> arrival.provider().code()))
                .param("events", Columns.texts(arrivals, Arrival::eventId))
                .param("keys", Columns.texts(arrivals, Arrival::key))
                .param("types", Columns.texts(arrivals, Arrival::type))
                .param(
                        "sources",
                        Columns.texts(arrivals, arrival -> arrival.statement().sourceRecordId()))
                .param("contents", arrivals.stream().map(Arrival::content).toArray(byte[][]::new))
                .param(
                        "received",
                        Columns.texts(arrivals, arrival -> arrival.receivedAt().toString()))
                .param("next", clock.instant().plus(firstPause).atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Those whose pause is over, each with its next pause begun: twice as long as the last, ten minutes at most. Behind
     * each stand those that wait for it, in the order of their arrival. Rows that another replica has in hand are passed
     * over.
     */
    List<Waiting> callIn(int most, Duration firstPause) {
        return jdbc.sql("""
                        with head as (
                            select provider, event_id, source_record_id
                              from waiting_event w
                             where next_attempt_at <= :now
                               and not exists (select
                                                 from waiting_event e
                                                where e.provider = w.provider
                                                  and e.source_record_id = w.source_record_id
                                                  and e.seq < w.seq)
                             order by next_attempt_at
                             limit :most
                               for update skip locked
                        ), due as (
                            select provider, event_id from head
                            union
                            select behind.provider, behind.event_id
                              from head
                             cross join lateral (select provider, event_id
                                                   from waiting_event f
                                                  where f.provider = head.provider
                                                    and f.source_record_id = head.source_record_id
                                                  order by f.seq
                                                  limit :mostBehind) behind
                        ), called as (
                            update waiting_event w
                               set attempts = w.attempts + 1,
                                   next_attempt_at = cast(:now as timestamptz)
                                       + least(make_interval(secs => :pause * power(2, least(w.attempts + 1, 20))),
                                               interval '10 minutes')
                              from due
                             where w.provider = due.provider and w.event_id = due.event_id
                            returning w.provider, w.event_id, w.message_key, w.type, w.content, w.received_at, w.seq
                        )
                        select provider, event_id, message_key, type, content, received_at
                          from called
                         order by seq
                        """)
                .param("now", Columns.at(clock))
                .param("most", most)
                .param("mostBehind", MOST_BEHIND)
                .param("pause", (double) firstPause.toMillis() / 1_000)
                .query((row, _) -> new Waiting(
                        row.getString("provider"),
                        row.getString("event_id"),
                        row.getString("message_key"),
                        row.getString("type"),
                        row.getBytes("content"),
                        row.getObject("received_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Of which of these decisions an event waits. */
    Set<Source.Key> waitingDecisions(Collection<Source.Key> keys) {
        if (keys.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql("""
                        select distinct w.provider, w.source_record_id
                          from unnest(:providers, :ids) as k (provider, source_record_id)
                          join waiting_event w on w.provider = k.provider and w.source_record_id = k.source_record_id
                        """)
                .param("providers", Columns.texts(keys, Source.Key::provider))
                .param("ids", Columns.texts(keys, Source.Key::sourceRecordId))
                .query((row, _) -> new Source.Key(row.getString("provider"), row.getString("source_record_id")))
                .list());
    }

    /** @return which of these still wait, locked until the transaction ends */
    Set<String> stillWaiting(Collection<Arrival> arrivals) {
        return new HashSet<>(jdbc.sql("""
                        select w.provider || ' ' || w.event_id
                          from unnest(:providers, :events) as k (provider, event_id)
                          join waiting_event w on w.provider = k.provider and w.event_id = k.event_id
                         order by w.provider, w.event_id
                           for update of w
                        """)
                .param(
                        "providers",
                        Columns.texts(arrivals, arrival -> arrival.provider().code()))
                .param("events", Columns.texts(arrivals, Arrival::eventId))
                .query(String.class)
                .list());
    }

    void release(Collection<Arrival> arrivals) {
        if (arrivals.isEmpty()) {
            return;
        }
        jdbc.sql("""
                delete from waiting_event w
                 using unnest(:providers, :events) as k (provider, event_id)
                 where w.provider = k.provider and w.event_id = k.event_id
                """)
                .param(
                        "providers",
                        Columns.texts(arrivals, arrival -> arrival.provider().code()))
                .param("events", Columns.texts(arrivals, Arrival::eventId))
                .update();
    }
}
