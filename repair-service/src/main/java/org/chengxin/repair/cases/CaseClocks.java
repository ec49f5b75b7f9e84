package org.chengxin.repair.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.repair.clock.LegalClock;
import org.chengxin.repair.clock.Purpose;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table case_clock: the clocks of the cases, those that run and those that ran. */
@Repository
public class CaseClocks {

    /** A clock and where it stands. */
    public record Kept(long id, UUID caseId, String owner, boolean reminded, LegalClock clock) {}

    private final JdbcClient jdbc;

    CaseClocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID caseId, String owner, LegalClock clock) {
        jdbc.sql("""
                insert into case_clock (case_id, purpose, rule, owner, started_on, due_on, remind_on, reminded)
                values (:caseId, :purpose, :rule, :owner, :startedOn, :dueOn, :remindOn, false)
                """)
                .param("caseId", caseId)
                .param("purpose", clock.purpose().name())
                .param("rule", clock.rule())
                .param("owner", owner)
                .param("startedOn", clock.startedOn())
                .param("dueOn", clock.dueOn())
                .param("remindOn", clock.remindOn())
                .update();
    }

    void update(long id, LegalClock clock, boolean reminded) {
        jdbc.sql("""
                update case_clock
                set due_on = :dueOn, remind_on = :remindOn, reminded = :reminded, paused_on = :pausedOn,
                    stopped_on = :stoppedOn
                where id = :id
                """)
                .param("dueOn", clock.dueOn())
                .param("remindOn", clock.remindOn())
                .param("reminded", reminded)
                .param("pausedOn", clock.pausedOn())
                .param("stoppedOn", clock.stoppedOn())
                .param("id", id)
                .update();
    }

    /** All clocks of a case, the oldest first. */
    public List<Kept> of(UUID caseId) {
        return jdbc.sql("""
                select id, case_id, purpose, rule, owner, started_on, due_on, remind_on, reminded, paused_on, stopped_on
                from case_clock
                where case_id = :caseId
                order by id
                """).param("caseId", caseId).query(CaseClocks::kept).list();
    }

    Optional<Kept> running(UUID caseId) {
        return of(caseId).stream().filter(kept -> kept.clock().runs()).findFirst();
    }

    Optional<Kept> paused(UUID caseId) {
        return of(caseId).stream()
                .filter(kept -> kept.clock().stoppedOn() == null && kept.clock().pausedOn() != null)
                .findFirst();
    }

    /**
     * The case that waits longest for its clock to be looked at, locked until the transaction ends; others who look at
     * the same time get others.
     */
    Optional<UUID> claimOver(LocalDate today) {
        return jdbc.sql("""
                select f.id
                from case_file f join case_clock c on c.case_id = f.id
                where c.stopped_on is null and c.paused_on is null and c.due_on < :today
                order by c.due_on
                limit 1
                for update of f skip locked
                """).param("today", today).query(UUID.class).optional();
    }

    /** Likewise the case whose owner is to be reminded. */
    Optional<UUID> claimReminder(LocalDate today) {
        return jdbc.sql("""
                select f.id
                from case_file f join case_clock c on c.case_id = f.id
                where c.stopped_on is null and c.paused_on is null and not c.reminded
                  and c.remind_on <= :today and c.due_on >= :today
                order by c.due_on
                limit 1
                for update of f skip locked
                """).param("today", today).query(UUID.class).optional();
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        return new Kept(
                row.getLong("id"),
                row.getObject("case_id", UUID.class),
                row.getString("owner"),
                row.getBoolean("reminded"),
                new LegalClock(
                        Purpose.valueOf(row.getString("purpose")),
                        row.getString("rule"),
                        row.getObject("started_on", LocalDate.class),
                        row.getObject("due_on", LocalDate.class),
                        row.getObject("remind_on", LocalDate.class),
                        row.getObject("paused_on", LocalDate.class),
                        row.getObject("stopped_on", LocalDate.class)));
    }
}
