package org.chengxin.repair.subjects;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table delegation. */
@Repository
class Delegations {

    private final JdbcClient jdbc;

    Delegations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whom these subjects may act for on a day. */
    List<UUID> principalsOf(Collection<UUID> agents, LocalDate today) {
        return jdbc.sql("""
                select distinct principal_id
                from delegation
                where agent_id = any(:agents) and state = 'ACTIVE' and valid_until >= :today
                """)
                .param("agents", agents.toArray(UUID[]::new))
                .param("today", today)
                .query((row, _) -> row.getObject("principal_id", UUID.class))
                .list();
    }

    void add(Delegation delegation) {
        jdbc.sql("""
                insert into delegation (id, ground, principal_id, agent_id, valid_until, state, reason, asked_at, version)
                values (:id, :ground, :principalId, :agentId, :validUntil, :state, :reason, :askedAt, :version)
                """)
                .param("id", delegation.id())
                .param("ground", delegation.ground().name())
                .param("principalId", delegation.principalId())
                .param("agentId", delegation.agentId())
                .param("validUntil", delegation.validUntil())
                .param("state", delegation.state().name())
                .param("reason", delegation.reason())
                .param("askedAt", delegation.askedAt().atOffset(ZoneOffset.UTC))
                .param("version", delegation.version())
                .update();
    }

    /** @return false when somebody moved it first */
    boolean move(Delegation next, String by, Instant at) {
        return jdbc.sql("""
                update delegation
                set state = :state, decided_by = :by, decided_at = :at, version = :version
                where id = :id and version = :version - 1
                """)
                        .param("state", next.state().name())
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("version", next.version())
                        .param("id", next.id())
                        .update()
                == 1;
    }

    Optional<Delegation> find(UUID id) {
        return jdbc.sql("""
                select id, ground, principal_id, agent_id, valid_until, state, reason, asked_at, version
                from delegation
                where id = :id
                """).param("id", id).query(Delegations::delegation).optional();
    }

    /** @param subjects null for those that wait for a reviewer */
    List<Delegation> page(@Nullable Collection<UUID> subjects, Instant after, UUID afterId, int rows) {
        var query = subjects == null ? jdbc.sql("""
                        select id, ground, principal_id, agent_id, valid_until, state, reason, asked_at, version
                        from delegation
                        where state = 'ASKED' and (asked_at, id) > (:after, :afterId)
                        order by asked_at, id
                        limit :rows
                        """) : jdbc.sql("""
                        select id, ground, principal_id, agent_id, valid_until, state, reason, asked_at, version
                        from delegation
                        where (agent_id = any(:subjects) or principal_id = any(:subjects))
                          and (asked_at, id) > (:after, :afterId)
                        order by asked_at, id
                        limit :rows
                        """).param("subjects", subjects.toArray(UUID[]::new));
        return query.param("after", after.atOffset(ZoneOffset.UTC))
                .param("afterId", afterId)
                .param("rows", rows)
                .query(Delegations::delegation)
                .list();
    }

    private static Delegation delegation(ResultSet row, int number) throws SQLException {
        return new Delegation(
                row.getObject("id", UUID.class),
                Delegation.Ground.valueOf(row.getString("ground")),
                row.getObject("principal_id", UUID.class),
                row.getObject("agent_id", UUID.class),
                row.getObject("valid_until", LocalDate.class),
                Delegation.State.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"));
    }
}
