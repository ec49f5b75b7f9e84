package org.chengxin.record.effects;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chengxin.record.ledger.Cause;
import org.chengxin.record.ledger.Change;
import org.chengxin.record.ledger.CreditRecord;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.lifecycle.LifeEvent;
import org.chengxin.record.lifecycle.Marks;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Table {@code case_effect}: what the cases say about a record, and with it the record's marks.
 *
 * <p>Any order and any number of repeats end the same: of each case and kind the later of beginning and end counts, and
 * the marks are computed from all of them together.
 */
@Component
class CaseEffects {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Clock clock;

    CaseEffects(JdbcClient jdbc, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * What an event says.
     *
     * @param detail the person's own words, the ground, the method, the day: as the kind needs it
     */
    record Told(
            Effect effect,
            UUID recordId,
            UUID caseId,
            Instant at,
            @Nullable String detail,
            LifeEvent event,
            Cause cause) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public void began(Told told) {
        apply(told, """
                insert into case_effect as e (record_id, case_id, kind, began_at, detail)
                values (:recordId, :caseId, :kind, :at, :detail)
                on conflict (record_id, case_id, kind) do update
                   set began_at = excluded.began_at, detail = excluded.detail
                 where e.began_at is null or e.began_at < excluded.began_at
                """);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void ended(Told told) {
        apply(told, """
                insert into case_effect as e (record_id, case_id, kind, ended_at, detail)
                values (:recordId, :caseId, :kind, :at, :detail)
                on conflict (record_id, case_id, kind) do update
                   set ended_at = greatest(e.ended_at, excluded.ended_at)
                """);
    }

    private void apply(Told told, String sql) {
        if (told.effect() == Effect.ERASURE) {
            // The intake locks the source before the record: so do we.
            ledger.sources().lockOf(told.recordId());
        }
        var record = ledger.lockRecords(Set.of(told.recordId())).get(told.recordId());
        if (record != null) {
            told.event().requireFor(record.decision().polarity(), record.marks());
        }
        jdbc.sql(sql)
                .param("recordId", told.recordId())
                .param("caseId", told.caseId())
                .param("kind", told.effect().name())
                .param("at", told.at().atOffset(ZoneOffset.UTC))
                // Words about a record that nobody holds (any more) are not kept.
                .param("detail", record == null ? null : told.detail())
                .update();
        if (record != null) {
            mark(record, told);
        }
    }

    private void mark(CreditRecord record, Told told) {
        var marks = marks(record.marks(), open(record.id()));
        if (marks.equals(record.marks())) {
            return;
        }
        if (marks.erased() && !record.marks().erased()) {
            ledger.sources().close(record);
        }
        ledger.write(List.of(new Change(record.marked(marks, clock.instant()), told.cause(), told.caseId())));
    }

    private record Open(
            Effect effect,
            UUID caseId,
            Instant since,
            @Nullable String detail) {}

    private static Marks marks(Marks before, List<Open> open) {
        return before.fromCases(
                // For good: no case takes it back.
                before.erased() || has(open, Effect.ERASURE),
                has(open, Effect.REPAIR),
                has(open, Effect.SUSPENSION),
                has(open, Effect.DISPUTE),
                has(open, Effect.DUTY),
                open.stream()
                        .filter(one -> one.effect() == Effect.STATEMENT)
                        .max(Comparator.comparing(Open::since).thenComparing(Open::caseId))
                        .map(Open::detail)
                        .orElse(null));
    }

    private static boolean has(List<Open> open, Effect effect) {
        return open.stream().anyMatch(one -> one.effect() == effect);
    }

    private List<Open> open(UUID recordId) {
        return jdbc.sql("""
                        select kind, case_id, began_at, detail
                          from case_effect
                         where record_id = :recordId
                           and (began_at > ended_at or (began_at is not null and ended_at is null))
                        """)
                .param("recordId", recordId)
                .query((row, _) -> new Open(
                        Effect.valueOf(row.getString("kind")),
                        row.getObject("case_id", UUID.class),
                        row.getObject("began_at", OffsetDateTime.class).toInstant(),
                        row.getString("detail")))
                .list();
    }
}
