package org.chengxin.repair.cases;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables case_step, case_decision, case_effect: what happened in a case, what was decided, what follows. */
@Repository
public class Timeline {

    /**
     * What was announced about the record.
     *
     * @param confirmedVersion the version of the record that carries it out; null while it is awaited
     */
    public record Followed(
            String type,
            Instant announcedAt,
            @Nullable Long confirmedVersion,
            @Nullable Instant confirmedAt) {}

    private final JdbcClient jdbc;

    Timeline(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID caseId, Step step) {
        jdbc.sql("""
                insert into case_step (case_id, number, step, party, actor, at, reason)
                select :caseId, coalesce(max(number), 0) + 1, :step, :party, :actor, :at, :reason
                from case_step
                where case_id = :caseId
                """)
                .param("caseId", caseId)
                .param("step", step.step())
                .param("party", step.party())
                .param("actor", step.actor())
                .param("at", step.at().atOffset(ZoneOffset.UTC))
                .param("reason", step.reason())
                .update();
    }

    public List<Step> of(UUID caseId) {
        return jdbc.sql("""
                select step, party, actor, at, reason
                from case_step
                where case_id = :caseId
                order by number
                """)
                .param("caseId", caseId)
                .query((row, _) -> new Step(
                        row.getString("step"),
                        row.getString("party"),
                        row.getString("actor"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("reason")))
                .list();
    }

    void add(UUID caseId, Decision decision) {
        jdbc.sql("""
                insert into case_decision (case_id, number, outcome, party, reason, basis, refers_to, decided_at, text)
                select :caseId, coalesce(max(number), 0) + 1, :outcome, :party, :reason, :basis, :refersTo, :decidedAt,
                       :text
                from case_decision
                where case_id = :caseId
                """)
                .param("caseId", caseId)
                .param("outcome", decision.outcome().name())
                .param("party", decision.party())
                .param("reason", decision.reason())
                .param("basis", decision.basis())
                .param("refersTo", decision.refersTo())
                .param("decidedAt", decision.decidedAt().atOffset(ZoneOffset.UTC))
                .param("text", decision.text())
                .update();
    }

    public List<Decision> decisions(UUID caseId) {
        return jdbc.sql("""
                select outcome, party, reason, basis, refers_to, decided_at, text
                from case_decision
                where case_id = :caseId
                order by number
                """)
                .param("caseId", caseId)
                .query((row, _) -> new Decision(
                        Outcome.valueOf(row.getString("outcome")),
                        row.getString("party"),
                        row.getString("reason"),
                        row.getString("basis"),
                        row.getObject("refers_to", UUID.class),
                        row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                        row.getString("text")))
                .list();
    }

    void announced(Effect effect, Instant at) {
        jdbc.sql("""
                insert into case_effect (case_id, type, record_id, announced_at)
                values (:caseId, :type, :recordId, :at)
                on conflict (case_id, type) do nothing
                """)
                .param("caseId", effect.caseId())
                .param("type", effect.type())
                .param("recordId", effect.recordId())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    public List<Followed> effects(UUID caseId) {
        return jdbc.sql("""
                select type, announced_at, confirmed_version, confirmed_at
                from case_effect
                where case_id = :caseId
                order by announced_at, type
                """)
                .param("caseId", caseId)
                .query((row, _) -> {
                    var confirmedAt = row.getObject("confirmed_at", OffsetDateTime.class);
                    return new Followed(
                            row.getString("type"),
                            row.getObject("announced_at", OffsetDateTime.class).toInstant(),
                            row.getObject("confirmed_version", Long.class),
                            confirmedAt == null ? null : confirmedAt.toInstant());
                })
                .list();
    }

    /**
     * record-service has carried an effect out; a repeat changes nothing.
     *
     * @param types the effects that the change of the record stands for
     */
    public void confirmed(UUID recordId, List<String> types, long version, Instant at) {
        jdbc.sql("""
                update case_effect
                set confirmed_version = :version, confirmed_at = :at
                where record_id = :recordId and type = any(:types) and confirmed_at is null
                """)
                .param("recordId", recordId)
                .param("types", types.toArray(String[]::new))
                .param("version", version)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
