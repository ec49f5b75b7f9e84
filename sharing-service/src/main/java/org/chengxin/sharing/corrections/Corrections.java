package org.chengxin.sharing.corrections;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tables correction, correction_progress and calendar_day. */
@Repository
public class Corrections {

    private final JdbcClient jdbc;

    Corrections(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Held until the commit: one at a time works corrections out. */
    @Transactional(propagation = Propagation.MANDATORY)
    long lockedProgress() {
        return jdbc.sql("select position from correction_progress for update")
                .query(Long.class)
                .single();
    }

    /** The position of the last of the next changes, at most {@code most} of them. */
    long nextAfter(long after, int most) {
        return jdbc.sql("""
                        select coalesce(max(p.feed_position), :after)
                        from (select s.feed_position from shared_record s
                              where s.feed_position > :after
                              order by s.feed_position
                              limit :most) p
                        """)
                .param("after", after)
                .param("most", most)
                .query(Long.class)
                .single();
    }

    /**
     * Writes down, for each change in (after, upTo], which receivers were given the record before it: in answer to a
     * query of the last twelve months (D-8), or through a feed at any time, because copies stay. Who has pulled or even
     * applied the change meanwhile was quicker than this and is not asked for it again.
     *
     * @param dueOn last day for confirming
     */
    @Transactional(propagation = Propagation.MANDATORY)
    int workOut(long after, long upTo, LocalDate today, Instant givenSince, LocalDate dueOn) {
        // Reading the arrays of all pulls for each record looks cheap to the planner while there are few, and is not.
        jdbc.sql("set local enable_seqscan = off").update();
        return jdbc.sql("""
                        with changed as (
                            select s.record_id, s.number, s.version, s.feed_position, s.changed_at, s.record_type,
                                   s.division,
                                   state_for_others(s.subject_id, s.record_type, s.standing, s.answer_until,
                                                    s.final_on, s.display_until, :today) as state
                            from shared_record s
                            where s.feed_position > :after and s.feed_position <= :upTo),
                        holder as (
                            select c.record_id, g.receiver, g.query_id, g.matter_number, null as feed
                            from changed c
                            join given_record g on g.record_id = c.record_id
                            where g.given_at > :givenSince and g.at_position < c.feed_position
                            union all
                            select c.record_id, b.receiver, null, null, b.feed
                            from changed c
                            cross join lateral (
                                select distinct p.receiver, p.feed from bulk_pull p
                                where p.records @> array[c.number] and p.up_to < c.feed_position) b),
                        once as (
                            select h.record_id, h.receiver,
                                   (array_agg(h.query_id) filter (where h.query_id is not null))[1] as query_id,
                                   max(h.matter_number) as matter_number,
                                   array_agg(h.feed) as feeds
                            from holder h
                            group by h.record_id, h.receiver)
                        insert into correction as k (record_id, receiver, version, position, op, reason, changed_at,
                                                     due_on, query_id, matter_number, sent_at, feed,
                                                     confirmed_at)
                        select c.record_id, o.receiver, c.version, c.feed_position,
                               case when c.state = 'FINAL' then 'UPSERT' else 'STOP_USE' end,
                               case when c.state <> 'FINAL' then
                                   case when c.state in ('ANNOUNCED', 'EFFECTIVE') then 'NOT_FINAL' else c.state end end,
                               c.changed_at, :dueOn, o.query_id, o.matter_number, p.pulled_at, p.feed, p.applied_at
                        from once o
                        join changed c on c.record_id = o.record_id
                        left join lateral (
                            select f.feed, f.pulled_at,
                                   case when f.applied_up_to >= c.feed_position then f.applied_at end as applied_at
                            from feed_receiver f
                            where f.receiver = o.receiver and f.feed = any (o.feeds)
                              and f.pulled_up_to >= c.feed_position
                              and exists (
                                  select 1 from agreement a
                                  join agreement_grant ag on ag.agreement_id = a.agreement_id
                                  where a.receiver = f.receiver and a.feed = f.feed and a.status = 'ACTIVE'
                                    and (c.division = any (a.regions) or '*' = any (a.regions))
                                    and ag.record_type in (c.record_type, '*'))
                            order by f.applied_up_to desc
                            limit 1) p on true
                        on conflict (record_id, receiver, source) do update set
                            version = excluded.version,
                            position = excluded.position,
                            op = excluded.op,
                            reason = excluded.reason,
                            changed_at = excluded.changed_at,
                            due_on = excluded.due_on,
                            query_id = excluded.query_id,
                            matter_number = excluded.matter_number,
                            sent_at = excluded.sent_at,
                            feed = excluded.feed,
                            confirmed_at = excluded.confirmed_at
                        where k.position < excluded.position
                        """)
                .param("after", after)
                .param("upTo", upTo)
                .param("today", today)
                .param("givenSince", givenSince.atOffset(ZoneOffset.UTC))
                .param("dueOn", dueOn)
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void progressed(long position) {
        jdbc.sql("update correction_progress set position = :position")
                .param("position", position)
                .update();
    }

    /** The records have left through a feed, each as it is now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void sent(String receiver, String feed, List<UUID> recordIds, Instant now) {
        if (recordIds.isEmpty()) {
            return;
        }
        notWhileWorkedOut();
        jdbc.sql("""
                        update correction set sent_at = coalesce(sent_at, :now), feed = :feed
                        where receiver = :receiver and record_id = any (:recordIds) and source is null
                          and confirmed_at is null
                        """)
                .param("receiver", receiver)
                .param("feed", feed)
                .param("recordIds", recordIds.toArray(UUID[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A pull or an acknowledgement is either seen by whoever works corrections out, or finds what it has written. */
    void notWhileWorkedOut() {
        jdbc.sql("select position from correction_progress for share")
                .query(Long.class)
                .single();
    }

    /** The receiver has applied everything that the feed gave it up to a position. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void confirmed(String receiver, String feed, long upTo, Instant now) {
        notWhileWorkedOut();
        jdbc.sql("""
                        update correction set confirmed_at = :now
                        where receiver = :receiver and feed = :feed and position <= :upTo and confirmed_at is null
                        """)
                .param("receiver", receiver)
                .param("feed", feed)
                .param("upTo", upTo)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * What a receiver has carried out.
     *
     * @param source the region that holds the record, as the correction named it; null when it named none
     * @param changedAt tells two corrections of one version apart; null for the latest
     */
    record Done(
            UUID recordId,
            long version,
            @Nullable String source,
            @Nullable Instant changedAt) {}

    /** @return false when the receiver has no such correction, or a later one */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean confirmed(String receiver, Done done, Instant now) {
        return jdbc.sql("""
                        update correction set
                            sent_at = coalesce(sent_at, :now),
                            confirmed_at = coalesce(confirmed_at, :now)
                        where receiver = :receiver and record_id = :recordId and version = :version
                          and (cast(:source as text) is null or source = :source)
                          and (cast(:changedAt as timestamptz) is null or changed_at = :changedAt)
                        """)
                        .param("receiver", receiver)
                        .param("recordId", done.recordId())
                        .param("version", done.version())
                        .param("source", done.source())
                        .param(
                                "changedAt",
                                done.changedAt() == null
                                        ? null
                                        : done.changedAt().atOffset(ZoneOffset.UTC))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /** What a receiver has not confirmed, in the order of the changes; reading it is being told. */
    @Transactional
    List<Correction> tell(String receiver, @Nullable Position after, int limit, Instant now) {
        var open = jdbc.sql("""
                        select record_id, receiver, version, op, reason, changed_at, due_on, query_id, matter_number,
                               position, sent_at, confirmed_at, source
                        from correction
                        where receiver = :receiver and confirmed_at is null
                          and (position, record_id) > (:position, cast(:recordId as uuid))
                        order by position, record_id
                        limit :limit
                        """)
                .param("receiver", receiver)
                .param("position", after == null ? 0 : after.position())
                .param("recordId", after == null ? new UUID(0, 0) : after.recordId())
                .param("limit", limit)
                .query((row, _) -> correction(row))
                .list();
        jdbc.sql("""
                        update correction set sent_at = :now
                        where receiver = :receiver and record_id = any (:recordIds) and sent_at is null
                        """)
                .param("receiver", receiver)
                .param("recordIds", open.stream().map(Correction::recordId).toArray(UUID[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return open;
    }

    /** Keyset of a receiver's open corrections. */
    record Position(long position, UUID recordId) {}

    WorkingDays workingDays() {
        return new WorkingDays(days("HOLIDAY"), days("SWAPPED"));
    }

    private Set<LocalDate> days(String kind) {
        return new HashSet<>(jdbc.sql("select day from calendar_day where kind = :kind")
                .param("kind", kind)
                .query((row, _) -> row.getObject("day", LocalDate.class))
                .list());
    }

    static Correction correction(ResultSet row) throws SQLException {
        return new Correction(
                row.getObject("record_id", UUID.class),
                row.getString("receiver"),
                row.getLong("version"),
                row.getString("op"),
                row.getString("reason"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getObject("due_on", LocalDate.class),
                row.getObject("query_id", UUID.class),
                row.getString("matter_number"),
                row.getLong("position"),
                instant(row, "sent_at"),
                instant(row, "confirmed_at"),
                row.getString("source"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
