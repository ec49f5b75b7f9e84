package org.chengxin.sharing.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.chengxin.sharing.access.AccessEntry.Outcome;
import org.chengxin.sharing.ledger.OneMessage;
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

    /** In a message that is sent in the transaction of the judgement. */
    void add(Question question, Judged judged, OneMessage message) {
        var breakGlass = question.breakGlass();
        message.add("""
                        insert into asked_query (query_id, asked_at, organisation, purpose, matter_number, agreement_id,
                                                 outcome, reason, subject_id, staff_number, own_name, consent_id,
                                                 break_glass, explanation, concealment_id)
                        values (:queryId, :askedAt, :organisation, :purpose, :matterNumber, :agreementId,
                                :outcome, :reason, :subjectId, :staffNumber, :ownName, :consentId,
                                :breakGlass, :explanation, :concealmentId)
                        """)
                .with("queryId", judged.queryId())
                .with("askedAt", judged.at().atOffset(ZoneOffset.UTC))
                .with("organisation", question.organisation())
                .with("purpose", question.purpose().name())
                .with("matterNumber", question.matterNumber())
                .with("agreementId", judged.agreementId())
                .with("outcome", judged.outcome().name())
                .with("reason", judged.reason())
                .with("subjectId", judged.subjectId())
                .with("staffNumber", question.staffNumber())
                .with("ownName", question.ownName())
                .with("consentId", judged.consentId())
                .with(
                        "breakGlass",
                        breakGlass == null ? null : breakGlass.reason().name())
                .with("concealmentId", question.concealmentId())
                .with("explanation", breakGlass == null ? null : breakGlass.explanation());
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
     * @param head of the feeds when the records were read
     */
    void given(
            Question question,
            UUID queryId,
            Instant at,
            long head,
            @Nullable LocalDate hiddenUntil,
            List<UUID> recordIds,
            OneMessage message) {
        if (recordIds.isEmpty()) {
            return;
        }
        message.add("""
                        insert into given_record as g (record_id, receiver, given_at, query_id, matter_number,
                                                       at_position, hidden_until)
                        select r.id, :organisation, :givenAt, :queryId, :matterNumber, :head, cast(:hiddenUntil as date)
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
                .with("organisation", question.organisation())
                .with("givenAt", at.atOffset(ZoneOffset.UTC))
                .with("queryId", queryId)
                .with("matterNumber", question.matterNumber())
                .with("head", head)
                .with("hiddenUntil", hiddenUntil)
                .with("recordIds", recordIds.toArray(UUID[]::new));
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
