package org.chengxin.sharing.access;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Table revealed_pull: pages of bulk pulls whose persons were named before the page stood in the log. */
@Repository
class RevealedPulls {

    private final JdbcClient jdbc;

    RevealedPulls(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A page and whose names were given for it: the members of pull.revealed.v1. */
    record RevealedPull(
            UUID pullId, Instant at, String organisation, String service, String purpose, List<UUID> subjectIds) {

        RevealedPull {
            Objects.requireNonNull(pullId, "pullId");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(organisation, "organisation");
            Objects.requireNonNull(service, "service");
            Objects.requireNonNull(purpose, "purpose");
            subjectIds = List.copyOf(subjectIds);
        }
    }

    /** Remembers a page, unless it stands in the log. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(RevealedPull pull) {
        jdbc.sql("""
                        insert into revealed_pull (pull_id, at, organisation, service, purpose, subject_ids)
                        select :pullId, :at, :organisation, :service, :purpose, :subjectIds
                        where not exists (select 1 from bulk_pull b where b.pull_id = :pullId)
                        on conflict (pull_id) do nothing
                        """)
                .param("pullId", pull.pullId())
                .param("at", pull.at().atOffset(ZoneOffset.UTC))
                .param("organisation", pull.organisation())
                .param("service", pull.service())
                .param("purpose", pull.purpose())
                .param("subjectIds", pull.subjectIds().toArray(UUID[]::new))
                .update();
    }

    /** Forgets the pages that have come to stand in the log. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int forgetEntered() {
        return jdbc.sql("delete from revealed_pull r using bulk_pull b where b.pull_id = r.pull_id")
                .update();
    }

    /**
     * Takes pages that have not come to stand in the log.
     *
     * @param before of which moment they must be
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<RevealedPull> takeOlderThan(Instant before, int most) {
        return jdbc.sql("""
                        delete from revealed_pull
                        where pull_id in (
                            select r.pull_id from revealed_pull r
                            where r.at < :before and not exists (select 1 from bulk_pull b where b.pull_id = r.pull_id)
                            order by r.at
                            limit :most
                            for update skip locked)
                        returning pull_id, at, organisation, service, purpose, subject_ids
                        """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, _) -> new RevealedPull(
                        row.getObject("pull_id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("organisation"),
                        row.getString("service"),
                        row.getString("purpose"),
                        ids(row.getArray("subject_ids"))))
                .list();
    }

    private static List<UUID> ids(Array array) throws SQLException {
        return Arrays.asList((UUID[]) array.getArray());
    }
}
