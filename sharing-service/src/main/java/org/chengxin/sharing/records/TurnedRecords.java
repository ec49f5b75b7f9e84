package org.chengxin.sharing.records;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Table shared_record, where something else than its provider changes what may be shown of a record: a new day, a death,
 * the catalogue. It gets a new place, so that whoever was given it is told.
 */
@Repository
public class TurnedRecords {

    private final JdbcClient jdbc;
    private final FeedHead feedHead;

    TurnedRecords(JdbcClient jdbc, FeedHead feedHead) {
        this.jdbc = jdbc;
        this.feedHead = feedHead;
    }

    /**
     * Gives a place in the feeds to records whose state the calendar alone has changed, and forgets the content of those
     * whose period is over (P-7).
     *
     * @return how many records were looked at; fewer than {@code most} when none is left
     */
    @Transactional
    public int turn(LocalDate today, Instant now, int most) {
        return jdbc.sql("""
                        with due as (
                            select s.subject_id, s.record_id, s.turns_on,
                                   record_state(s.standing, s.answer_until, s.final_on, s.display_until, :today) as state,
                                   s.offered or is_shared(s.record_type) and record_state(
                                       s.standing, s.answer_until, s.final_on, s.display_until, :today) = 'FINAL'
                                   as offered
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
                            feed_position = coalesce(p.feed_position, s.feed_position),
                            changed_at = :now
                        from placed p
                        where s.subject_id = p.subject_id and s.record_id = p.record_id
                        """)
                .param("head", feedHead.locked())
                .param("today", today)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }

    /** Gives the offered records of a person a new place in the feeds: what may be shown of them has changed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int announceAgain(UUID subjectId, Instant now) {
        return jdbc.sql("""
                        with placed as (
                            select s.subject_id, s.record_id,
                                   :head + row_number() over (order by s.feed_position) as feed_position
                            from shared_record s
                            where s.subject_id in (select p.id from ids_of_person(:subjectId) as p (id))
                              and s.feed_position is not null),
                        advanced as (
                            update feed_head set position = position + (select count(*) from placed))
                        update shared_record s set feed_position = p.feed_position, changed_at = :now
                        from placed p
                        where s.subject_id = p.subject_id and s.record_id = p.record_id
                        """)
                .param("head", feedHead.locked())
                .param("subjectId", subjectId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Where a pass over all records has come to. */
    public record Place(UUID subjectId, UUID recordId) {}

    /**
     * Makes the records of these types due for a new place in the feeds, one step of a pass over all records.
     *
     * @param after the key that the step before returned, or null at the beginning
     * @return where the next step goes on, or nothing at the end
     */
    @Transactional
    public Optional<Place> turnAgain(List<String> recordTypes, LocalDate today, @Nullable Place after, int most) {
        // In the order of all writers.
        feedHead.locked();
        var keys = jdbc.sql("""
                        select s.subject_id, s.record_id from shared_record s
                        where (s.subject_id, s.record_id) > (cast(:subjectId as uuid), cast(:recordId as uuid))
                        order by s.subject_id, s.record_id
                        limit :most
                        """)
                .param("subjectId", after == null ? new UUID(0, 0) : after.subjectId())
                .param("recordId", after == null ? new UUID(0, 0) : after.recordId())
                .param("most", most)
                .query((row, _) ->
                        new Place(row.getObject("subject_id", UUID.class), row.getObject("record_id", UUID.class)))
                .list();
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        jdbc.sql("""
                        update shared_record s set turns_on = :today
                        from unnest(:subjectIds, :recordIds) as k (subject_id, record_id)
                        where s.subject_id = k.subject_id and s.record_id = k.record_id
                          and s.record_type = any (:recordTypes)
                          and (s.offered or record_state(
                              s.standing, s.answer_until, s.final_on, s.display_until, :today) = 'FINAL')
                        """)
                .param("today", today)
                .param("subjectIds", keys.stream().map(Place::subjectId).toArray(UUID[]::new))
                .param("recordIds", keys.stream().map(Place::recordId).toArray(UUID[]::new))
                .param("recordTypes", recordTypes.toArray(String[]::new))
                .update();
        return Optional.of(keys.getLast());
    }
}
