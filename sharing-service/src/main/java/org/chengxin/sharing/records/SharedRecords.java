package org.chengxin.sharing.records;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Table shared_record: what record-service announces. */
@Repository
public class SharedRecords {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final FeedHead feedHead;

    SharedRecords(JdbcClient jdbc, JsonMapper json, FeedHead feedHead) {
        this.jdbc = jdbc;
        this.json = json;
        this.feedHead = feedHead;
    }

    /** The last position given out; everything up to it is visible. */
    public long head() {
        return feedHead.position();
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
                            select i.record_id, i.arrival, i.subject_id, s.subject_id as moved_from, s.number,
                                   i.state = 'FINAL' and is_shared(i.record_type) or coalesce(s.offered, false)
                                       or record_state(s.standing, s.answer_until, s.final_on, s.display_until, :today)
                                          = 'FINAL' and is_shared(s.record_type) as offered
                            from incoming i
                            -- One look into the index for each, never a join with the whole table; and nearly always
                            -- into that of one partition, since only a record that moved stands under another subject.
                            left join lateral (
                                select * from shared_record known
                                where known.subject_id = i.subject_id and known.record_id = i.record_id
                                union all
                                select * from shared_record known where known.record_id = i.record_id
                                limit 1) s
                                on true
                            where s.version is null or s.version < i.version
                               or s.version = i.version and (
                                   s.subject_id, s.record_type, s.division, s.decided_on, s.answer_until, s.final_on,
                                   s.display_until, s.standing, s.disputed, s.duty_performed, s.statement, s.facts)
                                   is distinct from (
                                   i.subject_id, i.record_type, i.division, i.decided_on, i.answer_until, i.final_on,
                                   i.display_until, i.standing, i.disputed, i.duty_performed, i.statement, i.facts)),
                        placed as (
                            select n.record_id, n.subject_id, n.moved_from, n.number, n.offered,
                                   case when n.offered
                                        then :head + row_number() over (partition by n.offered order by n.arrival)
                                   end as feed_position
                            from newer n),
                        advanced as (
                            update feed_head set position = position + (select count(p.feed_position) from placed p)),
                        moved as (
                            delete from shared_record s
                            using placed p
                            where p.moved_from <> p.subject_id
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
                .param("head", feedHead.locked())
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
}
