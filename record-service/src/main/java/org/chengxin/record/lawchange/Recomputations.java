package org.chengxin.record.lawchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.chassis.events.Outbox;
import org.chengxin.record.ledger.Cause;
import org.chengxin.record.ledger.Change;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.Ledger.Milder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Table {@code recomputation}: the days of existing records follow a milder law from the day on which it is in force.
 *
 * <p>In batches of one transaction each, so that intake and queries go on beside it; where it stands is part of the
 * transaction, so that it goes on there after a stop. Only rows that really change get a version.
 */
@Component
class Recomputations {

    private static final Logger log = LoggerFactory.getLogger(Recomputations.class);
    /** Whoever wants to change one of these records waits for the batch. */
    private static final int AT_ONCE = 500;

    /** So long may the announcements of others wait behind ours before we wait for them. */
    private static final Duration BEHIND = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Outbox outbox;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Recomputations(
            JdbcClient jdbc, Ledger ledger, Outbox outbox, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** How far it is. */
    record Progress(
            LocalDate startsOn,
            long lookedAt,
            long changed,
            @Nullable Instant finishedAt) {}

    /** What a change of law would do today. */
    record Preview(long concerned, long shorter, long endingAtOnce, long repairOpensEarlier) {}

    private record Open(
            UUID proposalId, Milder law, @Nullable UUID after) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public void order(UUID proposalId, Milder law, LocalDate startsOn) {
        jdbc.sql("""
                insert into recomputation (proposal_id, record_type, severity, min_months, max_months, cap_months, starts_on,
                                           looked_at, changed)
                values (:proposal, :recordType, :severity, :min, :max, :cap, :startsOn, 0, 0)
                """)
                .param("proposal", proposalId)
                .param("recordType", law.recordType())
                .param("severity", law.severity())
                .param("min", law.minMonths())
                .param("max", law.maxMonths())
                .param("cap", law.capMonths())
                .param("startsOn", startsOn)
                .update();
    }

    Optional<Progress> progress(UUID proposalId) {
        return jdbc.sql("""
                        select starts_on, looked_at, changed, finished_at
                          from recomputation
                         where proposal_id = :id
                        """)
                .param("id", proposalId)
                .query((row, _) -> {
                    var finished = row.getObject("finished_at", OffsetDateTime.class);
                    return new Progress(
                            row.getObject("starts_on", LocalDate.class),
                            row.getLong("looked_at"),
                            row.getLong("changed"),
                            finished == null ? null : finished.toInstant());
                })
                .optional();
    }

    /** The same rule as the recomputation itself, counted in the database. */
    Preview preview(Milder law) {
        return jdbc.sql("""
                        with n as (
                            select counted_display_until, counted_min_display_until,
                                   least(counted_display_until,
                                         (decided_on + make_interval(months => cast(:maxMonths as int)))::date,
                                         (occurred_on + make_interval(months => cast(:capMonths as int)))::date) as ends,
                                   least(counted_min_display_until,
                                         (decided_on + make_interval(months => cast(:minMonths as int)))::date) as opens
                              from record
                             where display_until > :today and not content_erased
                               and (cast(:recordType as text) is null or record_type = :recordType)
                               and (cast(:severity as text) is null or severity = :severity)
                        )
                        select count(*) as concerned,
                               count(*) filter (where ends < counted_display_until) as shorter,
                               count(*) filter (where ends <= :today) as ending,
                               count(*) filter (where least(opens, ends) < counted_min_display_until) as earlier
                          from n
                        """)
                .param("today", LocalDate.now(clock))
                .param("recordType", law.recordType())
                .param("severity", law.severity())
                .param("minMonths", law.minMonths())
                .param("maxMonths", law.maxMonths())
                .param("capMonths", law.capMonths())
                .query((row, _) -> new Preview(
                        row.getLong("concerned"),
                        row.getLong("shorter"),
                        row.getLong("ending"),
                        row.getLong("earlier")))
                .single();
    }

    /** As long as the relay keeps up: the announcements of the intake go to the broker in one row with ours. */
    @Scheduled(fixedDelayString = "${chengxin.record.recomputation:PT1S}")
    void goOn() {
        try {
            while (!isRelayBehind() && goOnOnce()) {
                // the next batch
            }
        } catch (RuntimeException e) {
            log.warn("A recomputation goes on later: {}", e.getClass().getName());
        }
    }

    private boolean isRelayBehind() {
        var enough = clock.instant().minus(BEHIND);
        return outbox.oldestWaiting().filter(at -> at.isBefore(enough)).isPresent();
    }

    /** @return whether there may be more to do */
    boolean goOnOnce() {
        return transaction.execute(_ -> next().map(this::batch).isPresent());
    }

    private Optional<Open> next() {
        return jdbc.sql("""
                        select proposal_id, record_type, severity, min_months, max_months, cap_months, after_id
                          from recomputation
                         where finished_at is null and starts_on <= :today
                         order by starts_on, proposal_id
                         limit 1
                           for update skip locked
                        """)
                .param("today", LocalDate.now(clock))
                .query((row, _) -> new Open(
                        row.getObject("proposal_id", UUID.class),
                        new Milder(
                                row.getString("record_type"),
                                row.getString("severity"),
                                months(row, "min_months"),
                                months(row, "max_months"),
                                months(row, "cap_months")),
                        row.getObject("after_id", UUID.class)))
                .optional();
    }

    private boolean batch(Open open) {
        record Stretch(long size, @Nullable UUID last) {}
        var stretch = jdbc.sql("""
                        select count(*) as size, max(id::text)::uuid as last
                          from (select id
                                  from record
                                 where cast(:after as uuid) is null or id > :after
                                 order by id
                                 limit :most) n
                        """)
                .param("after", open.after())
                .param("most", AT_ONCE)
                .query((row, _) -> new Stretch(row.getLong("size"), row.getObject("last", UUID.class)))
                .single();
        var changes = new ArrayList<Change>();
        var last = stretch.last();
        if (last != null) {
            var law = open.law();
            for (var record : ledger.lockMilder(law, open.after(), last, LocalDate.now(clock))) {
                var decision = record.decision();
                var dates = decision.dates().milder(law.minMonths(), law.maxMonths(), law.capMonths());
                changes.add(new Change(
                        record.judgedAnew(decision.on(dates), clock.instant()),
                        Cause.RULES_CHANGED,
                        open.proposalId()));
            }
            ledger.writeDays(changes);
        }
        jdbc.sql("""
                update recomputation
                   set after_id = coalesce(:last, after_id), looked_at = looked_at + :size, changed = changed + :changed,
                       finished_at = case when :size < :most then cast(:now as timestamptz) end
                 where proposal_id = :id
                """)
                .param("id", open.proposalId())
                .param("last", last)
                .param("size", stretch.size())
                .param("changed", changes.size())
                .param("most", AT_ONCE)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return true;
    }

    private static @Nullable Integer months(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Integer.class);
    }
}
