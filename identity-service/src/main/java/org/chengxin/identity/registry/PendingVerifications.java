package org.chengxin.identity.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table pending_verification: the persons about whom the authority is asked again. */
@Repository
public class PendingVerifications {

    /** Long enough for a burst at the authority to pass. */
    private static final Duration FIRST_DELAY = Duration.ofSeconds(2);

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final Clock clock;

    PendingVerifications(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A question that is due, and how often it has been asked with this time. */
    public record Due(UUID subjectId, int attempt) {}

    /** The pause after an attempt without an answer: twice as long each time, at most a quarter of an hour. */
    public static Duration delayAfter(int attempt) {
        var doublings = Math.min(attempt - 1, 20);
        var delay = FIRST_DELAY.multipliedBy(1L << Math.max(doublings, 0));
        return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }

    void begin(Collection<UUID> subjectIds) {
        if (subjectIds.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into pending_verification (subject_id, next_attempt_at)
                select id::uuid, :due from unnest(:subjectIds) as id
                on conflict (subject_id) do nothing
                """)
                .param("subjectIds", texts(subjectIds))
                .param("due", in(FIRST_DELAY))
                .update();
    }

    /**
     * Takes questions that are due and to be asked together: each first time, and then every second one.
     *
     * <p>A taken question is one asker's only, and comes due again after the lease: an asker that dies leaves nothing behind.
     */
    public List<Due> claimTogether(int most, Duration lease) {
        return claim(most, lease, new int[] {0});
    }

    /** Takes questions that are due and to be asked alone, since asking together brought no answer. */
    public List<Due> claimAlone(int most, Duration lease) {
        return claim(most, lease, new int[] {1});
    }

    /** Takes questions that are due, however they were asked before. */
    public List<Due> claimAll(int most, Duration lease) {
        return claim(most, lease, new int[] {0, 1});
    }

    private List<Due> claim(int most, Duration lease, int[] turns) {
        return jdbc.sql("""
                -- Chosen once: as a subquery of "in" the choice might be made anew for every row, and exceed the limit.
                with due as materialized (
                    select subject_id
                    from pending_verification
                    where next_attempt_at <= :now and attempts % 2 = any (:turns)
                    order by next_attempt_at
                    limit :most
                    for update skip locked)
                update pending_verification p
                set attempts = p.attempts + 1, next_attempt_at = :leaseEnd
                from due
                where p.subject_id = due.subject_id
                returning p.subject_id, p.attempts
                """)
                .param("now", in(Duration.ZERO))
                .param("leaseEnd", in(lease))
                .param("most", most)
                .param("turns", turns)
                .query((row, _) -> new Due(row.getObject("subject_id", UUID.class), row.getInt("attempts")))
                .list();
    }

    /** No answer: asks again after a pause that grows with the attempts. */
    public void postpone(Collection<Due> unanswered) {
        if (unanswered.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update pending_verification p
                set next_attempt_at = late.due::timestamptz
                from unnest(:subjectIds, :dues) as late (subject_id, due)
                where p.subject_id = late.subject_id::uuid
                """)
                .param(
                        "subjectIds",
                        texts(unanswered.stream().map(Due::subjectId).toList()))
                .param(
                        "dues",
                        unanswered.stream()
                                .map(due -> in(delayAfter(due.attempt())).toString())
                                .toArray(String[]::new))
                .update();
    }

    void end(Collection<UUID> subjectIds) {
        jdbc.sql("delete from pending_verification where subject_id = any (:subjectIds::uuid[])")
                .param("subjectIds", texts(subjectIds))
                .update();
    }

    private static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    private OffsetDateTime in(Duration pause) {
        return Instant.now(clock).plus(pause).atOffset(ZoneOffset.UTC);
    }
}
