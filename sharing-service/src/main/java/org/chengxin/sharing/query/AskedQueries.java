package org.chengxin.sharing.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.chengxin.sharing.access.AccessEntry.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tables asked_query and given_record: every question, also about persons nobody knows, and what it was shown. */
@Repository
public class AskedQueries {

    private final JdbcClient jdbc;

    AskedQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What opened the question, if anything did.
     *
     * @param reason slug of the refusal, null when answered
     */
    record Judged(
            UUID queryId,
            Instant at,
            @Nullable UUID agreementId,
            @Nullable UUID consentId,
            Outcome outcome,
            @Nullable String reason,
            @Nullable UUID subjectId) {}

    @Transactional(propagation = Propagation.MANDATORY)
    void add(Question question, Judged judged) {
        var breakGlass = question.breakGlass();
        jdbc.sql("""
                        insert into asked_query (query_id, asked_at, organisation, purpose, matter_number, agreement_id,
                                                 outcome, reason, subject_id, staff_number, own_name, consent_id,
                                                 break_glass, explanation, concealment_id)
                        values (:queryId, :askedAt, :organisation, :purpose, :matterNumber, :agreementId,
                                :outcome, :reason, :subjectId, :staffNumber, :ownName, :consentId,
                                :breakGlass, :explanation, :concealmentId)
                        """)
                .param("queryId", judged.queryId())
                .param("askedAt", judged.at().atOffset(ZoneOffset.UTC))
                .param("organisation", question.organisation())
                .param("purpose", question.purpose().name())
                .param("matterNumber", question.matterNumber())
                .param("agreementId", judged.agreementId())
                .param("outcome", judged.outcome().name())
                .param("reason", judged.reason())
                .param("subjectId", judged.subjectId())
                .param("staffNumber", question.staffNumber())
                .param("ownName", question.ownName())
                .param("consentId", judged.consentId())
                .param(
                        "breakGlass",
                        breakGlass == null ? null : breakGlass.reason().name())
                .param("concealmentId", question.concealmentId())
                .param("explanation", breakGlass == null ? null : breakGlass.explanation())
                .update();
    }

    /** A query that nobody judged. */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(Unjudged unjudged, UUID queryId, @Nullable UUID subjectId, Instant at) {
        jdbc.sql("""
                        insert into asked_query (query_id, asked_at, organisation, purpose, matter_number, outcome,
                                                 reason, subject_id, staff_number)
                        values (:queryId, :askedAt, :organisation, :purpose, :matterNumber, 'REFUSED',
                                :reason, :subjectId, :staffNumber)
                        """)
                .param("queryId", queryId)
                .param("askedAt", at.atOffset(ZoneOffset.UTC))
                .param("organisation", unjudged.organisation())
                .param("purpose", unjudged.purpose())
                .param("matterNumber", unjudged.matterNumber())
                .param("reason", unjudged.reason())
                .param("subjectId", subjectId)
                .param("staffNumber", unjudged.staffNumber())
                .update();
    }

    /**
     * Remembers which records the asker has been shown, so that corrections reach it (D-8).
     *
     * @param head of the feeds before the records were read
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void given(
            Question question,
            UUID queryId,
            Instant at,
            long head,
            @Nullable LocalDate hiddenUntil,
            List<UUID> recordIds) {
        if (recordIds.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into given_record as g (record_id, receiver, given_at, query_id, matter_number,
                                                       at_position, hidden_until)
                        select r.id, :receiver, :at, :queryId, :matterNumber, :head, cast(:hiddenUntil as date)
                        from unnest(:recordIds) as r (id)
                        order by r.id
                        on conflict (record_id, receiver) do update set
                            given_at = excluded.given_at,
                            query_id = excluded.query_id,
                            matter_number = excluded.matter_number,
                            at_position = excluded.at_position,
                            -- Who was seen before is seen again.
                            hidden_until = case when g.hidden_until is not null then excluded.hidden_until end
                        where g.given_at <= excluded.given_at
                        """)
                .param("receiver", question.organisation())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("queryId", queryId)
                .param("matterNumber", question.matterNumber())
                .param("head", head)
                .param("hiddenUntil", hiddenUntil)
                .param("recordIds", recordIds.toArray(UUID[]::new))
                .update();
    }

    /** Which other regions the question went to. */
    @Transactional(propagation = Propagation.MANDATORY)
    void forwarded(UUID queryId, List<String> regions) {
        jdbc.sql("update asked_query set region = :regions where query_id = :queryId")
                .param("queryId", queryId)
                .param("regions", String.join(",", regions))
                .update();
    }

    /**
     * How many wrong codes a receiver has handed in since then; guesses of one receiver wait for each other, so that
     * many at once do not count as one.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    long wrongCodesSince(String organisation, Instant since) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('consent-codes ' || :organisation, 0))")
                .param("organisation", organisation)
                .query(rows -> {});
        return jdbc.sql("""
                        select count(*) from asked_query
                        where organisation = :organisation and outcome = 'REFUSED'
                          and reason = 'consent-code-invalid' and asked_at > :since
                        """)
                .param("organisation", organisation)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }
}
