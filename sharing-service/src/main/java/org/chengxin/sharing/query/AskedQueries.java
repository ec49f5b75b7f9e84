package org.chengxin.sharing.query;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.chengxin.sharing.access.AccessEntry.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Table asked_query: every question, also about persons nobody knows. */
@Repository
public class AskedQueries {

    private final JdbcClient jdbc;

    AskedQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param reason slug of the refusal, null when answered */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(
            UUID queryId,
            Instant askedAt,
            Question question,
            @Nullable UUID agreementId,
            Outcome outcome,
            @Nullable String reason,
            @Nullable UUID subjectId) {
        jdbc.sql("""
                        insert into asked_query (query_id, asked_at, organisation, purpose, matter_number, agreement_id,
                                                 outcome, reason, subject_id)
                        values (:queryId, :askedAt, :organisation, :purpose, :matterNumber, :agreementId,
                                :outcome, :reason, :subjectId)
                        """)
                .param("queryId", queryId)
                .param("askedAt", askedAt.atOffset(ZoneOffset.UTC))
                .param("organisation", question.organisation())
                .param("purpose", question.purpose().name())
                .param("matterNumber", question.matterNumber())
                .param("agreementId", agreementId)
                .param("outcome", outcome.name())
                .param("reason", reason)
                .param("subjectId", subjectId)
                .update();
    }
}
