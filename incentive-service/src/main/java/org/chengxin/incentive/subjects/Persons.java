package org.chengxin.incentive.subjects;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables subject_merge and subject_death: which subjects are one person, and who has died. */
@Repository
public class Persons {

    private final JdbcClient jdbc;

    Persons(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every id under which this person is known; a record may still stand under any of them. */
    public Set<UUID> everyIdOf(UUID subjectId) {
        return new HashSet<>(jdbc.sql("""
                with recursive same (id) as (
                    select :subjectId
                    union
                    select case when m.survivor_id = s.id then m.merged_id else m.survivor_id end
                    from same s join subject_merge m on s.id in (m.survivor_id, m.merged_id)
                    where not m.ended
                )
                select id from same
                """)
                .param("subjectId", subjectId)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list());
    }

    /**
     * Whether somebody known under one of these ids has died.
     *
     * @param ids every id of one person
     */
    public boolean hasDied(Collection<UUID> ids) {
        return jdbc.sql("select exists (select 1 from subject_death where subject_id = any(:ids))")
                .param("ids", ids.toArray(UUID[]::new))
                .query(Boolean.class)
                .single();
    }

    /** A repeat changes nothing, nor does a merge whose reversal came first. */
    void merged(UUID mergeId, UUID survivorId, UUID mergedId) {
        keep(mergeId, survivorId, mergedId, false);
    }

    /** Reverses exactly that merge, whether or not it has arrived. */
    void split(UUID mergeId, UUID survivorId, UUID restoredId) {
        keep(mergeId, survivorId, restoredId, true);
    }

    void died(UUID subjectId) {
        jdbc.sql("insert into subject_death (subject_id) values (:subjectId) on conflict (subject_id) do nothing")
                .param("subjectId", subjectId)
                .update();
    }

    private void keep(UUID mergeId, UUID survivorId, UUID mergedId, boolean ended) {
        jdbc.sql("""
                insert into subject_merge (merge_id, survivor_id, merged_id, ended)
                values (:mergeId, :survivorId, :mergedId, :ended)
                on conflict (merge_id) do update set ended = subject_merge.ended or excluded.ended
                """)
                .param("mergeId", mergeId)
                .param("survivorId", survivorId)
                .param("mergedId", mergedId)
                .param("ended", ended)
                .update();
    }
}
