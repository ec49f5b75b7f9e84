package org.chengxin.sharing.access;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tables access_entry, bulk_pull, access_leaf and asked_query, where their term is over. */
@Repository
class OldEntries {

    private final JdbcClient jdbc;

    OldEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes away looks at persons with everything that leads to them; one that has no place in the Merkle log yet waits.
     *
     * @return how many, at most {@code most}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int forgetLooks(Instant before, int most) {
        return jdbc.sql("""
                        with old as materialized (
                            select e.subject_id, e.access_id
                            from access_entry e
                            join access_leaf l on l.access_id = e.access_id and l.subject_id = e.subject_id
                            where e.at < :before and l.ledger_index is not null
                            limit :most),
                        gone as (
                            delete from access_entry e using old o
                            where e.subject_id = o.subject_id and e.access_id = o.access_id
                            returning e.access_id),
                        leaves as (
                            delete from access_leaf l using old o
                            where l.access_id = o.access_id and l.subject_id = o.subject_id
                            returning l.access_id),
                        reviews as (
                            delete from access_review r using old o where r.query_id = o.access_id),
                        queries as (
                            delete from asked_query q using old o where q.query_id = o.access_id),
                        given as (
                            delete from given_record g using old o
                            where g.query_id = o.access_id and g.given_at < :before),
                        passed_on as (
                            delete from passed_on_record p using old o
                            where p.query_id = o.access_id and p.given_at < :before),
                        counted as (
                            update access_ledger_head set forgotten = forgotten + (select count(*) from leaves)
                            where exists (select 1 from leaves))
                        select count(*) from gone
                        """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /** Takes away bulk pulls; those that filled tables which are still kept stay with them. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int forgetPulls(Instant before, int most) {
        return jdbc.sql("""
                        with old as materialized (
                            select b.pull_id
                            from bulk_pull b
                            join access_leaf l on l.access_id = b.pull_id
                            where b.at < :before and l.ledger_index is not null
                              and not (b.kind = 'REPLICA' and exists (
                                  select 1 from exchange.replica r
                                  where r.receiver = b.receiver and r.feed = b.feed and r.agreement_id is not null))
                            limit :most),
                        gone as (
                            delete from bulk_pull b using old o where b.pull_id = o.pull_id
                            returning b.pull_id),
                        leaves as (
                            delete from access_leaf l using old o where l.access_id = o.pull_id
                            returning l.access_id),
                        counted as (
                            update access_ledger_head set forgotten = forgotten + (select count(*) from leaves)
                            where exists (select 1 from leaves))
                        select count(*) from gone
                        """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /** Takes away queries about persons whom nobody knew. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int forgetQueriesOfNobody(Instant before, int most) {
        return jdbc.sql("""
                        with old as materialized (
                            select q.query_id from asked_query q
                            where q.asked_at < :before and q.subject_id is null
                            limit :most),
                        reviews as (
                            delete from access_review r using old o where r.query_id = o.query_id),
                        gone as (
                            delete from asked_query q using old o where q.query_id = o.query_id
                            returning q.query_id)
                        select count(*) from gone
                        """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(Integer.class)
                .single();
    }
}
