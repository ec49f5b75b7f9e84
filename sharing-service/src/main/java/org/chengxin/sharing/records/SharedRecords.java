package org.chengxin.sharing.records;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Table shared_record, and feed_head, which gives a record's latest change its place in the feeds. */
@Repository
public class SharedRecords {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SharedRecords(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The last position given out; everything up to it is visible. */
    public long head() {
        return jdbc.sql("select position from feed_head").query(Long.class).single();
    }

    /**
     * Keeps the highest version of each record; lower and equal ones change nothing, in whatever order they come.
     *
     * <p>A change gets a place in the feeds when the record may be shown, or when receivers may hold it from before.
     *
     * @return how many records changed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    int apply(List<RecordChange> changes, LocalDate today) {
        return jdbc.sql("""
                        with incoming as (
                            select distinct on (i.subject_id, i.record_id)
                                   i.subject_id, i.record_id, i.version, i.record_type, i.division, i.decided_on,
                                   i.answer_until, i.final_on, i.display_until, i.standing, i.disputed,
                                   i.duty_performed, i.statement, i.facts, i.arrival,
                                   record_state(i.standing, i.answer_until, i.final_on, i.display_until, :today) as state
                            from rows from (jsonb_to_recordset(cast(:changes as jsonb)) as (
                                "subjectId" uuid, "recordId" uuid, "version" bigint, "recordType" text, "division" text,
                                "decidedOn" date, "answerUntil" date, "finalOn" date, "displayUntil" date,
                                "standing" text, "disputed" boolean, "dutyPerformed" boolean, "statement" text,
                                "facts" jsonb)) with ordinality
                                as i (subject_id, record_id, version, record_type, division, decided_on, answer_until,
                                      final_on, display_until, standing, disputed, duty_performed, statement, facts,
                                      arrival)
                            order by i.subject_id, i.record_id, i.version desc),
                        newer as (
                            select i.subject_id, i.record_id, i.arrival,
                                   i.state = 'FINAL' or coalesce(s.offered, false) as offered
                            from incoming i
                            left join shared_record s on s.subject_id = i.subject_id and s.record_id = i.record_id
                            where s.version is null or s.version < i.version),
                        placed as (
                            select n.subject_id, n.record_id, n.offered,
                                   case when n.offered
                                        then :head + row_number() over (partition by n.offered order by n.arrival)
                                   end as feed_position
                            from newer n),
                        advanced as (
                            update feed_head set position = position + (select count(p.feed_position) from placed p))
                        insert into shared_record as s (
                            subject_id, record_id, version, record_type, division, decided_on, answer_until, final_on,
                            display_until, standing, disputed, duty_performed, statement, facts, turns_on, offered,
                            feed_position)
                        select i.subject_id, i.record_id, i.version, i.record_type, i.division, i.decided_on,
                               i.answer_until, i.final_on, i.display_until, i.standing, i.disputed, i.duty_performed,
                               case when i.state in ('ANNOUNCED', 'EFFECTIVE', 'FINAL') then i.statement end,
                               case when i.state in ('ANNOUNCED', 'EFFECTIVE', 'FINAL') then i.facts else '{}' end,
                               next_turn(i.standing, i.answer_until, i.final_on, i.display_until, :today),
                               p.offered, p.feed_position
                        from placed p
                        join incoming i on i.subject_id = p.subject_id and i.record_id = p.record_id
                        on conflict (subject_id, record_id) do update set
                            version = excluded.version,
                            record_type = excluded.record_type,
                            division = excluded.division,
                            decided_on = excluded.decided_on,
                            answer_until = excluded.answer_until,
                            final_on = excluded.final_on,
                            display_until = excluded.display_until,
                            standing = excluded.standing,
                            disputed = excluded.disputed,
                            duty_performed = excluded.duty_performed,
                            statement = excluded.statement,
                            facts = excluded.facts,
                            turns_on = excluded.turns_on,
                            offered = excluded.offered,
                            feed_position = excluded.feed_position
                        where s.version < excluded.version
                        """)
                .param("head", lockedHead())
                .param("changes", json.writeValueAsString(changes))
                .param("today", today)
                .update();
    }

    /**
     * Gives a place in the feeds to records whose state the calendar alone has changed, and forgets the content of those
     * whose period is over (P-7).
     *
     * @return how many records were looked at; fewer than {@code most} when none is left
     */
    @Transactional
    public int turn(LocalDate today, int most) {
        return jdbc.sql("""
                        with due as (
                            select s.subject_id, s.record_id, s.turns_on,
                                   record_state(s.standing, s.answer_until, s.final_on, s.display_until, :today) as state,
                                   s.offered or record_state(
                                       s.standing, s.answer_until, s.final_on, s.display_until, :today) = 'FINAL' as offered
                            from shared_record s
                            where s.turns_on <= :today
                            order by s.turns_on, s.record_id
                            limit :most),
                        placed as (
                            select d.subject_id, d.record_id, d.state, d.offered,
                                   case when d.offered
                                        then :head + row_number() over (
                                            partition by d.offered order by d.turns_on, d.record_id)
                                   end as feed_position
                            from due d),
                        advanced as (
                            update feed_head set position = position + (select count(p.feed_position) from placed p))
                        update shared_record s set
                            statement = case when p.state <> 'EXPIRED' then s.statement end,
                            facts = case when p.state <> 'EXPIRED' then s.facts else '{}' end,
                            turns_on = next_turn(s.standing, s.answer_until, s.final_on, s.display_until, :today),
                            offered = p.offered,
                            feed_position = p.feed_position
                        from placed p
                        where s.subject_id = p.subject_id and s.record_id = p.record_id
                        """)
                .param("head", lockedHead())
                .param("today", today)
                .param("most", most)
                .update();
    }

    /** Held until the commit: one writer at a time, so a reader never sees a position before a lower one. */
    private long lockedHead() {
        return jdbc.sql("select position from feed_head for update")
                .query(Long.class)
                .single();
    }
}
