package org.chengxin.repair.subjects;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables subject_merge and subject_death: which subjects are one person, and who has died. */
@Repository
public class Subjects {

    private final JdbcClient jdbc;

    Subjects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every id under which these persons are known; a token may carry any of them. */
    Set<UUID> everyIdOf(Collection<UUID> subjects) {
        return new HashSet<>(jdbc.sql("""
                with recursive same (id) as (
                    select s.id from unnest(:subjects) as s (id)
                    union
                    select case when m.survivor_id = s.id then m.merged_id else m.survivor_id end
                    from same s join subject_merge m on s.id in (m.survivor_id, m.merged_id)
                    where not m.ended
                )
                select id from same
                """)
                .param("subjects", subjects.toArray(UUID[]::new))
                .query((row, _) -> row.getObject("id", UUID.class))
                .list());
    }

    /** A repeat changes nothing, nor does a merge whose reversal came first. */
    void merged(UUID mergeId, UUID survivorId, UUID mergedId) {
        keep(mergeId, survivorId, mergedId, false);
    }

    void split(UUID mergeId, UUID survivorId, UUID restoredId) {
        keep(mergeId, survivorId, restoredId, true);
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

    void died(UUID subjectId, LocalDate diedOn) {
        jdbc.sql("""
                insert into subject_death (subject_id, died_on) values (:subjectId, :diedOn)
                on conflict (subject_id) do update set died_on = excluded.died_on
                """).param("subjectId", subjectId).param("diedOn", diedOn).update();
    }

    boolean hasDied(UUID subjectId) {
        return jdbc.sql("select exists (select 1 from subject_death where subject_id = any(:ids))")
                .param("ids", everyIdOf(Set.of(subjectId)).toArray(UUID[]::new))
                .query(Boolean.class)
                .single();
    }
}
