package org.chengxin.identity.merge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table subject_merge. */
@Repository
class SubjectMerges {

    private final JdbcClient jdbc;
    private final Clock clock;

    SubjectMerges(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return false when an open merge of the same subject exists (index one_open_merge_per_subject) */
    boolean propose(SubjectMerge merge) {
        return jdbc.sql("""
                        insert into subject_merge
                            (id, survivor_id, merged_id, reason, authority_reference, state, proposed_by, proposed_at)
                        values (:id, :survivorId, :mergedId, :reason, :reference, 'PROPOSED', :proposedBy, :now)
                        on conflict (merged_id) where state not in ('REFUSED', 'REVERSED') do nothing
                        """)
                        .param("id", merge.id())
                        .param("survivorId", merge.survivorId())
                        .param("mergedId", merge.mergedId())
                        .param("reason", merge.reason().name())
                        .param("reference", merge.authorityReference())
                        .param("proposedBy", merge.proposedBy())
                        .param("now", now())
                        .update()
                == 1;
    }

    Optional<SubjectMerge> find(UUID id) {
        return jdbc.sql("""
                select id, survivor_id, merged_id, reason, authority_reference, state, proposed_by, decided_by,
                       reversal_proposed_by, reversal_decided_by
                from subject_merge
                where id = :id
                """).param("id", id).query((row, _) -> merge(row)).optional();
    }

    /** The merge, held until the end of the transaction: two deciders take turns. */
    Optional<SubjectMerge> hold(UUID id) {
        jdbc.sql("select id from subject_merge where id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .optional();
        return find(id);
    }

    void decide(UUID id, SubjectMerge.State state, String reviewer) {
        jdbc.sql("""
                update subject_merge set state = :state, decided_by = :reviewer, decided_at = :now where id = :id
                """)
                .param("state", state.name())
                .param("reviewer", reviewer)
                .param("now", now())
                .param("id", id)
                .update();
    }

    void proposeReversal(UUID id, SubjectMerge.ReversalReason reason, String reviewer) {
        jdbc.sql("""
                update subject_merge
                set state = 'REVERSAL_PROPOSED', reversal_reason = :reason, reversal_proposed_by = :reviewer
                where id = :id
                """)
                .param("reason", reason.name())
                .param("reviewer", reviewer)
                .param("id", id)
                .update();
    }

    void reverse(UUID id, String reviewer) {
        jdbc.sql("""
                update subject_merge
                set state = 'REVERSED', reversal_decided_by = :reviewer, reversed_at = :now
                where id = :id
                """)
                .param("reviewer", reviewer)
                .param("now", now())
                .param("id", id)
                .update();
    }

    private OffsetDateTime now() {
        return Instant.now(clock).atOffset(ZoneOffset.UTC);
    }

    private static SubjectMerge merge(ResultSet row) throws SQLException {
        return new SubjectMerge(
                row.getObject("id", UUID.class),
                row.getObject("survivor_id", UUID.class),
                row.getObject("merged_id", UUID.class),
                SubjectMerge.Reason.valueOf(row.getString("reason")),
                row.getString("authority_reference"),
                SubjectMerge.State.valueOf(row.getString("state")),
                row.getString("proposed_by"),
                row.getString("decided_by"),
                row.getString("reversal_proposed_by"),
                row.getString("reversal_decided_by"));
    }
}
