package org.chengxin.sharing.corrections;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table correction as the person, the receiver and those who watch over it look at it. */
@Repository
public class CorrectionLists {

    private final JdbcClient jdbc;

    CorrectionLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What became of a person's records at their receivers, the latest change first. */
    List<Correction> ofPerson(UUID subjectId, LocalDate today, @Nullable OfPerson before, int limit) {
        return jdbc.sql("""
                        select k.record_id, k.receiver, k.version, k.op, k.reason, k.changed_at, k.due_on, k.query_id,
                               k.matter_number, k.position, k.sent_at, k.confirmed_at, k.source
                        from correction k
                        where (k.record_id, k.receiver, coalesce(k.source, '')) in (
                            select s.record_id, c.receiver, ''
                            from shared_record s
                            join correction c on c.record_id = s.record_id and c.source is null
                            -- Who may not be seen yet is not seen here either.
                            left join given_record g on g.record_id = c.record_id and g.receiver = c.receiver
                            where s.subject_id in (select p.id from ids_of_person(:subjectId) as p (id))
                              and (g.hidden_until is null or g.hidden_until <= :today)
                            union all
                            select o.record_id, o.receiver, o.region
                            from passed_on_record o
                            where o.subject_id in (select p.id from ids_of_person(:subjectId) as p (id)))
                          and (cast(:position as bigint) is null
                               or (k.position, k.receiver) < (cast(:position as bigint), cast(:receiver as text)))
                        order by k.position desc, k.receiver desc
                        limit :limit
                        """)
                .param("subjectId", subjectId)
                .param("today", today)
                .param("position", before == null ? null : before.position())
                .param("receiver", before == null ? null : before.receiver())
                .param("limit", limit)
                .query((row, _) -> Corrections.correction(row))
                .list();
    }

    /** Keyset of a person's list. */
    record OfPerson(long position, String receiver) {}

    /** How far a receiver is behind. */
    public record Backlog(long open, long overdue) {}

    public Backlog backlog(String receiver, LocalDate today) {
        return jdbc.sql("""
                        select count(*) as open, count(*) filter (where due_on < :today) as overdue
                        from correction where receiver = :receiver and confirmed_at is null
                        """)
                .param("receiver", receiver)
                .param("today", today)
                .query(Backlog.class)
                .single();
    }

    /** The overdue ones, the oldest first. */
    List<Correction> overdue(LocalDate today, @Nullable Overdue after, int limit) {
        return jdbc.sql("""
                        select record_id, receiver, version, op, reason, changed_at, due_on, query_id, matter_number,
                               position, sent_at, confirmed_at, source
                        from correction
                        where confirmed_at is null and due_on < :today
                          and (cast(:dueOn as date) is null or (due_on, receiver, record_id)
                               > (cast(:dueOn as date), cast(:receiver as text), cast(:recordId as uuid)))
                        order by due_on, receiver, record_id
                        limit :limit
                        """)
                .param("today", today)
                .param("dueOn", after == null ? null : after.dueOn())
                .param("receiver", after == null ? null : after.receiver())
                .param("recordId", after == null ? null : after.recordId())
                .param("limit", limit)
                .query((row, _) -> Corrections.correction(row))
                .list();
    }

    /** Keyset of the overdue ones. */
    record Overdue(LocalDate dueOn, String receiver, UUID recordId) {}
}
