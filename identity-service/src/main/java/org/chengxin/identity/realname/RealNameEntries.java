package org.chengxin.identity.realname;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.chengxin.identity.realname.RealNameEntry.Method;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table real_name_entry. */
@Repository
public class RealNameEntries {

    private final JdbcClient jdbc;

    RealNameEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps the entry; the first verified one of a field stays, an unverified one gives way to a verified one.
     *
     * @param division of the office that registered, for the figures
     */
    public void keep(UUID subjectId, RealNameEntry entry, String division) {
        jdbc.sql("""
                insert into real_name_entry (subject_id, field, verified, verifier, entered_on, method, division)
                values (:subjectId, :field, :verified, :verifier, :enteredOn, :method, :division)
                on conflict (subject_id, field) do update
                set verified = excluded.verified, verifier = excluded.verifier,
                    entered_on = excluded.entered_on, method = excluded.method, division = excluded.division
                where not real_name_entry.verified and excluded.verified
                """)
                .param("subjectId", subjectId)
                .param("field", entry.field())
                .param("verified", entry.verified())
                .param("verifier", entry.verifier())
                .param("enteredOn", entry.enteredOn())
                .param("method", entry.method().name())
                .param("division", division)
                .update();
    }

    /** These persons are verified now: so are all entries that waited for it. */
    public void confirm(Collection<UUID> subjectIds, LocalDate today) {
        jdbc.sql("""
                update real_name_entry set verified = true, entered_on = :today
                where subject_id = any (:subjectIds::uuid[]) and not verified
                """)
                .param("subjectIds", subjectIds.stream().map(UUID::toString).toArray(String[]::new))
                .param("today", today)
                .update();
    }

    /** Persons by field, division and month; an entry counts in the month of its verification, before it of its start. */
    List<Coverage> coverage(YearMonth from, YearMonth until) {
        return jdbc.sql("""
                select field, division, date_trunc('month', entered_on)::date as month,
                       count(*) as registered, count(*) filter (where verified) as verified
                from real_name_entry
                where entered_on >= :from and entered_on < :end
                group by 1, 2, 3
                order by 3, 1, 2
                """)
                .param("from", from.atDay(1))
                .param("end", until.plusMonths(1).atDay(1))
                .query((row, _) -> new Coverage(
                        row.getString("field"),
                        row.getString("division"),
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        row.getLong("registered"),
                        row.getLong("verified")))
                .list();
    }

    public List<RealNameEntry> of(UUID subjectId) {
        return jdbc.sql("""
                select field, verified, verifier, entered_on, method
                from real_name_entry
                where subject_id = :subjectId
                order by field
                """)
                .param("subjectId", subjectId)
                .query((row, _) -> new RealNameEntry(
                        row.getString("field"),
                        row.getBoolean("verified"),
                        row.getString("verifier"),
                        row.getObject("entered_on", LocalDate.class),
                        Method.valueOf(row.getString("method"))))
                .list();
    }
}
