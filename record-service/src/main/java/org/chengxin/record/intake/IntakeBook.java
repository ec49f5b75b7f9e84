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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.chengxin.record.ledger.RecordIds;
import org.chengxin.record.ledger.Source;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Tables {@code intake_event}, {@code waiting_event} and {@code rejection}. */
@Component
class IntakeBook {

    /** Of those that wait behind one event, so many are called with it; the next when these are through. */
    private static final int MOST_BEHIND = 50;

    private static final TypeReference<Map<String, Object>> PROBLEM = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    IntakeBook(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** One intake event with what became of it. */
    record Decided(
            Arrival arrival, String outcome, @Nullable UUID recordId) {}

    /** One refused intake event. */
    record Refused(Arrival arrival, Outcome.Rejected outcome, boolean keepContent) {}

    /** An event that waits for the public authority; its content names a person. */
    record Waiting(
            String provider, String eventId, @Nullable String key, String type, byte[] content, Instant receivedAt) {

        @Override
        public String toString() {
            return "Waiting[" + provider + " " + eventId + "]";
        }
    }

    /** A refusal as its department sees it. */
    record Rejection(
            UUID id,
            String eventId,
            @Nullable String type,
            @Nullable String sourceRecordId,
            @Nullable Integer revision,
            Instant receivedAt,
            @Nullable Instant retriedAt,
            boolean retriable,
            Map<String, Object> problem) {}

    /** What a retry reads again. */
    record Kept(String type, byte[] content) {

        @Override
        public String toString() {
            return "Kept[" + type + "]";
        }
    }

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
                        texts(events, event -> event.arrival().provider().code()))
                .param("ids", texts(events, event -> event.arrival().eventId()))
                .param("outcomes", texts(events, Decided::outcome))
                .param(
                        "sources",
                        texts(events, event -> event.arrival().statement().sourceRecordId()))
                .param(
                        "revisions",
                        events.stream()
                                .map(event -> event.arrival().statement().revision())
                                .toArray(Integer[]::new))
                .param("records", events.stream().map(Decided::recordId).toArray(UUID[]::new))
                .param(
                        "received",
                        texts(events, event -> event.arrival().receivedAt().toString()))
                .param("now", now())
                .update();
    }

    void refused(List<Refused> events) {
        if (events.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into rejection (id, provider, event_id, source_record_id, revision, problem, content, message_key,
                                       type, received_at)
                select id, provider, event_id, source_record_id, revision, problem, content, message_key, type, :now
                  from unnest(:ids, :providers, :events, :sources, :revisions, :problems::jsonb[], :contents, :keys, :types)
                       as n (id, provider, event_id, source_record_id, revision, problem, content, message_key, type)
                """)
                .param(
                        "ids",
                        events.stream()
                                .map(_ -> RecordIds.next(clock.instant()))
                                .toArray(UUID[]::new))
                .param(
                        "providers",
                        texts(events, event -> event.arrival().provider().code()))
                .param("events", texts(events, event -> event.arrival().eventId()))
                .param(
                        "sources",
                        texts(events, event -> event.arrival().statement().sourceRecordId()))
                .param(
                        "revisions",
                        events.stream()
                                .map(event -> event.arrival().statement().revision())
                                .toArray(Integer[]::new))
                .param(
                        "problems",
                        texts(
                                events,
                                event -> json.writeValueAsString(event.outcome().problem())))
                .param(
                        "contents",
                        events.stream()
                                .map(event ->
                                        event.keepContent() ? event.arrival().content() : null)
                                .toArray(byte[][]::new))
                .param("keys", texts(events, event -> event.arrival().key()))
                .param("types", texts(events, event -> event.arrival().type()))
                .param("now", now())
                .update();
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
                        texts(arrivals, arrival -> arrival.provider().code()))
                .param("events", texts(arrivals, Arrival::eventId))
                .param("keys", texts(arrivals, Arrival::key))
                .param("types", texts(arrivals, Arrival::type))
                .param("sources", texts(arrivals, arrival -> arrival.statement().sourceRecordId()))
                .param("contents", arrivals.stream().map(Arrival::content).toArray(byte[][]::new))
                .param(
                        "received",
                        texts(arrivals, arrival -> arrival.receivedAt().toString()))
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
                .param("now", now())
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
                .param("providers", texts(keys, Source.Key::provider))
                .param("ids", texts(keys, Source.Key::sourceRecordId))
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
                        texts(arrivals, arrival -> arrival.provider().code()))
                .param("events", texts(arrivals, Arrival::eventId))
                .query(String.class)
                .list());
    }

    void release(Collection<Arrival> arrivals) {
        jdbc.sql("""
                delete from waiting_event w
                 using unnest(:providers, :events) as k (provider, event_id)
                 where w.provider = k.provider and w.event_id = k.event_id
                """)
                .param(
                        "providers",
                        texts(arrivals, arrival -> arrival.provider().code()))
                .param("events", texts(arrivals, Arrival::eventId))
                .update();
    }

    /** Newest first. */
    List<Rejection> rejections(String provider, @Nullable UUID before, int most) {
        return jdbc.sql("""
                        select id, event_id, type, source_record_id, revision, received_at, retried_at,
                               content is not null and type <> '' and retried_at is null as retriable, problem::text as problem
                          from rejection
                         where provider = :provider
                           and (cast(:before as uuid) is null or id < :before)
                         order by id desc
                         limit :most
                        """)
                .param("provider", provider)
                .param("before", before)
                .param("most", most)
                .query((row, _) -> rejection(row))
                .list();
    }

    /** The content of a refusal, locked; empty when it is not theirs, was retried, or is no longer kept. */
    Optional<Kept> kept(String provider, UUID id) {
        return jdbc.sql("""
                        select type, content
                          from rejection
                         where id = :id and provider = :provider and content is not null and type <> ''
                           and retried_at is null
                        """)
                .param("id", id)
                .param("provider", provider)
                .query((row, _) -> new Kept(row.getString("type"), row.getBytes("content")))
                .optional();
    }

    void retried(String provider, UUID id) {
        jdbc.sql("""
                update rejection
                   set retried_at = :now, content = null
                 where id = :id and provider = :provider
                """)
                .param("id", id)
                .param("provider", provider)
                .param("now", now())
                .update();
    }

    /** Forgets contents that are older than the topic keeps them. */
    int forgetContents(Duration keptFor) {
        return jdbc.sql("""
                update rejection
                   set content = null
                 where content is not null and received_at < :until
                """)
                .param("until", clock.instant().minus(keptFor).atOffset(ZoneOffset.UTC))
                .update();
    }

    private Rejection rejection(ResultSet row) throws SQLException {
        var retriedAt = row.getObject("retried_at", OffsetDateTime.class);
        return new Rejection(
                row.getObject("id", UUID.class),
                row.getString("event_id"),
                row.getString("type"),
                row.getString("source_record_id"),
                row.getObject("revision", Integer.class),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                retriedAt == null ? null : retriedAt.toInstant(),
                row.getBoolean("retriable"),
                json.readValue(row.getString("problem"), PROBLEM));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static <T> @Nullable String[] texts(Collection<T> rows, Function<T, @Nullable String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }
}
