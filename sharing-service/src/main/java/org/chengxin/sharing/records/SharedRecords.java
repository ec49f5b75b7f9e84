package org.chengxin.sharing.records;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
     * Keeps the highest version of each record; lower and equal ones change nothing, in whatever order they come. An
     * equal version with another content mends what is here, so a topic read again from its beginning rebuilds it. A
     * record that moved to another subject leaves the one it had.
     *
     * <p>A change gets a place in the feeds when the record may be shown, or when receivers may hold it from before.
     *
     * @return how many records changed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    int apply(List<RecordChange> changes, LocalDate today, Instant now) {
        // What the planner knows of a table that grows fast is out of date: it would read all of it for every batch.
        // And planning for eight partitions takes longer than the statement does for a few changes.
        jdbc.sql("set local enable_seqscan = off").update();
        jdbc.sql("set local plan_cache_mode = force_generic_plan").update();
        var latest = latest(changes);
        return jdbc.sql("""
                        with incoming as (
                            select i.subject_id, i.record_id, i.version, i.record_type, i.division, i.decided_on,
                                   i.answer_until, i.final_on, i.display_until, i.standing, i.disputed,
                                   i.duty_performed, n.state,
                                   case when n.kept then i.statement end as statement,
                                   case when n.kept then i.facts::jsonb else '{}' end as facts,
                                   next_turn(i.standing, i.answer_until, i.final_on, i.display_until, :today) as turns_on,
                                   i.arrival
                            from unnest(:subjectIds, :recordIds, :versions, :recordTypes, :divisions, :decidedOns::date[],
                                        :answerUntils::date[], :finalOns::date[], :displayUntils::date[], :standings,
                                        :disputed, :dutyPerformed, :statements, :facts) with ordinality
                                as i (subject_id, record_id, version, record_type, division, decided_on, answer_until,
                                      final_on, display_until, standing, disputed, duty_performed, statement, facts,
                                      arrival)
                            cross join lateral (
                                select s.state, s.state in ('ANNOUNCED', 'EFFECTIVE', 'FINAL') as kept
                                from record_state(
                                    i.standing, i.answer_until, i.final_on, i.display_until, :today) as s (state)) n),
                        newer as (
                            select i.record_id, i.arrival, s.subject_id as moved_from, s.number,
                                   i.state = 'FINAL' and is_shared(i.record_type) or coalesce(s.offered, false)
                                       or record_state(s.standing, s.answer_until, s.final_on, s.display_until, :today)
                                          = 'FINAL' and is_shared(s.record_type) as offered
                            from incoming i
                            -- One look into the index for each, never a join with the whole table.
                            left join lateral (
                                select * from shared_record known where known.record_id = i.record_id limit 1) s
                                on true
                            where s.version is null or s.version < i.version
                               or s.version = i.version and (
                                   s.subject_id, s.record_type, s.division, s.decided_on, s.answer_until, s.final_on,
                                   s.display_until, s.standing, s.disputed, s.duty_performed, s.statement, s.facts)
                                   is distinct from (
                                   i.subject_id, i.record_type, i.division, i.decided_on, i.answer_until, i.final_on,
                                   i.display_until, i.standing, i.disputed, i.duty_performed, i.statement, i.facts)),
                        placed as (
                            select n.record_id, n.moved_from, n.number, n.offered,
                                   case when n.offered
                                        then :head + row_number() over (partition by n.offered order by n.arrival)
                                   end as feed_position
                            from newer n),
                        advanced as (
                            update feed_head set position = position + (select count(p.feed_position) from placed p)),
                        moved as (
                            delete from shared_record s
                            using placed p
                            join incoming i on i.record_id = p.record_id
                            where p.moved_from <> i.subject_id
                              and s.record_id = p.record_id and s.subject_id = p.moved_from)
                        insert into shared_record as s (
                            subject_id, record_id, number, version, record_type, division, decided_on, answer_until,
                            final_on, display_until, standing, disputed, duty_performed, statement, facts, turns_on,
                            offered, feed_position, changed_at)
                        select i.subject_id, i.record_id, coalesce(p.number, nextval('record_number')), i.version,
                               i.record_type, i.division, i.decided_on, i.answer_until, i.final_on, i.display_until,
                               i.standing, i.disputed, i.duty_performed, i.statement, i.facts, i.turns_on,
                               p.offered, p.feed_position, :now
                        from placed p
                        join incoming i on i.record_id = p.record_id
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
                            feed_position = excluded.feed_position,
                            changed_at = excluded.changed_at
                        where s.version <= excluded.version
                        """)
                .param("head", lockedHead())
                .param(
                        "subjectIds",
                        latest.stream().map(RecordChange::subjectId).toArray(UUID[]::new))
                .param("recordIds", latest.stream().map(RecordChange::recordId).toArray(UUID[]::new))
                .param("versions", latest.stream().map(RecordChange::version).toArray(Long[]::new))
                .param("recordTypes", texts(latest, RecordChange::recordType))
                .param("divisions", texts(latest, RecordChange::division))
                .param("decidedOns", texts(latest, RecordChange::decidedOn))
                .param("answerUntils", texts(latest, RecordChange::answerUntil))
                .param("finalOns", texts(latest, RecordChange::finalOn))
                .param("displayUntils", texts(latest, RecordChange::displayUntil))
                .param("standings", texts(latest, RecordChange::standing))
                .param("disputed", latest.stream().map(RecordChange::disputed).toArray(Boolean[]::new))
                .param(
                        "dutyPerformed",
                        latest.stream().map(RecordChange::dutyPerformed).toArray(Boolean[]::new))
                .param("statements", texts(latest, RecordChange::statement))
                .param("facts", texts(latest, change -> json.writeValueAsString(change.facts())))
                .param("today", today)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The highest version of each record, in the order of their arrival. */
    private static List<RecordChange> latest(List<RecordChange> changes) {
        var highest = new HashMap<UUID, RecordChange>();
        changes.forEach(change -> highest.merge(
                change.recordId(), change, (one, other) -> one.version() >= other.version() ? one : other));
        return changes.stream()
                .filter(change -> highest.remove(change.recordId(), change))
                .toList();
    }

    private static @Nullable String[] texts(
            List<RecordChange> changes, Function<RecordChange, @Nullable Object> member) {
        return changes.stream()
                .map(change -> Objects.toString(member.apply(change), null))
                .toArray(String[]::new);
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
                                   -- What another region holds is not ours to pass on.
                                   s.source is null and (s.offered or is_shared(s.record_type) and record_state(
                                       s.standing, s.answer_until, s.final_on, s.display_until, :today) = 'FINAL')
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
                .param("head", lockedHead())
                .param("today", today)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }

    /** Keeps a newer version of a record that another region holds; no feed passes it on. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keepForeign(ForeignRecord foreign, LocalDate today, Instant now) {
        jdbc.sql("""
                        delete from shared_record where record_id = :recordId and subject_id <> :subjectId
                        """)
                .param("recordId", foreign.recordId())
                .param("subjectId", foreign.subjectId())
                .update();
        jdbc.sql("""
                        insert into shared_record as s (
                            subject_id, record_id, version, record_type, division, decided_on, final_on, display_until,
                            standing, disputed, duty_performed, facts, turns_on, offered, source, changed_at)
                        values (:subjectId, :recordId, :version, :recordType, :source, :decidedOn, :finalOn,
                                :displayUntil, :standing, :disputed, false,
                                case when :standing = 'IN_FORCE' then cast(:facts as jsonb) else '{}' end,
                                next_turn(:standing, null, :finalOn, :displayUntil, :today), false, :source, :now)
                        on conflict (subject_id, record_id) do update set
                            version = excluded.version, record_type = excluded.record_type,
                            decided_on = excluded.decided_on, final_on = excluded.final_on,
                            display_until = excluded.display_until, standing = excluded.standing,
                            disputed = excluded.disputed, facts = excluded.facts, turns_on = excluded.turns_on,
                            changed_at = excluded.changed_at
                        """)
                .param("subjectId", foreign.subjectId())
                .param("recordId", foreign.recordId())
                .param("version", foreign.version())
                .param("recordType", foreign.recordType())
                .param("source", foreign.source())
                .param("decidedOn", foreign.decidedOn())
                .param("finalOn", foreign.finalOn())
                .param("displayUntil", foreign.displayUntil())
                .param("standing", foreign.standing())
                .param("disputed", foreign.disputed())
                .param("facts", json.writeValueAsString(foreign.facts()))
                .param("today", today)
                .param("now", now.atOffset(ZoneOffset.UTC))
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
                .param("head", lockedHead())
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
        lockedHead();
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
                          and s.record_type = any (:recordTypes) and s.source is null
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

    /** Held until the commit: one writer at a time, so a reader never sees a position before a lower one. */
    private long lockedHead() {
        return jdbc.sql("select position from feed_head for update")
                .query(Long.class)
                .single();
    }
}
