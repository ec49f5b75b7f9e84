package org.chengxin.repair.cases;

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
import tools.jackson.databind.json.JsonMapper;

/** Table case_file. */
@Repository
public class CaseFiles {

    /** Where a page of cases ends: they are listed by the day by which they have to move, closed ones last. */
    public record Position(LocalDate queueOn, UUID id) {

        public static final Position START = new Position(LocalDate.of(1, 1, 1), new UUID(0, 0));

        /** @param dueOn null for what is closed */
        public static Position of(@Nullable LocalDate dueOn, UUID id) {
            return new Position(dueOn == null ? CLOSED : dueOn, id);
        }
    }

    /** What a list of cases is narrowed to; null for everything. */
    public record Filter(
            @Nullable CaseKind kind,
            @Nullable CaseState state,
            @Nullable Boolean open) {}

    private static final LocalDate CLOSED = LocalDate.of(9999, 12, 31);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    CaseFiles(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @return false when the same thing has an open case of this kind (index one_open_case_per_matter) */
    boolean add(CaseFile file) {
        return jdbc.sql("""
                insert into case_file (id, kind, state, subject_id, target_id, record_id, record_version,
                                       record_revision, record_type, department, matter, matter_key, explanation,
                                       origin_id, opened_at, opened_by, extended, reviewed, suspends, due_on, closed_at,
                                       version)
                values (:id, :kind, :state, :subjectId, :targetId, :recordId, :recordVersion,
                        :recordRevision, :recordType, :department, :matter::jsonb, :matterKey, :explanation,
                        :originId, :openedAt, :openedBy, false, false, :suspends, :dueOn, :closedAt,
                        :version)
                on conflict (target_id, kind, matter_key) where closed_at is null do nothing
                """)
                        .param("id", file.id())
                        .param("kind", file.kind().name())
                        .param("state", file.state().name())
                        .param("subjectId", file.subjectId())
                        .param("targetId", file.targetId())
                        .param("recordId", file.recordId())
                        .param("recordVersion", file.recordVersion())
                        .param("recordRevision", file.recordRevision())
                        .param("recordType", file.recordType())
                        .param("department", file.department())
                        .param("matter", json.writeValueAsString(file.matter()))
                        .param("matterKey", file.matterKey())
                        .param("explanation", file.explanation())
                        .param("originId", file.originId())
                        .param("openedAt", utc(file.openedAt()))
                        .param("openedBy", file.openedBy())
                        .param("suspends", file.suspends())
                        .param("dueOn", file.dueOn())
                        .param("closedAt", utc(file.closedAt()))
                        .param("version", file.version())
                        .update()
                == 1;
    }

    /**
     * Stores the next step of a case.
     *
     * @return false when someone else moved it first
     */
    boolean move(CaseFile next) {
        return jdbc.sql("""
                update case_file
                set state = :state, department = :department, proposed_by = :proposedBy,
                    information_requested_at = :informationRequestedAt, extended = :extended, reviewed = :reviewed,
                    suspends = :suspends, due_on = :dueOn, closed_at = :closedAt, version = :version
                where id = :id and version = :version - 1
                """)
                        .param("state", next.state().name())
                        .param("department", next.department())
                        .param("proposedBy", next.proposedBy())
                        .param("informationRequestedAt", utc(next.informationRequestedAt()))
                        .param("extended", next.extended())
                        .param("reviewed", next.reviewed())
                        .param("suspends", next.suspends())
                        .param("dueOn", next.dueOn())
                        .param("closedAt", utc(next.closedAt()))
                        .param("id", next.id())
                        .param("version", next.version())
                        .update()
                == 1;
    }

    void dueOn(UUID id, @Nullable LocalDate dueOn) {
        jdbc.sql("update case_file set due_on = :dueOn where id = :id")
                .param("dueOn", dueOn)
                .param("id", id)
                .update();
    }

    public Optional<CaseFile> find(UUID id) {
        return jdbc.sql("""
                select id, kind, state, subject_id, target_id, record_id, record_version, record_revision, record_type,
                       department, matter, matter_key, explanation, origin_id, opened_at, opened_by, proposed_by,
                       information_requested_at, extended, reviewed, suspends, due_on, closed_at, version
                from case_file
                where id = :id
                """).param("id", id).query(this::caseFile).optional();
    }

    /** The cases of a record, the latest first. */
    public List<CaseFile> ofRecord(UUID recordId) {
        return jdbc.sql("""
                select id, kind, state, subject_id, target_id, record_id, record_version, record_revision, record_type,
                       department, matter, matter_key, explanation, origin_id, opened_at, opened_by, proposed_by,
                       information_requested_at, extended, reviewed, suspends, due_on, closed_at, version
                from case_file
                where record_id = :recordId
                order by opened_at desc, id
                """).param("recordId", recordId).query(this::caseFile).list();
    }

    public List<CaseFile> page(Actor viewer, Filter filter, Position after, int rows) {
        var query = switch (viewer) {
            case Actor.Person person ->
                jdbc.sql("""
                            select id, kind, state, subject_id, target_id, record_id, record_version, record_revision,
                                   record_type, department, matter, matter_key, explanation, origin_id, opened_at,
                                   opened_by, proposed_by, information_requested_at, extended, reviewed, suspends,
                                   due_on, closed_at, version
                            from case_file
                            where subject_id = any(:subjects)
                              and (:kind::text is null or kind = :kind) and (:state::text is null or state = :state)
                              and (:open::boolean is distinct from false or queue_on = date '9999-12-31')
                              and queue_on < :before
                              and (queue_on, id) > (:queueOn, :id)
                            order by queue_on, id
                            limit :rows
                            """).param("subjects", person.subjects().toArray(UUID[]::new));
            case Actor.Officer officer -> jdbc.sql("""
                            select id, kind, state, subject_id, target_id, record_id, record_version, record_revision,
                                   record_type, department, matter, matter_key, explanation, origin_id, opened_at,
                                   opened_by, proposed_by, information_requested_at, extended, reviewed, suspends,
                                   due_on, closed_at, version
                            from case_file
                            where department = :department
                              and (:kind::text is null or kind = :kind) and (:state::text is null or state = :state)
                              and (:open::boolean is distinct from false or queue_on = date '9999-12-31')
                              and queue_on < :before
                              and (queue_on, id) > (:queueOn, :id)
                            order by queue_on, id
                            limit :rows
                            """).param("department", officer.department());
            case Actor.Reviewer _, Actor.Machine _ -> jdbc.sql("""
                            select id, kind, state, subject_id, target_id, record_id, record_version, record_revision,
                                   record_type, department, matter, matter_key, explanation, origin_id, opened_at,
                                   opened_by, proposed_by, information_requested_at, extended, reviewed, suspends,
                                   due_on, closed_at, version
                            from case_file
                            where (:kind::text is null or kind = :kind) and (:state::text is null or state = :state)
                              and (:open::boolean is distinct from false or queue_on = date '9999-12-31')
                              and queue_on < :before
                              and (queue_on, id) > (:queueOn, :id)
                            order by queue_on, id
                            limit :rows
                            """);
        };
        return query.param("kind", filter.kind() == null ? null : filter.kind().name())
                .param("state", filter.state() == null ? null : filter.state().name())
                .param("open", filter.open())
                // Closed cases stand behind the open ones.
                .param("before", Boolean.TRUE.equals(filter.open()) ? CLOSED : CLOSED.plusDays(1))
                .param("queueOn", after.queueOn())
                .param("id", after.id())
                .param("rows", rows)
                .query(this::caseFile)
                .list();
    }

    private CaseFile caseFile(ResultSet row, int number) throws SQLException {
        var kind = CaseKind.valueOf(row.getString("kind"));
        return new CaseFile(
                row.getObject("id", UUID.class),
                kind,
                CaseState.valueOf(row.getString("state")),
                row.getObject("subject_id", UUID.class),
                row.getObject("target_id", UUID.class),
                row.getObject("record_id", UUID.class),
                row.getLong("record_version"),
                row.getInt("record_revision"),
                row.getString("record_type"),
                row.getString("department"),
                json.readValue(row.getString("matter"), matterOf(kind)),
                row.getString("matter_key"),
                row.getString("explanation"),
                row.getObject("origin_id", UUID.class),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getString("opened_by"),
                row.getString("proposed_by"),
                instant(row, "information_requested_at"),
                row.getBoolean("extended"),
                row.getBoolean("reviewed"),
                row.getBoolean("suspends"),
                row.getObject("due_on", LocalDate.class),
                instant(row, "closed_at"),
                row.getLong("version"));
    }

    private static Class<? extends Matter> matterOf(CaseKind kind) {
        return switch (kind) {
            case DISPUTE, REVIEW -> Matter.Objection.class;
            case REPAIR -> Matter.Repair.class;
            case EXTENSION -> Matter.Extension.class;
            case PERFORMANCE -> Matter.Performance.class;
            case STATEMENT -> Matter.Statement.class;
            case ANSWER -> Matter.Defence.class;
            case RECONSIDERATION, LAWSUIT -> Matter.Challenge.class;
        };
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
