package org.chengxin.sharing.incidents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Table incident. */
@Repository
class Incidents {

    private final JdbcClient jdbc;

    Incidents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    void add(Incident incident) {
        jdbc.sql("""
                        insert into incident (incident_id, organisation, from_at, until_at, kinds, cause, harm, measures,
                                              contact, declared_by, declared_at)
                        values (:incidentId, :organisation, :from, :until, :kinds, :cause, :harm, :measures,
                                :contact, :declaredBy, :declaredAt)
                        """)
                .param("incidentId", incident.incidentId())
                .param("organisation", incident.organisation())
                .param("from", incident.from().atOffset(ZoneOffset.UTC))
                .param("until", incident.until().atOffset(ZoneOffset.UTC))
                .param("kinds", incident.kinds())
                .param("cause", incident.cause())
                .param("harm", incident.harm())
                .param("measures", incident.measures())
                .param("contact", incident.contact())
                .param("declaredBy", incident.declaredBy())
                .param("declaredAt", incident.declaredAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Leaks at receivers that were given something of this person in that time, the latest first. */
    List<Incident> concerning(UUID subjectId) {
        return jdbc.sql("""
                        select i.incident_id, i.organisation, i.from_at, i.until_at, i.kinds, i.cause, i.harm,
                               i.measures, i.contact, i.declared_by, i.declared_at
                        from incident i
                        where exists (
                                select 1 from access_entry e
                                where e.subject_id in (select p.id from ids_of_person(:subjectId) as p (id))
                                  and e.organisation = i.organisation and e.outcome = 'ANSWERED'
                                  and e.at >= i.from_at and e.at < i.until_at)
                           or exists (
                                select 1 from bulk_pull b
                                where b.receiver = i.organisation and b.at >= i.from_at and b.at < i.until_at
                                  and b.records && (
                                    select array_agg(s.number) from shared_record s
                                    where s.subject_id in (select p.id from ids_of_person(:subjectId) as p (id))))
                        order by i.declared_at desc, i.incident_id
                        limit 200
                        """)
                .param("subjectId", subjectId)
                .query((row, _) -> incident(row))
                .list();
    }

    private static Incident incident(ResultSet row) throws SQLException {
        return new Incident(
                row.getObject("incident_id", UUID.class),
                row.getString("organisation"),
                row.getObject("from_at", OffsetDateTime.class).toInstant(),
                row.getObject("until_at", OffsetDateTime.class).toInstant(),
                row.getString("kinds"),
                row.getString("cause"),
                row.getString("harm"),
                row.getString("measures"),
                row.getString("contact"),
                row.getString("declared_by"),
                row.getObject("declared_at", OffsetDateTime.class).toInstant());
    }
}
