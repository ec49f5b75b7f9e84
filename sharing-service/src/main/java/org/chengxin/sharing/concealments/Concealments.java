package org.chengxin.sharing.concealments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Table concealment. */
@Repository
public class Concealments {

    private final JdbcClient jdbc;

    Concealments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param until the day from which the person sees the looks */
    record Concealment(
            UUID concealmentId,
            String department,
            String matterNumber,
            String clause,
            LocalDate until,
            String proposedBy,
            @Nullable String approvedBy) {}

    @Transactional
    void add(Concealment concealment, Instant now) {
        jdbc.sql("""
                        insert into concealment (concealment_id, department, matter_number, clause, until, proposed_by,
                                                 proposed_at)
                        values (:concealmentId, :department, :matterNumber, :clause, :until, :proposedBy, :now)
                        """)
                .param("concealmentId", concealment.concealmentId())
                .param("department", concealment.department())
                .param("matterNumber", concealment.matterNumber())
                .param("clause", concealment.clause())
                .param("until", concealment.until())
                .param("proposedBy", concealment.proposedBy())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Concealment> find(UUID concealmentId) {
        return jdbc.sql("""
                        select concealment_id, department, matter_number, clause, until, proposed_by, approved_by
                        from concealment where concealment_id = :concealmentId
                        """)
                .param("concealmentId", concealmentId)
                .query((row, _) -> concealment(row))
                .optional();
    }

    /** @return false when it has been approved already */
    @Transactional
    boolean approve(UUID concealmentId, String by, Instant now) {
        return jdbc.sql("""
                        update concealment set approved_by = :by, approved_at = :now
                        where concealment_id = :concealmentId and approved_by is null and proposed_by <> :by
                        """)
                        .param("concealmentId", concealmentId)
                        .param("by", by)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Until when a look of this department in this matter is hidden; empty when nothing allows it today. */
    public Optional<LocalDate> hiddenUntil(
            UUID concealmentId, String department, String matterNumber, LocalDate today) {
        return find(concealmentId)
                .filter(found -> found.approvedBy() != null
                        && found.department().equals(department)
                        && found.matterNumber().equals(matterNumber)
                        && found.until().isAfter(today))
                .map(Concealment::until);
    }

    private static Concealment concealment(ResultSet row) throws SQLException {
        return new Concealment(
                row.getObject("concealment_id", UUID.class),
                row.getString("department"),
                row.getString("matter_number"),
                row.getString("clause"),
                row.getObject("until", LocalDate.class),
                row.getString("proposed_by"),
                row.getString("approved_by"));
    }
}
