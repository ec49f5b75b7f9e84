package org.chengxin.repair.creditchina;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.chengxin.repair.cases.CaseMoved;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables credit_china_progress and credit_china_request. */
@Repository
class Requests {

    /** A request about which Credit China has something to hear. */
    record ToTell(
            String requestNumber,
            @Nullable UUID caseId,
            @Nullable String refusal,
            Instant receivedAt,
            long moves) {}

    private final JdbcClient jdbc;

    Requests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long position() {
        return jdbc.sql("select position from credit_china_progress")
                .query(Long.class)
                .single();
    }

    /** @return false when somebody else has taken it over already; who is first keeps the others waiting */
    boolean takes(long position) {
        return jdbc.sql("update credit_china_progress set position = :position where position < :position")
                        .param("position", position)
                        .update()
                == 1;
    }

    boolean isKnown(String requestNumber) {
        return jdbc.sql("select exists (select 1 from credit_china_request where request_number = :number)")
                .param("number", requestNumber)
                .query(Boolean.class)
                .single();
    }

    void belongs(String requestNumber, UUID caseId, Instant at) {
        add(requestNumber, caseId, null, at);
    }

    void refused(String requestNumber, String slug, Instant at) {
        add(requestNumber, null, slug, at);
    }

    private void add(String requestNumber, @Nullable UUID caseId, @Nullable String refusal, Instant at) {
        jdbc.sql("""
                insert into credit_china_request (request_number, case_id, refusal, received_at)
                values (:number, :caseId, :refusal, :at)
                on conflict (request_number) do nothing
                """)
                .param("number", requestNumber)
                .param("caseId", caseId)
                .param("refusal", refusal)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** In the transaction of the step. */
    @EventListener
    void moved(CaseMoved moved) {
        jdbc.sql("update credit_china_request set moves = moves + 1 where case_id = :caseId")
                .param("caseId", moved.caseId())
                .update();
    }

    List<ToTell> toTell(int most) {
        return jdbc.sql("""
                select request_number, case_id, refusal, received_at, moves
                from credit_china_request
                where told < moves
                order by received_at, request_number
                limit :most
                """).param("most", most).query(Requests::toTell).list();
    }

    /** @param status with which Credit China refused to hear it; null when it took it */
    void told(ToTell what, @Nullable Integer status) {
        jdbc.sql("""
                update credit_china_request set told = greatest(told, :moves), told_status = :status
                where request_number = :number
                """)
                .param("moves", what.moves())
                .param("status", status)
                .param("number", what.requestNumber())
                .update();
    }

    private static ToTell toTell(ResultSet row, int number) throws SQLException {
        return new ToTell(
                row.getString("request_number"),
                row.getObject("case_id", UUID.class),
                row.getString("refusal"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getLong("moves"));
    }
}
