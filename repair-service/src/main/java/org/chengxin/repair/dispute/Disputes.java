package org.chengxin.repair.dispute;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables dispute and dispute_step: the cases and what happened in each. */
@Repository
class Disputes {

    /** Where a page of cases ends: they are listed by the day on which the source has to decide. */
    record Position(LocalDate dueOn, UUID id) {

        static final Position START = new Position(LocalDate.of(1, 1, 1), new UUID(0, 0));
    }

    private final JdbcClient jdbc;

    Disputes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false when this field of the record has an open dispute (index one_open_dispute_per_field) */
    boolean add(Dispute dispute) {
        return jdbc.sql("""
                insert into dispute (id, subject_id, record_id, record_version, record_type, department, field, grounds,
                                     explanation, state, opened_at, forward_by, due_on, version)
                values (:id, :subjectId, :recordId, :recordVersion, :recordType, :department, :field, :grounds,
                        :explanation, :state, :openedAt, :forwardBy, :dueOn, :version)
                on conflict (record_id, field) where closed_at is null do nothing
                """)
                        .param("id", dispute.id())
                        .param("subjectId", dispute.subjectId())
                        .param("recordId", dispute.recordId())
                        .param("recordVersion", dispute.recordVersion())
                        .param("recordType", dispute.recordType())
                        .param("department", dispute.department())
                        .param("field", dispute.field())
                        .param("grounds", dispute.grounds().name())
                        .param("explanation", dispute.explanation())
                        .param("state", dispute.state().name())
                        .param("openedAt", dispute.openedAt().atOffset(ZoneOffset.UTC))
                        .param("forwardBy", dispute.clock().forwardBy())
                        .param("dueOn", dispute.clock().dueOn())
                        .param("version", dispute.version())
                        .update()
                == 1;
    }

    /**
     * Stores the next step of a dispute.
     *
     * @return false when someone else moved it first
     */
    boolean move(Dispute next) {
        var closedAt = next.closedAt();
        return jdbc.sql("""
                update dispute
                set state = :state, closed_at = :closedAt, version = :version
                where id = :id and version = :version - 1
                """)
                        .param("state", next.state().name())
                        .param("closedAt", closedAt == null ? null : closedAt.atOffset(ZoneOffset.UTC))
                        .param("id", next.id())
                        .param("version", next.version())
                        .update()
                == 1;
    }

    void log(UUID disputeId, Step step) {
        jdbc.sql("""
                insert into dispute_step (dispute_id, number, step, party, at, reason)
                select :disputeId, coalesce(max(number), 0) + 1, :step, :party, :at, :reason
                from dispute_step
                where dispute_id = :disputeId
                """)
                .param("disputeId", disputeId)
                .param("step", step.step().name())
                .param("party", step.party())
                .param("at", step.at().atOffset(ZoneOffset.UTC))
                .param("reason", step.reason())
                .update();
    }

    Optional<Dispute> find(UUID id) {
        return jdbc.sql("""
                select id, subject_id, record_id, record_version, record_type, department, field, grounds, explanation,
                       state, opened_at, forward_by, due_on, closed_at, version
                from dispute
                where id = :id
                """).param("id", id).query(Disputes::dispute).optional();
    }

    List<Step> timeline(UUID disputeId) {
        return jdbc.sql("""
                select step, party, at, reason
                from dispute_step
                where dispute_id = :disputeId
                order by number
                """)
                .param("disputeId", disputeId)
                .query((row, _) -> new Step(
                        Step.Kind.valueOf(row.getString("step")),
                        row.getString("party"),
                        instant(row, "at"),
                        row.getString("reason")))
                .list();
    }

    /** @param state null for every state */
    List<Dispute> page(Viewer viewer, Dispute.@Nullable State state, Position after, int rows) {
        var query = switch (viewer) {
            case Viewer.Person person -> jdbc.sql("""
                            select id, subject_id, record_id, record_version, record_type, department, field, grounds,
                                   explanation, state, opened_at, forward_by, due_on, closed_at, version
                            from dispute
                            where subject_id = :subjectId and (:state::text is null or state = :state)
                              and (due_on, id) > (:dueOn, :id)
                            order by due_on, id
                            limit :rows
                            """).param("subjectId", person.subjectId());
            case Viewer.Officer officer -> jdbc.sql("""
                            select id, subject_id, record_id, record_version, record_type, department, field, grounds,
                                   explanation, state, opened_at, forward_by, due_on, closed_at, version
                            from dispute
                            where department = :department and (:state::text is null or state = :state)
                              and (due_on, id) > (:dueOn, :id)
                            order by due_on, id
                            limit :rows
                            """).param("department", officer.department());
            case Viewer.Reviewer _ -> jdbc.sql("""
                            select id, subject_id, record_id, record_version, record_type, department, field, grounds,
                                   explanation, state, opened_at, forward_by, due_on, closed_at, version
                            from dispute
                            where (:state::text is null or state = :state) and (due_on, id) > (:dueOn, :id)
                            order by due_on, id
                            limit :rows
                            """);
        };
        return query.param("state", state == null ? null : state.name())
                .param("dueOn", after.dueOn())
                .param("id", after.id())
                .param("rows", rows)
                .query(Disputes::dispute)
                .list();
    }

    private static Dispute dispute(ResultSet row, int number) throws SQLException {
        return new Dispute(
                row.getObject("id", UUID.class),
                row.getObject("subject_id", UUID.class),
                row.getObject("record_id", UUID.class),
                row.getLong("record_version"),
                row.getString("record_type"),
                row.getString("department"),
                row.getString("field"),
                Grounds.valueOf(row.getString("grounds")),
                row.getString("explanation"),
                Dispute.State.valueOf(row.getString("state")),
                instant(row, "opened_at"),
                new DisputeClock(
                        row.getObject("forward_by", LocalDate.class), row.getObject("due_on", LocalDate.class)),
                row.getObject("closed_at") == null ? null : instant(row, "closed_at"),
                row.getLong("version"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
