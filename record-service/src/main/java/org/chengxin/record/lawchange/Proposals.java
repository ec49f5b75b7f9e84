package org.chengxin.record.lawchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.record.ledger.RecordIds;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Tables {@code catalog_proposal} and {@code catalog_comment}. */
@Component
class Proposals {

    private static final TypeReference<Map<String, Object>> CONTENT = new TypeReference<>() {};
    private static final String SELECT = """
            select id, kind, code, content::text as content, reason, in_force_from, state, proposed_by, proposed_at,
                   decided_by, decided_at
              from catalog_proposal
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Proposals(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** What somebody says about a proposal. */
    record Comment(UUID commentId, String author, Instant at, String text) {}

    UUID add(Proposal.Kind kind, String code, Object content, String reason, LocalDate inForceFrom, String proposedBy) {
        var id = RecordIds.next(clock.instant());
        jdbc.sql("""
                insert into catalog_proposal (id, kind, code, content, reason, in_force_from, state, proposed_by, proposed_at)
                values (:id, :kind, :code, :content::jsonb, :reason, :from, 'OPEN', :by, :now)
                """)
                .param("id", id)
                .param("kind", kind.name())
                .param("code", code)
                .param("content", json.writeValueAsString(content))
                .param("reason", reason)
                .param("from", inForceFrom)
                .param("by", proposedBy)
                .param("now", now())
                .update();
        return id;
    }

    Optional<Proposal> find(UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query((row, _) -> proposal(row))
                .optional();
    }

    /** Newest first. */
    List<Proposal> list(Proposal.@Nullable State state, @Nullable UUID before, int most) {
        return jdbc.sql(SELECT + """
                         where (cast(:state as text) is null or state = :state)
                           and (cast(:before as uuid) is null or id < :before)
                         order by id desc
                         limit :most
                        """)
                .param("state", state == null ? null : state.name())
                .param("before", before)
                .param("most", most)
                .query((row, _) -> proposal(row))
                .list();
    }

    /** @return false when it is decided already */
    boolean decide(UUID id, Proposal.State state, String decidedBy) {
        return jdbc.sql("""
                        update catalog_proposal
                           set state = :state, decided_by = :by, decided_at = :now
                         where id = :id and state = 'OPEN'
                        """)
                        .param("id", id)
                        .param("state", state.name())
                        .param("by", decidedBy)
                        .param("now", now())
                        .update()
                == 1;
    }

    void comment(UUID id, String author, String text) {
        jdbc.sql("""
                insert into catalog_comment (id, proposal_id, author, at, text)
                values (:id, :proposal, :author, :now, :text)
                """)
                .param("id", RecordIds.next(clock.instant()))
                .param("proposal", id)
                .param("author", author)
                .param("now", now())
                .param("text", text)
                .update();
    }

    /** Oldest first, the first two hundred. */
    List<Comment> comments(UUID id) {
        return jdbc.sql("""
                        select id, author, at, text
                          from catalog_comment
                         where proposal_id = :id
                         order by id
                         limit 200
                        """)
                .param("id", id)
                .query((row, _) -> new Comment(
                        row.getObject("id", UUID.class),
                        row.getString("author"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("text")))
                .list();
    }

    private Proposal proposal(ResultSet row) throws SQLException {
        var decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        return new Proposal(
                row.getObject("id", UUID.class),
                Proposal.Kind.valueOf(row.getString("kind")),
                row.getString("code"),
                json.readValue(row.getString("content"), CONTENT),
                row.getString("reason"),
                row.getObject("in_force_from", LocalDate.class),
                Proposal.State.valueOf(row.getString("state")),
                row.getString("proposed_by"),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                row.getString("decided_by"),
                decidedAt == null ? null : decidedAt.toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
