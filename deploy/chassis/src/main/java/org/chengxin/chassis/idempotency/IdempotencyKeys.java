package org.chengxin.chassis.idempotency;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
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

    /** What was asked and answered under a key; without a status nothing was kept. */
    record Kept(byte[] requestHash, @Nullable Integer status, Map<String, String> headers, byte[] body) {}

    /** @return false when the key is taken; waits while another request holds it (primary key) */
    boolean claim(String caller, String key, byte[] requestHash) {
        return jdbc.sql("""
                        insert into idempotency_key (caller, key, request_hash, created_at)
                        values (:caller, :key, :hash, :now)
                        on conflict (caller, key) do nothing
                        """)
                        .param("caller", caller)
                        .param("key", key)
                        .param("hash", requestHash)
                        .param("now", Instant.now(clock).atOffset(ZoneOffset.UTC))
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
                    String headers = row.getString("headers");
                    byte[] body = row.getBytes("body");
                    return new Kept(
                            row.getBytes("request_hash"),
                            row.getObject("status", Integer.class),
                            headers == null ? Map.of() : json.readValue(headers, HEADERS),
                            body == null ? new byte[0] : body);
                })
                .optional();
    }

    void keep(String caller, String key, int status, Map<String, String> headers, byte[] body) {
        jdbc.sql("""
                update idempotency_key set status = :status, headers = :headers, body = :body
                where caller = :caller and key = :key
                """)
                .param("caller", caller)
                .param("key", key)
                .param("status", status)
                .param("headers", json.writeValueAsString(headers))
                .param("body", body)
                .update();
    }
}
