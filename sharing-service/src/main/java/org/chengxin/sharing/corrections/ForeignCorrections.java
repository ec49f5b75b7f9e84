package org.chengxin.sharing.corrections;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.chengxin.sharing.records.FeedHead;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tables passed_on_record and foreign_correction: what we gave on that another region holds, and what became of it there
 * (D-8).
 */
@Repository
public class ForeignCorrections {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final FeedHead feedHead;
    private final Corrections corrections;

    ForeignCorrections(JdbcClient jdbc, JsonMapper json, FeedHead feedHead, Corrections corrections) {
        this.jdbc = jdbc;
        this.json = json;
        this.feedHead = feedHead;
        this.corrections = corrections;
    }

    /**
     * An asker was shown records of another region.
     *
     * @param givenAt before the region was asked
     */
    public record PassedOn(
            String region,
            String receiver,
            UUID subjectId,
            UUID queryId,
            String matterNumber,
            Instant givenAt,
            List<Version> records) {}

    /** A record as it was shown. */
    public record Version(UUID recordId, long version, String recordType) {}

    /** What a region tells of a record of its own. */
    public record Told(
            UUID recordId,
            long version,
            String op,
            @Nullable String reason,
            Instant changedAt) {}

    /** A correction that nobody here still has to confirm. */
    public record Settled(UUID recordId, long version, Instant changedAt) {}

    /** Remembers who was shown what; what the region has told meanwhile reaches the asker too. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void passedOn(PassedOn given, LocalDate today) {
        corrections.notWhileWorkedOut();
        jdbc.sql("""
                        insert into passed_on_record as p (region, record_id, receiver, version, subject_id, record_type,
                                                           given_at, query_id, matter_number)
                        select distinct on (r."recordId")
                               :region, r."recordId", :receiver, r."version", :subjectId, r."recordType", :givenAt,
                               :queryId, :matterNumber
                        from jsonb_to_recordset(cast(:records as jsonb)) as r (
                            "recordId" uuid, "version" bigint, "recordType" text)
                        order by r."recordId", r."version" desc
                        on conflict (region, record_id, receiver) do update set
                            version = excluded.version,
                            subject_id = excluded.subject_id,
                            record_type = excluded.record_type,
                            given_at = excluded.given_at,
                            query_id = excluded.query_id,
                            matter_number = excluded.matter_number
                        where p.given_at <= excluded.given_at
                        """)
                .param("region", given.region())
                .param("receiver", given.receiver())
                .param("subjectId", given.subjectId())
                .param("queryId", given.queryId())
                .param("matterNumber", given.matterNumber())
                .param("givenAt", given.givenAt().atOffset(ZoneOffset.UTC))
                .param("records", json.writeValueAsString(given.records()))
                .update();
        tellAskers(
                given.region(), given.records().stream().map(Version::recordId).toList(), today, given.givenAt());
    }

    /** The regions whose records somebody here was shown since then. */
    public List<String> regions(Instant givenSince) {
        return jdbc.sql("select distinct region from passed_on_record where given_at > :since order by region")
                .param("since", givenSince.atOffset(ZoneOffset.UTC))
                .query((row, _) -> row.getString("region"))
                .list();
    }

