package org.chengxin.chassis.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code idempotency_key}. */
class IdempotencyKeys {

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Clock clock;
    private final JsonMapper json;

    IdempotencyKeys(JdbcClient jdbc, Clock clock, JsonMapper json) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.json = json;
    }

    /** What was asked and answered under a key; without an answer a request is being worked on. */
    record Kept(byte[] requestHash, @Nullable Answer answer) {}

    /**
     * Takes a key in the transaction of the effect.
     *
     * @return false when the key is taken; waits while another transaction is about to take it (primary key)
     */
    boolean claim(String caller, String key, byte[] requestHash) {
        return jdbc.sql("""
                        insert into idempotency_key (caller, key, request_hash, created_at)
                        values (:caller, :key, :hash, :now)
                        on conflict (caller, key) do nothing
                        """)
                        .param("caller", caller)
                        .param("key", key)
                        .param("hash", requestHash)
                        .param("now", now())
                        .update()
                == 1;
    }

    /**
     * Takes a key before there is an effect, or takes it over from a request whose lease is over and that left no answer.
     *
     * @return false when the key is taken
     */
    boolean lease(Claim claim, byte[] requestHash, Duration lease) {
        return jdbc.sql("""
                        insert into idempotency_key as held (caller, key, request_hash, created_at, claim, lease_until)
                        values (:caller, :key, :hash, :now, :claim, :until)
                        on conflict (caller, key) do update
                        set claim = excluded.claim, lease_until = excluded.lease_until
                        where held.status is null
                          and held.lease_until < :now
                          and held.request_hash = excluded.request_hash
                        """)
                        .param("caller", claim.caller())
                        .param("key", claim.key())
                        .param("hash", requestHash)
                        .param("now", now())
                        .param("claim", claim.id())
                        .param("until", now().plus(lease))
                        .update()
                == 1;
    }

    Optional<Kept> find(String caller, String key) {
        return jdbc.sql("""
                        select request_hash, status, headers, body
                        from idempotency_key where caller = :caller and key = :key
                        """)
                .param("caller", caller)
                .param("key", key)
                .query((row, n) -> {
                    var status = row.getObject("status", Integer.class);
                    var headers = row.getString("headers");
                    var body = row.getBytes("body");
                    return new Kept(
                            row.getBytes("request_hash"),
                            status == null
                                    ? null
                                    : new Answer(
                                            status,
                                            headers == null ? Map.of() : json.readValue(headers, HEADERS),
                                            Objects.requireNonNullElse(body, new byte[0])));
                })
                .optional();
    }

    void keep(String caller, String key, Answer answer) {
        jdbc.sql("""
                update idempotency_key set status = :status, headers = :headers, body = :body
                where caller = :caller and key = :key
                """)
                .param("caller", caller)
                .param("key", key)
                .param("status", answer.status())
                .param("headers", json.writeValueAsString(answer.headers()))
                .param("body", answer.body())
                .update();
    }

    /** @return false when another request has taken the key over */
    boolean keep(Claim claim, Answer answer) {
        return jdbc.sql("""
                        update idempotency_key set status = :status, headers = :headers, body = :body
                        where caller = :caller and key = :key and claim = :claim and status is null
                        """)
                        .param("caller", claim.caller())
                        .param("key", claim.key())
                        .param("claim", claim.id())
                        .param("status", answer.status())
                        .param("headers", json.writeValueAsString(answer.headers()))
                        .param("body", answer.body())
                        .update()
                == 1;
    }

    /** @return false when it has an answer, or another request has taken it over */
    boolean release(Claim claim) {
        return jdbc.sql("""
                        delete from idempotency_key
                        where caller = :caller and key = :key and claim = :claim and status is null
                        """)
                        .param("caller", claim.caller())
                        .param("key", claim.key())
                        .param("claim", claim.id())
                        .update()
                == 1;
    }

    private OffsetDateTime now() {
        return Instant.now(clock).atOffset(ZoneOffset.UTC);
    }
}
