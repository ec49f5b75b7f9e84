package org.chengxin.sharing.reviews;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.chengxin.sharing.reviews.AccessReviews.Cause;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which queries of a day or month stand out, or are drawn; tables access_review and review_progress. */
@Repository
class DrawnReviews {

    private final JdbcClient jdbc;

    DrawnReviews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The last day, or the first day of the last month, that was gone through; empty at the very first time. */
    Optional<LocalDate> through(String what) {
        return jdbc.sql("select through from review_progress where what = :what for update")
                .param("what", what)
                .query((row, _) -> row.getObject("through", LocalDate.class))
                .optional();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void progressed(String what, LocalDate through) {
        jdbc.sql("""
                        insert into review_progress (what, through) values (:what, :through)
                        on conflict (what) do update set through = excluded.through
                        """).param("what", what).param("through", through).update();
    }

    /** One query in twenty of each organisation, at least one; which ones nobody could foresee. */
    @Transactional(propagation = Propagation.MANDATORY)
    int sample(YearMonth month, Instant now) {
        return openFor("""
                        select query_id from (
                            select q.query_id,
                                   row_number() over (partition by q.organisation order by md5(cast(q.query_id as text))) as place,
                                   count(*) over (partition by q.organisation) as queries
                            from asked_query q
                            where q.asked_at >= :from and q.asked_at < :to) s
                        where s.place <= ceil(s.queries * 0.05)
                        """, Cause.SAMPLE, month.atDay(1), month.plusMonths(1).atDay(1), now);
    }

    /** The officer bears the name of the person. */
    @Transactional(propagation = Propagation.MANDATORY)
    int ownName(LocalDate day, Instant now) {
        return openFor("""
                        select q.query_id from asked_query q
                        where q.asked_at >= :from and q.asked_at < :to and q.own_name
                        """, Cause.OWN_NAME, day, day.plusDays(1), now);
    }

    /** An officer at work between 22 and 6 o'clock; the first query of each. */
    @Transactional(propagation = Propagation.MANDATORY)
    int night(LocalDate day, Instant now) {
        return openFor("""
                        select distinct on (q.organisation, q.staff_number) q.query_id
                        from asked_query q
                        where q.asked_at >= :from and q.asked_at < :to and q.staff_number is not null
                          and extract(hour from q.asked_at at time zone 'Asia/Shanghai') not between 6 and 21
                        order by q.organisation, q.staff_number, q.asked_at, q.query_id
                        """, Cause.NIGHT, day, day.plusDays(1), now);
    }

    /** Far more than usual: fifty or more, and five times the mean of the thirty days before; the last query. */
    @Transactional(propagation = Propagation.MANDATORY)
    int volume(LocalDate day, Instant now) {
        return openFor("""
                        select distinct on (q.organisation, q.staff_number) q.query_id
                        from asked_query q
                        join (
                            select organisation, staff_number, count(*) filter (where asked_at >= :from) as today,
                                   count(*) filter (where asked_at < :from) / 30.0 as usual
                            from asked_query
                            where asked_at >= cast(:from as timestamptz) - interval '30 days' and asked_at < :to
                            group by organisation, staff_number) v
                            on v.organisation = q.organisation and v.staff_number is not distinct from q.staff_number
                        where q.asked_at >= :from and q.asked_at < :to and v.today >= 50 and v.today > 5 * v.usual
                        order by q.organisation, q.staff_number, q.asked_at desc, q.query_id
                        """, Cause.VOLUME, day, day.plusDays(1), now);
    }

    /** One person asked about by five organisations, or in three matters of one organisation; the last query. */
    @Transactional(propagation = Propagation.MANDATORY)
    int samePerson(LocalDate day, Instant now) {
        return openFor("""
                        select distinct on (q.subject_id) q.query_id
                        from asked_query q
                        join (
                            select subject_id from asked_query
                            where asked_at >= :from and asked_at < :to and subject_id is not null
                            group by subject_id
                            having count(distinct organisation) >= 5
                            union
                            select subject_id from asked_query
                            where asked_at >= :from and asked_at < :to and subject_id is not null
                            group by subject_id, organisation
                            having count(distinct matter_number) >= 3) s on s.subject_id = q.subject_id
                        where q.asked_at >= :from and q.asked_at < :to
                        order by q.subject_id, q.asked_at desc, q.query_id
                        """, Cause.SAME_PERSON, day, day.plusDays(1), now);
    }

    private int openFor(String queries, Cause cause, LocalDate from, LocalDate to, Instant now) {
        return jdbc.sql("""
                        insert into access_review (review_id, query_id, cause, opened_at)
                        select gen_random_uuid(), f.query_id, :cause, :now from (%s) f
                        on conflict (query_id, cause) do nothing
                        """.formatted(queries))
                .param("cause", cause.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("from", midnight(from))
                .param("to", midnight(to))
                .update();
    }

    private static OffsetDateTime midnight(LocalDate day) {
        return day.atStartOfDay(ZoneId.of("Asia/Shanghai")).toOffsetDateTime();
    }
}
