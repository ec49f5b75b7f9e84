package org.chengxin.record.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.chengxin.record.ledger.RecordIds;
import org.chengxin.record.sealed.Purpose;
import org.chengxin.record.sealed.Seal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code rejection}: the quarantine, each event with its problem and, for a week and sealed, with what was sent. */
@Component
class Rejections {

    private static final TypeReference<Map<String, Object>> PROBLEM = new TypeReference<>() {};
    /** The broker's own limit for a message; whoever raises it there keeps larger ones in his own system. */
    private static final int MOST_KEPT = 1024 * 1024;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Seal seal;
    private final Clock clock;

    Rejections(JdbcClient jdbc, JsonMapper json, Seal seal, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.seal = seal;
        this.clock = clock;
    }

    /** One refused intake event. */
    record Refused(Arrival arrival, Outcome.Rejected outcome, boolean keepContent) {}

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

    /**
     * A refused event as it was sent; it may name a person.
     *
     * @param type empty when not even that could be read
     * @param content absent when it may not be kept, or not any more
     */
    record Refusal(String type, @Nullable String sourceRecordId, byte @Nullable [] content, boolean settled) {

        @Override
        public String toString() {
            return "Refusal[" + type + "]";
        }
    }

    void add(List<Refused> events) {
        if (events.isEmpty()) {
            return;
        }
        var ids = events.stream().map(_ -> RecordIds.next(clock.instant())).toArray(UUID[]::new);
        jdbc.sql("""
                insert into rejection (id, provider, event_id, source_record_id, revision, problem, sealed, type, received_at)
                select id, provider, event_id, source_record_id, revision, problem, sealed, type, :now
                  from unnest(:ids, :providers, :events, :sources, :revisions, :problems::jsonb[], :sealed, :types)
                       as n (id, provider, event_id, source_record_id, revision, problem, sealed, type)
                """)
                .param("ids", ids)
                .param(
                        "providers",
                        Columns.texts(
                                events, event -> event.arrival().provider().code()))
                .param("events", Columns.texts(events, event -> event.arrival().eventId()))
                .param(
                        "sources",
                        Columns.texts(
                                events, event -> event.arrival().statement().sourceRecordId()))
                .param(
                        "revisions",
                        events.stream()
                                .map(event -> event.arrival().statement().revision())
                                .toArray(Integer[]::new))
                .param(
                        "problems",
                        Columns.texts(
                                events,
                                event -> json.writeValueAsString(event.outcome().problem())))
                .param(
                        "sealed",
                        IntStream.range(0, ids.length)
                                .mapToObj(nth -> sealed(ids[nth], events.get(nth)))
                                .toArray(byte[][]::new))
                .param("types", Columns.texts(events, event -> event.arrival().type()))
                .param("now", Columns.at(clock))
                .update();
    }

    /** Newest first. */
    List<Rejection> rejections(String provider, @Nullable UUID before, int most) {
        return jdbc.sql("""
                        select id, event_id, type, source_record_id, revision, received_at, retried_at,
                               sealed is not null and type <> '' and retried_at is null as retriable, problem::text as problem
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

    /** Empty when it is not theirs. */
    Optional<Refusal> refusal(String provider, UUID id) {
        return jdbc.sql("""
                        select coalesce(type, '') as type, source_record_id, sealed, retried_at is not null as settled
                          from rejection
                         where id = :id and provider = :provider
                        """)
                .param("id", id)
                .param("provider", provider)
                .query((row, _) -> new Refusal(
                        row.getString("type"),
                        row.getString("source_record_id"),
                        opened(id, row.getBytes("sealed")),
                        row.getBoolean("settled")))
                .optional();
    }

    /** Locks it until the transaction ends. @return false when it has been settled */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean holdOpen(String provider, UUID id) {
        return jdbc.sql("""
                        select id
                          from rejection
                         where id = :id and provider = :provider and retried_at is null
                           for update
                        """)
                .param("id", id)
                .param("provider", provider)
                .query((row, _) -> row.getObject("id", UUID.class))
                .optional()
                .isPresent();
    }

    /** It was taken in after all: its content is in the record now. */
    void settle(String provider, UUID id) {
        jdbc.sql("""
                update rejection
                   set retried_at = :now, sealed = null
                 where id = :id and provider = :provider
                """)
                .param("id", id)
                .param("provider", provider)
                .param("now", Columns.at(clock))
                .update();
    }

    /** Forgets contents that are older than the topic keeps them. */
    int forgetContents(Duration keptFor) {
        return jdbc.sql("""
                update rejection
                   set sealed = null
                 where sealed is not null and received_at < :until
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

    private byte @Nullable [] sealed(UUID id, Refused event) {
        if (!event.keepContent()) {
            return null;
        }
        var content = event.arrival().content();
        return content.length > MOST_KEPT ? null : seal.seal(Purpose.QUARANTINE, id.toString(), content);
    }

    private byte @Nullable [] opened(UUID id, byte @Nullable [] sealed) {
        return sealed == null ? null : seal.open(Purpose.QUARANTINE, id.toString(), sealed);
    }
}
