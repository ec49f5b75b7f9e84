package org.chengxin.identity.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.identity.document.SocialCreditCode;
import org.chengxin.identity.organisation.ResponsiblePerson.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table responsible_person. */
@Repository
class ResponsiblePersons {

    private final JdbcClient jdbc;

    ResponsiblePersons(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<ResponsiblePerson> find(SocialCreditCode organisation, UUID subjectId) {
        return jdbc.sql("""
                select subject_id, role, held_from, held_until, reported_by, version
                from responsible_person
                where uscc = :uscc and subject_id = :subjectId
                """)
                .param("uscc", organisation.code())
                .param("subjectId", subjectId)
                .query((row, _) -> new ResponsiblePerson(
                        organisation,
                        row.getObject("subject_id", UUID.class),
                        Role.valueOf(row.getString("role")),
                        row.getObject("held_from", LocalDate.class),
                        row.getObject("held_until", LocalDate.class),
                        row.getString("reported_by"),
                        row.getLong("version")))
                .optional();
    }

    /** Who answers for an organisation on a day, by subject id; merged subjects by the id of who stands for them. */
    List<ResponsiblePerson> on(LocalDate day, SocialCreditCode organisation, @Nullable UUID after, int limit) {
        return jdbc.sql("""
                select distinct on (subject_id) subject_id, role, held_from, held_until, reported_by, version
                from (
                    select coalesce(s.merged_into, s.id) as subject_id, r.role, r.held_from, r.held_until,
                           r.reported_by, r.version
                    from responsible_person r
                    join subject s on s.id = r.subject_id
                    where r.uscc = :uscc and r.held_from <= :day and (r.held_until is null or r.held_until >= :day)
                ) current
                where :after::uuid is null or subject_id > :after::uuid
                order by subject_id, held_from
                limit :limit
                """)
                .param("uscc", organisation.code())
                .param("day", day)
                .param("after", after == null ? null : after.toString())
                .param("limit", limit)
                .query((row, _) -> new ResponsiblePerson(
                        organisation,
                        row.getObject("subject_id", UUID.class),
                        Role.valueOf(row.getString("role")),
                        row.getObject("held_from", LocalDate.class),
                        row.getObject("held_until", LocalDate.class),
                        row.getString("reported_by"),
                        row.getLong("version")))
                .list();
    }

    void keep(ResponsiblePerson person) {
        jdbc.sql("""
                insert into responsible_person (uscc, subject_id, role, held_from, held_until, reported_by, version)
                values (:uscc, :subjectId, :role, :from, :until, :reportedBy, :version)
                on conflict (uscc, subject_id) do update
                set role = excluded.role, held_from = excluded.held_from, held_until = excluded.held_until,
                    reported_by = excluded.reported_by, version = excluded.version
                """)
                .param("uscc", person.organisation().code())
                .param("subjectId", person.subjectId())
                .param("role", person.role().name())
                .param("from", person.from())
                .param("until", person.until())
                .param("reportedBy", person.reportedBy())
                .param("version", person.version())
                .update();
    }
}
