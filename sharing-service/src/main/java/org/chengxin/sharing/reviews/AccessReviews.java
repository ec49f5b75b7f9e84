package org.chengxin.sharing.reviews;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tables access_review and review_progress. */
@Repository
public class AccessReviews {

    private final JdbcClient jdbc;

    AccessReviews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Why a query is looked at again. */
    public enum Cause {
        SAMPLE,
        BREAK_GLASS,
        CONCEALED,
        VOLUME,
        NIGHT,
        OWN_NAME,
        SAME_PERSON
    }

    /** What the reviewer found. */
    enum Outcome {
        JUSTIFIED,
        UNJUSTIFIED
    }

    /** A query with the reason to look at it; no person, no content. */
    record Review(
            UUID reviewId,
            UUID queryId,
            Cause cause,
            Instant openedAt,
            Instant askedAt,
            String organisation,
            @Nullable String staffNumber,
            String purpose,
            String matterNumber,
            String queryOutcome,
            @Nullable String explanation,
            @Nullable Outcome outcome,
            @Nullable String note,
            @Nullable String foundBy,
            @Nullable Instant foundAt) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public void open(UUID queryId, Cause cause, Instant now) {
        jdbc.sql("""
                        insert into access_review (review_id, query_id, cause, opened_at)
                        values (:reviewId, :queryId, :cause, :now)
                        on conflict (query_id, cause) do nothing
                        """)
                .param("reviewId", UUID.randomUUID())
                .param("queryId", queryId)
                .param("cause", cause.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Keyset of the list. */
    record Position(Instant openedAt, UUID reviewId) {}

    List<Review> list(boolean onlyOpen, @Nullable Position after, int limit) {
        return jdbc.sql("""
                        select r.review_id, r.query_id, r.cause, r.opened_at, q.asked_at, q.organisation,
                               q.staff_number, q.purpose, q.matter_number, q.outcome as query_outcome, q.explanation,
                               r.outcome, r.note, r.found_by, r.found_at
                        from access_review r
                        join asked_query q on q.query_id = r.query_id
                        where (not :onlyOpen or r.outcome is null)
                          and (cast(:at as timestamptz) is null
                               or (r.opened_at, r.review_id) > (cast(:at as timestamptz), cast(:reviewId as uuid)))
                        order by r.opened_at, r.review_id
                        limit :limit
                        """)
                .param("onlyOpen", onlyOpen)
                .param("at", after == null ? null : after.openedAt().atOffset(ZoneOffset.UTC))
                .param("reviewId", after == null ? null : after.reviewId())
                .param("limit", limit)
                .query((row, _) -> review(row))
                .list();
    }

    Optional<Review> find(UUID reviewId) {
        return jdbc.sql("""
                        select r.review_id, r.query_id, r.cause, r.opened_at, q.asked_at, q.organisation,
                               q.staff_number, q.purpose, q.matter_number, q.outcome as query_outcome, q.explanation,
                               r.outcome, r.note, r.found_by, r.found_at
                        from access_review r
                        join asked_query q on q.query_id = r.query_id
                        where r.review_id = :reviewId
                        """)
                .param("reviewId", reviewId)
                .query((row, _) -> review(row))
                .optional();
    }

    /** @return false when somebody has found something already */
    @Transactional
    boolean find(UUID reviewId, Outcome outcome, String note, String by, Instant now) {
        return jdbc.sql("""
                        update access_review set outcome = :outcome, note = :note, found_by = :by, found_at = :now
                        where review_id = :reviewId and outcome is null
                        """)
                        .param("reviewId", reviewId)
                        .param("outcome", outcome.name())
                        .param("note", note)
                        .param("by", by)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
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

    /** What an organisation asked in a month, and what became of it. */
    record Figures(
            String organisation,
            long queries,
            long refused,
            long breakGlass,
            long reviewed,
            long open,
            long unjustified) {}

    List<Figures> figures(YearMonth month) {
        return jdbc.sql("""
                        select q.organisation, count(distinct q.query_id) as queries,
                               count(distinct q.query_id) filter (where q.outcome = 'REFUSED') as refused,
                               count(distinct q.query_id) filter (where q.break_glass is not null) as break_glass,
                               count(r.review_id) as reviewed,
                               count(r.review_id) filter (where r.outcome is null) as open,
                               count(r.review_id) filter (where r.outcome = 'UNJUSTIFIED') as unjustified
                        from asked_query q
                        left join access_review r on r.query_id = q.query_id
                        where q.asked_at >= :from and q.asked_at < :to
                        group by q.organisation
                        order by q.organisation
                        """)
                .param("from", midnight(month.atDay(1)))
                .param("to", midnight(month.plusMonths(1).atDay(1)))
                .query((row, _) -> new Figures(
                        row.getString("organisation"),
                        row.getLong("queries"),
                        row.getLong("refused"),
                        row.getLong("break_glass"),
                        row.getLong("reviewed"),
                        row.getLong("open"),
                        row.getLong("unjustified")))
                .list();
    }

    private static OffsetDateTime midnight(LocalDate day) {
        return day.atStartOfDay(java.time.ZoneId.of("Asia/Shanghai")).toOffsetDateTime();
    }

    private static Review review(ResultSet row) throws SQLException {
        var outcome = row.getString("outcome");
        var foundAt = row.getObject("found_at", OffsetDateTime.class);
        return new Review(
                row.getObject("review_id", UUID.class),
                row.getObject("query_id", UUID.class),
                Cause.valueOf(row.getString("cause")),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getString("organisation"),
                row.getString("staff_number"),
                row.getString("purpose"),
                row.getString("matter_number"),
                row.getString("query_outcome"),
                row.getString("explanation"),
                outcome == null ? null : Outcome.valueOf(outcome),
                row.getString("note"),
                row.getString("found_by"),
                foundAt == null ? null : foundAt.toInstant());
    }
}
