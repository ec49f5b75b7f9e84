package org.chengxin.record.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
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
import org.chengxin.record.sealed.Purpose;
import org.chengxin.record.sealed.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code waiting_event}: events whose person nobody knows yet, and what follows them. */
@Component
class WaitingEvents {

    /** Of those that wait behind one event, so many are called with it; the next when these are through. */
    private static final int MOST_BEHIND = 50;

    private final JdbcClient jdbc;
    private final Seal seal;
    private final Clock clock;

    WaitingEvents(JdbcClient jdbc, Seal seal, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.clock = clock;
    }

    /** An event that waits for the public authority; its content names a person. */
    record Waiting(EventKey key, String type, byte[] content, Instant receivedAt) {

        @Override
        public String toString() {
            return "Waiting[" + key + "]";
        }
    }

    void park(List<Arrival> arrivals, Duration firstPause) {
        if (arrivals.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into waiting_event (provider, event_id, fingerprint, type, source_record_id, sealed, received_at,
                                           attempts, next_attempt_at)
                select provider, event_id, decode(fingerprint, 'hex'), type, source_record_id, sealed, received_at, 0, :next
                  from unnest(:providers, :events, :prints, :types, :sources, :sealed, :received::timestamptz[])
                       with ordinality
                       as n (provider, event_id, fingerprint, type, source_record_id, sealed, received_at, nth)
                 order by nth
                on conflict (provider, event_id, fingerprint) do nothing
                """)
                .param(
                        "providers",
                        Columns.texts(arrivals, arrival -> arrival.provider().code()))
                .param("events", Columns.texts(arrivals, Arrival::eventId))
                .param(
                        "prints",
                        Columns.texts(arrivals, arrival -> arrival.eventKey().fingerprint()))
                .param("types", Columns.texts(arrivals, Arrival::type))
                .param(
                        "sources",
                        Columns.texts(arrivals, arrival -> arrival.statement().sourceRecordId()))
                .param("sealed", arrivals.stream().map(this::sealed).toArray(byte[][]::new))
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
                            select provider, event_id, fingerprint, source_record_id
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
                            select provider, event_id, fingerprint from head
                            union
                            select behind.provider, behind.event_id, behind.fingerprint
                              from head
                             cross join lateral (select provider, event_id, fingerprint
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
                             where w.provider = due.provider
                               and w.event_id = due.event_id
                               and w.fingerprint = due.fingerprint
                            returning w.provider, w.event_id, w.fingerprint, w.type, w.sealed, w.received_at, w.seq
                        )
                        select provider, event_id, encode(fingerprint, 'hex') as fingerprint, type, sealed, received_at
                          from called
                         order by seq
                        """)
                .param("now", Columns.at(clock))
                .param("most", most)
                .param("mostBehind", MOST_BEHIND)
                .param("pause", (double) firstPause.toMillis() / 1_000)
                .query((row, _) -> waiting(row))
                .list();
    }

    private Waiting waiting(ResultSet row) throws SQLException {
        var key = new EventKey(row.getString("provider"), row.getString("event_id"), row.getString("fingerprint"));
        return new Waiting(
                key,
                row.getString("type"),
                seal.open(Purpose.WAITING, place(key), row.getBytes("sealed")),
                row.getObject("received_at", OffsetDateTime.class).toInstant());
    }

    private byte[] sealed(Arrival arrival) {
        return seal.seal(Purpose.WAITING, place(arrival.eventKey()), arrival.content());
    }

    /** The row, by its primary key. */
    static String place(EventKey key) {
        return key.provider() + "/" + key.fingerprint() + "/" + key.eventId();
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
    Set<EventKey> stillWaiting(List<Arrival> arrivals) {
        var keys = Keys.of(arrivals);
        return keys.found(jdbc.sql("""
                        select k.nth
                          from unnest(:nth, :providers, :ids, :prints, :sources, :revisions)
                               as k (nth, provider, event_id, fingerprint, source_record_id, revision)
                          join waiting_event w
                            on w.provider = k.provider and w.event_id = k.event_id
                           and (w.fingerprint = decode(k.fingerprint, 'hex')
                                or w.fingerprint = ''::bytea and w.source_record_id is not distinct from k.source_record_id)
                         order by w.provider, w.event_id, w.fingerprint
                           for update of w
                        """));
    }

    void release(Collection<Arrival> arrivals) {
        if (arrivals.isEmpty()) {
            return;
        }
        jdbc.sql("""
                delete from waiting_event w
                 using unnest(:providers, :events, :prints) as k (provider, event_id, fingerprint)
                 where w.provider = k.provider and w.event_id = k.event_id
                   and w.fingerprint = decode(k.fingerprint, 'hex')
                """)
                .param(
                        "providers",
                        Columns.texts(arrivals, arrival -> arrival.provider().code()))
                .param("events", Columns.texts(arrivals, Arrival::eventId))
                .param(
                        "prints",
                        Columns.texts(arrivals, arrival -> arrival.eventKey().fingerprint()))
                .update();
    }
}
