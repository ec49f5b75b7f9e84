package org.chengxin.sharing.records;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Table shared_record: what other regions have pushed to us. */
@Repository
public class ForeignRecords {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final FeedHead feedHead;

    ForeignRecords(JdbcClient jdbc, JsonMapper json, FeedHead feedHead) {
        this.jdbc = jdbc;
        this.json = json;
        this.feedHead = feedHead;
    }

    /**
     * Keeps a newer version of a record that another region holds. No feed passes it on; its changes have their place all
     * the same, so that whoever was shown it here is told (D-8).
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(ForeignRecord foreign, LocalDate today, Instant now) {
        // In the order of all writers.
        feedHead.locked();
        Long position = offered(foreign, today) ? feedHead.next() : null;
        jdbc.sql("delete from shared_record where record_id = :recordId and subject_id <> :subjectId")
                .param("recordId", foreign.recordId())
                .param("subjectId", foreign.subjectId())
                .update();
        write(foreign, position, today, now);
    }

    /** Whether somebody may be shown it now, or may have been shown it before. */
    private boolean offered(ForeignRecord foreign, LocalDate today) {
        return jdbc.sql("""
                        select record_state(:standing, null, :finalOn, :displayUntil, :today) = 'FINAL'
                                and is_shared(:recordType)
                            or exists (
                                select 1 from shared_record s
                                where s.record_id = :recordId and (s.offered or is_shared(s.record_type)
                                    and record_state(s.standing, s.answer_until, s.final_on, s.display_until, :today)
                                        = 'FINAL'))
                        """)
                .param("standing", foreign.standing())
                .param("finalOn", foreign.finalOn())
                .param("displayUntil", foreign.displayUntil())
                .param("recordType", foreign.recordType())
                .param("recordId", foreign.recordId())
                .param("today", today)
                .query(Boolean.class)
                .single();
    }

    private void write(ForeignRecord foreign, @Nullable Long position, LocalDate today, Instant now) {
        jdbc.sql("""
                        insert into shared_record as s (
                            subject_id, record_id, version, record_type, division, decided_on, final_on, display_until,
                            standing, disputed, duty_performed, facts, turns_on, offered, source, feed_position,
                            changed_at)
                        values (:subjectId, :recordId, :version, :recordType, :source, :decidedOn, :finalOn,
                                :displayUntil, :standing, :disputed, false,
                                case when :standing = 'IN_FORCE' then cast(:facts as jsonb) else '{}' end,
                                next_turn(:standing, null, :finalOn, :displayUntil, :today),
                                cast(:position as bigint) is not null, :source, cast(:position as bigint), :now)
                        on conflict (subject_id, record_id) do update set
                            version = excluded.version, record_type = excluded.record_type,
                            decided_on = excluded.decided_on, final_on = excluded.final_on,
                            display_until = excluded.display_until, standing = excluded.standing,
                            disputed = excluded.disputed, facts = excluded.facts, turns_on = excluded.turns_on,
                            offered = excluded.offered, feed_position = excluded.feed_position,
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
                .param("position", position)
                .param("today", today)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
