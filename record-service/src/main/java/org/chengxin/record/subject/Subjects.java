package org.chengxin.record.subject;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tables {@code subject_merge} and {@code subject_end}; merges may follow merges, and any of them may be reversed. */
@Component
public class Subjects {

    /** Longer chains than this are not followed: they would be a circle. */
    private static final int LONGEST_CHAIN = 32;

    private static final long ORDER = 6_403_771L;

    private final JdbcClient jdbc;

    Subjects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The person behind a subject id today; a token or a record may carry an older one. */
    public UUID now(UUID subjectId) {
        return now(Set.of(subjectId)).getOrDefault(subjectId, subjectId);
    }

    /** The same for many; those who never were merged stand for themselves. */
    public Map<UUID, UUID> now(Collection<UUID> subjectIds) {
        var found = new HashMap<UUID, UUID>();
        subjectIds.forEach(id -> found.put(id, id));
        if (!found.isEmpty()) {
            jdbc.sql("""
                            with recursive chain (start, id, depth) as (
                                select id, id, 0
                                  from unnest(:ids) as given (id)
                                union all
                                select chain.start, m.survivor_id, chain.depth + 1
                                  from chain
                                  join subject_merge m on m.merged_id = chain.id and m.merged and not m.split
                                 where chain.depth < :longest
                            )
                            select distinct on (start) start, id
                              from chain
                             where depth > 0
                             order by start, depth desc, id
                            """)
                    .param("ids", found.keySet().toArray(UUID[]::new))
                    .param("longest", LONGEST_CHAIN)
                    .query((row, _) -> Map.entry(row.getObject("start", UUID.class), row.getObject("id", UUID.class)))
                    .list()
                    .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        }
        return found;
    }

    /** The subject and all that were merged into it, directly or not: whose records move with it. */
    public Set<UUID> mergedInto(UUID subjectId) {
        return new HashSet<>(jdbc.sql("""
                        with recursive family (id, depth) as (
                            select cast(:id as uuid), 0
                            union
                            select m.merged_id, family.depth + 1
                              from family
                              join subject_merge m on m.survivor_id = family.id and m.merged and not m.split
                             where family.depth < :longest
                        )
                        select distinct id from family
                        """)
                .param("id", subjectId)
                .param("longest", LONGEST_CHAIN)
                .query(UUID.class)
                .list());
    }

    /** @return whether this was news */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean merge(UUID mergeId, UUID survivorId, UUID mergedId) {
        return jdbc.sql("""
                        insert into subject_merge as m (merge_id, survivor_id, merged_id, merged, split)
                        values (:mergeId, :survivorId, :mergedId, true, false)
                        on conflict (merge_id) do update set merged = true where not m.merged
                        """)
                        .param("mergeId", mergeId)
                        .param("survivorId", survivorId)
                        .param("mergedId", mergedId)
                        .update()
                == 1;
    }

    /** @return whether this was news */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean split(UUID mergeId, UUID survivorId, UUID restoredId) {
        return jdbc.sql("""
                        insert into subject_merge as m (merge_id, survivor_id, merged_id, merged, split)
                        values (:mergeId, :survivorId, :restoredId, false, true)
                        on conflict (merge_id) do update set split = true where not m.split
                        """)
                        .param("mergeId", mergeId)
                        .param("survivorId", survivorId)
                        .param("restoredId", restoredId)
                        .update()
                == 1;
    }

    /** Display of the person's records ends on this day. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(UUID subjectId, LocalDate on) {
        jdbc.sql("""
                insert into subject_end as e (subject_id, ends_on)
                values (:subjectId, :on)
                on conflict (subject_id) do update set ends_on = least(e.ends_on, excluded.ends_on)
                """).param("subjectId", subjectId).param("on", on).update();
    }

    /** On which day the display of these persons' records ended; most are not in the answer. */
    public Map<UUID, LocalDate> ends(Collection<UUID> subjectIds) {
        var ends = new HashMap<UUID, LocalDate>();
        jdbc.sql("select subject_id, ends_on from subject_end where subject_id = any(:ids)")
                .param("ids", subjectIds.toArray(UUID[]::new))
                .query((row, _) ->
                        Map.entry(row.getObject("subject_id", UUID.class), row.getObject("ends_on", LocalDate.class)))
                .list()
                .forEach(entry -> ends.put(entry.getKey(), entry.getValue()));
        return ends;
    }

    /** Persons stay who they are until the transaction ends; many may hold this at a time. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void holdStill() {
        jdbc.sql("select pg_advisory_xact_lock_shared(:order)")
                .param("order", ORDER)
                .query((_, _) -> 0)
                .list();
    }

    /** Waits for everybody who holds persons still, and keeps new ones out until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rearrange() {
        List<Integer> _ = jdbc.sql("select pg_advisory_xact_lock(:order)")
                .param("order", ORDER)
                .query((_, _) -> 0)
                .list();
    }
}