    /** Keeps what a region tells and writes down which askers must learn of it; told twice changes nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void told(String region, List<Told> items, LocalDate today, Instant now) {
        // Nobody remembers what was shown at the same time: either side finds what the other has written.
        corrections.lockedProgress();
        jdbc.sql("""
                        insert into foreign_correction as f (region, record_id, version, op, reason, changed_at, told_at)
                        select :region, i."recordId", i."version", i."op", i."reason", i."changedAt", :now
                        from jsonb_to_recordset(cast(:items as jsonb)) as i (
                            "recordId" uuid, "version" bigint, "op" text, "reason" text, "changedAt" timestamptz)
                        order by i."recordId"
                        on conflict (region, record_id) do update set
                            version = excluded.version, op = excluded.op, reason = excluded.reason,
                            changed_at = excluded.changed_at,
                            told_at = case
                                when (f.version, f.changed_at) = (excluded.version, excluded.changed_at) then f.told_at
                                else excluded.told_at end,
                            -- What is told once more was not confirmed there.
                            confirmed_at = null
                        where (f.version, f.changed_at) <= (excluded.version, excluded.changed_at)
                        """)
                .param("region", region)
                .param("items", json.writeValueAsString(items))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        tellAskers(region, items.stream().map(Told::recordId).toList(), today, now);
    }

    /** Corrections of a region that everybody here who was shown the record has confirmed, or that concern nobody. */
    public List<Settled> settled(String region, int most) {
        return jdbc.sql("""
                        select f.record_id, f.version, f.changed_at from foreign_correction f
                        where f.region = :region and f.confirmed_at is null and not exists (
                            select 1 from correction k
                            where k.source = f.region and k.record_id = f.record_id and k.confirmed_at is null)
                        order by f.record_id
                        limit :most
                        """)
                .param("region", region)
                .param("most", most)
                .query((row, _) -> new Settled(
                        row.getObject("record_id", UUID.class),
                        row.getLong("version"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** The region has our confirmations. */
    @Transactional
    public void confirmedThere(String region, List<Settled> settled, Instant now) {
        jdbc.sql("""
                        update foreign_correction f set confirmed_at = :now
                        from jsonb_to_recordset(cast(:settled as jsonb)) as s (
                            "recordId" uuid, "version" bigint, "changedAt" timestamptz)
                        where f.region = :region and f.record_id = s."recordId" and f.version = s."version"
                          and f.changed_at = s."changedAt"
                        """)
                .param("region", region)
                .param("settled", json.writeValueAsString(settled))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Whoever was shown a lower version, or the same one before its use had to stop, gets a correction; so does whoever
     * was told to stop and may go on.
     */
    private void tellAskers(String region, Collection<UUID> recordIds, LocalDate today, Instant now) {
        var ids = recordIds.toArray(UUID[]::new);
        boolean known = jdbc.sql("""
                        select exists (
                            select 1 from foreign_correction f
                            join passed_on_record p on p.region = f.region and p.record_id = f.record_id
                            where f.region = :region and f.record_id = any (:recordIds))
                        """)
                .param("region", region)
                .param("recordIds", ids)
                .query(Boolean.class)
                .single();
        if (!known) {
            return;
        }
        jdbc.sql("""
                        with told as (
                            select p.record_id, p.receiver, f.version, f.op, f.reason, f.changed_at, p.query_id,
                                   p.matter_number,
                                   :head + row_number() over (order by f.changed_at, p.record_id, p.receiver) as position
                            from foreign_correction f
                            join passed_on_record p on p.region = f.region and p.record_id = f.record_id
                            left join correction k
                              on k.record_id = p.record_id and k.receiver = p.receiver and k.source = p.region
                            where f.region = :region and f.record_id = any (:recordIds) and p.given_at > :givenSince
                              and (p.version < f.version
                                   or p.version = f.version and (
                                       f.op = 'STOP_USE' and p.given_at <= f.told_at or k.op = 'STOP_USE'))
                              and (k.record_id is null or (k.version, k.changed_at) < (f.version, f.changed_at))),
                        advanced as (
                            update feed_head set position = position + (select count(*) from told))
                        insert into correction as k (record_id, receiver, source, version, position, op, reason,
                                                     changed_at, due_on, query_id, matter_number)
                        select t.record_id, t.receiver, :region, t.version, t.position, t.op, t.reason, t.changed_at,
                               :dueOn, t.query_id, t.matter_number
                        from told t
                        on conflict (record_id, receiver, source) do update set
                            version = excluded.version, position = excluded.position, op = excluded.op,
                            reason = excluded.reason, changed_at = excluded.changed_at, due_on = excluded.due_on,
                            query_id = excluded.query_id, matter_number = excluded.matter_number,
                            sent_at = null, confirmed_at = null
                        """)
                .param("head", feedHead.locked())
                .param("region", region)
                .param("recordIds", ids)
                .param("givenSince", now.atOffset(ZoneOffset.UTC).minusMonths(12))
                .param("dueOn", corrections.workingDays().nextAfter(today))
                .update();
    }
}
