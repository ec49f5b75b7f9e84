package org.chengxin.sharing.reviews;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Table access_review: what is to be looked at again, and what was found. */
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
        return day.atStartOfDay(ZoneId.of("Asia/Shanghai")).toOffsetDateTime();
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
