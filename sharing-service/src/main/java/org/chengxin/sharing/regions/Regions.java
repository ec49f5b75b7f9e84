package org.chengxin.sharing.regions;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tables region_reference and inbound_record. */
@Repository
public class Regions {

    private final JdbcClient jdbc;

    Regions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The regions that hold records of a person. */
    public List<String> holding(UUID subjectId) {
        return jdbc.sql("""
                        select distinct region from region_reference
                        where subject_id in (select p.id from ids_of_person(:subjectId) as p (id))
                        order by region
                        """)
                .param("subjectId", subjectId)
                .query((row, _) -> row.getString("region"))
                .list();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void refer(UUID subjectId, String region, Instant now) {
        jdbc.sql("""
                        insert into region_reference (subject_id, region, told_at) values (:subjectId, :region, :now)
                        on conflict (subject_id, region) do update set told_at = excluded.told_at
                        """)
                .param("subjectId", subjectId)
                .param("region", region)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void forget(UUID subjectId, String region) {
        jdbc.sql("delete from region_reference where subject_id = :subjectId and region = :region")
                .param("subjectId", subjectId)
                .param("region", region)
                .update();
    }

    /** @return our id of the record, or nothing when this revision or a later one is here */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<UUID> newRevision(String region, String sourceRecordId, long revision) {
        return jdbc.sql("""
                        insert into inbound_record as i (region, source_record_id, revision, record_id)
                        values (:region, :sourceRecordId, :revision, gen_random_uuid())
                        on conflict (region, source_record_id) do update set revision = excluded.revision
                        where i.revision < excluded.revision
                        returning record_id
                        """)
                .param("region", region)
                .param("sourceRecordId", sourceRecordId)
                .param("revision", revision)
                .query(UUID.class)
                .optional();
    }
}
