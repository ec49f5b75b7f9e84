package org.chengxin.identity.guessing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table client_misses: one row for each client, for all instances of the service together. */
@Repository
class Misses {

    private final JdbcClient jdbc;

    Misses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How often a client missed since its window began. */
    record Count(Instant began, long misses) {}

    Optional<Count> of(String client) {
        return jdbc.sql("select began, misses from client_misses where client = :client")
                .param("client", client)
                .query((row, _) -> count(row))
                .optional();
    }

    /** Counts on, or from the start when the window is over. */
    Count add(String client, int misses, Instant now, Duration window) {
        return jdbc.sql("""
                insert into client_misses as c (client, began, misses) values (:client, :now, :misses)
                on conflict (client) do update
                set began  = case when c.began <= :over then excluded.began else c.began end,
                    misses = excluded.misses + case when c.began <= :over then 0 else c.misses end
                returning began, misses
                """)
                .param("client", client)
                .param("misses", misses)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("over", now.minus(window).atOffset(ZoneOffset.UTC))
                .query((row, _) -> count(row))
                .single();
    }

    private static Count count(ResultSet row) throws SQLException {
        return new Count(row.getObject("began", OffsetDateTime.class).toInstant(), row.getLong("misses"));
    }
}
