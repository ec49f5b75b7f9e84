package org.chengxin.sharing.subjects;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tables subject_merge and deceased; the SQL functions survivor_of and ids_of_person read them wherever it matters. */
@Repository
class SubjectMerges {

    private final JdbcClient jdbc;

    SubjectMerges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void merge(UUID mergeId, UUID survivorId, UUID mergedId, Instant at) {
        jdbc.sql("""
                        insert into subject_merge as m (merge_id, survivor_id, merged_id, merged_at)
                        values (:mergeId, :survivorId, :mergedId, :at)
                        on conflict (merge_id) do update set merged_at = coalesce(m.merged_at, excluded.merged_at)
                        """)
                .param("mergeId", mergeId)
                .param("survivorId", survivorId)
                .param("mergedId", mergedId)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        followDeaths(survivorId, mergedId);
    }

    /** Reverses exactly that merge; one that has not arrived yet will have no effect. */
    @Transactional(propagation = Propagation.MANDATORY)
    void split(UUID mergeId, UUID survivorId, UUID restoredId, Instant at) {
        jdbc.sql("""
                        insert into subject_merge as m (merge_id, survivor_id, merged_id, split_at)
                        values (:mergeId, :survivorId, :restoredId, :at)
                        on conflict (merge_id) do update set split_at = coalesce(m.split_at, excluded.split_at)
                        """)
                .param("mergeId", mergeId)
                .param("survivorId", survivorId)
                .param("restoredId", restoredId)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        followDeaths(survivorId, restoredId);
    }

    /** @return false when it was known */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean died(UUID subjectId, LocalDate diedOn, Instant recordedAt) {
        return jdbc.sql("""
                        insert into deceased (subject_id, person_id, died_on, recorded_at)
                        values (:subjectId, survivor_of(:subjectId), :diedOn, :recordedAt)
                        on conflict (subject_id) do nothing
                        """)
                        .param("subjectId", subjectId)
                        .param("diedOn", diedOn)
                        .param("recordedAt", recordedAt.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private void followDeaths(UUID one, UUID other) {
        jdbc.sql("""
                        update deceased d set person_id = survivor_of(d.subject_id)
                        where d.person_id in (:one, :other) or d.subject_id in (:one, :other)
                        """).param("one", one).param("other", other).update();
    }
}
