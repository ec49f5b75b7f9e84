package org.chengxin.sharing.agreements;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.sharing.agreements.Agreement.Grant;
import org.chengxin.sharing.agreements.Agreement.Identity;
import org.chengxin.sharing.agreements.Agreement.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Tables agreement and agreement_grant. */
@Repository
public class Agreements {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Agreements(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The agreement under which a receiver may ask for a purpose today; the youngest where there are several. */
    public Optional<Agreement> forQuery(String receiver, Purpose purpose, LocalDate today) {
        return jdbc.sql("""
                        select agreement_id, series_id, version, replaces, receiver, feed, purposes, legal_basis, identity,
                               regions, status, valid_from, valid_until, daily_quota, impact_assessment, proposed_by, decided_by,
                               concluded_at, null as grants
                        from agreement
                        where receiver = :receiver and feed is null and :purpose = any (purposes)
                          and status = 'ACTIVE' and valid_from <= :today and valid_until > :today
                        order by valid_from desc, agreement_id
                        limit 1
                        """)
                .param("receiver", receiver)
                .param("purpose", purpose.name())
                .param("today", today)
                .query((row, _) -> agreement(row))
                .optional();
    }

    /** The agreement under which a receiver may pull a feed today. */
    public Optional<Agreement> forFeed(String receiver, String feed, LocalDate today) {
        return jdbc.sql("""
                        select agreement_id, series_id, version, replaces, receiver, feed, purposes, legal_basis, identity,
                               regions, status, valid_from, valid_until, daily_quota, impact_assessment, proposed_by, decided_by,
                               concluded_at, null as grants
                        from agreement
                        where receiver = :receiver and feed = :feed
                          and status = 'ACTIVE' and valid_from <= :today and valid_until > :today
                        order by valid_from desc, agreement_id
                        limit 1
                        """)
                .param("receiver", receiver)
                .param("feed", feed)
                .param("today", today)
                .query((row, _) -> agreement(row))
                .optional();
    }

    /** All agreements with what they grant, by receiver, after a position. */
    List<Agreement> all(@Nullable Position after, int limit) {
        return jdbc.sql("""
                        select a.agreement_id, a.series_id, a.version, a.replaces, a.receiver, a.feed, a.purposes,
                               a.legal_basis, a.identity, a.regions, a.status, a.valid_from, a.valid_until,
                               a.daily_quota, a.impact_assessment, a.proposed_by, a.decided_by, a.concluded_at,
                               (select jsonb_object_agg(g.record_type, g.fields)
                                from agreement_grant g where g.agreement_id = a.agreement_id) as grants
                        from agreement a
                        where (a.receiver, a.agreement_id) > (:receiver, cast(:agreementId as uuid))
                        order by a.receiver, a.agreement_id
                        limit :limit
                        """)
                .param("receiver", after == null ? "" : after.receiver())
                .param("agreementId", after == null ? new UUID(0, 0) : after.agreementId())
                .param("limit", limit)
                .query((row, _) -> agreement(row))
                .list();
    }

    /** One version of an agreement with what it grants. */
    public Optional<Agreement> find(UUID agreementId) {
        return jdbc.sql("""
                        select a.agreement_id, a.series_id, a.version, a.replaces, a.receiver, a.feed, a.purposes,
                               a.legal_basis, a.identity, a.regions, a.status, a.valid_from, a.valid_until,
                               a.daily_quota, a.impact_assessment, a.proposed_by, a.decided_by, a.concluded_at,
                               (select jsonb_object_agg(g.record_type, g.fields)
                                from agreement_grant g where g.agreement_id = a.agreement_id) as grants
                        from agreement a
                        where a.agreement_id = :agreementId
                        """)
                .param("agreementId", agreementId)
                .query((row, _) -> agreement(row))
                .optional();
    }

    int nextVersion(UUID seriesId) {
        return jdbc.sql("select max(version) + 1 from agreement where series_id = :seriesId")
                .param("seriesId", seriesId)
                .query(Integer.class)
                .single();
    }

    /** @return false when it no longer has the status that the decision was made from */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean decide(UUID agreementId, Status from, Status to, String by, Instant at) {
        return jdbc.sql("""
                        update agreement set status = :to, decided_by = :by, decided_at = :at
                        where agreement_id = :agreementId and status = :from
                        """)
                        .param("agreementId", agreementId)
                        .param("from", from.name())
                        .param("to", to.name())
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Counts one answer of the day. @return false when the quota is used up; agreements without one are not counted */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean withinQuota(Agreement agreement, LocalDate today) {
        return agreement.dailyQuota() == null
                || jdbc.sql("""
                                insert into quota_use as q (agreement_id, on_day, used) values (:agreementId, :today, 1)
                                on conflict (agreement_id, on_day) do update set used = q.used + 1
                                where q.used < :quota
                                """)
                                .param("agreementId", agreement.agreementId())
                                .param("today", today)
                                .param("quota", agreement.dailyQuota())
                                .update()
                        == 1;
    }

    /** Keyset of the list of agreements. */
    record Position(String receiver, UUID agreementId) {}

    /** @return false when an agreement with this id, or this version of its series, exists already */
    @Transactional
    public boolean add(Agreement agreement) {
        boolean added = jdbc.sql("""
                                insert into agreement (agreement_id, series_id, version, replaces, receiver, feed, purposes,
                                                       legal_basis, identity, regions, status, valid_from, valid_until,
                                                       daily_quota, impact_assessment, proposed_by, concluded_at)
                                values (:agreementId, :seriesId, :version, :replaces, :receiver, :feed, :purposes,
                                        :legalBasis, :identity, :regions, :status, :validFrom, :validUntil,
                                        :dailyQuota, :impactAssessment, :proposedBy, :concludedAt)
                                on conflict do nothing
                                """)
                        .param("agreementId", agreement.agreementId())
                        .param("seriesId", agreement.seriesId())
                        .param("version", agreement.version())
                        .param("replaces", agreement.replaces())
                        .param("dailyQuota", agreement.dailyQuota())
                        .param("impactAssessment", agreement.impactAssessment())
                        .param("proposedBy", agreement.proposedBy())
                        .param("receiver", agreement.receiver())
                        .param("feed", agreement.feed())
                        .param(
                                "purposes",
                                agreement.purposes().stream().map(Purpose::name).toArray(String[]::new))
                        .param("legalBasis", agreement.legalBasis())
                        .param("identity", agreement.identity().name())
                        .param("regions", agreement.regions().toArray(String[]::new))
                        .param("status", agreement.status().name())
                        .param("validFrom", agreement.validFrom())
                        .param("validUntil", agreement.validUntil())
                        .param("concludedAt", agreement.concludedAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
        if (added) {
            for (var grant : agreement.grants()) {
                jdbc.sql("""
                                insert into agreement_grant (agreement_id, record_type, fields)
                                values (:agreementId, :recordType, :fields)
                                """)
                        .param("agreementId", agreement.agreementId())
                        .param("recordType", grant.recordType())
                        .param("fields", grant.fields().toArray(String[]::new))
                        .update();
            }
        }
        return added;
    }

    private Agreement agreement(ResultSet row) throws SQLException {
        return new Agreement(
                row.getObject("agreement_id", UUID.class),
                row.getObject("series_id", UUID.class),
                row.getInt("version"),
                row.getObject("replaces", UUID.class),
                row.getString("receiver"),
                row.getString("feed"),
                texts(row.getArray("purposes")).stream().map(Purpose::valueOf).toList(),
                row.getString("legal_basis"),
                Identity.valueOf(row.getString("identity")),
                texts(row.getArray("regions")),
                grants(row.getString("grants")),
                Status.valueOf(row.getString("status")),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                row.getObject("daily_quota", Integer.class),
                row.getString("impact_assessment"),
                row.getString("proposed_by"),
                row.getString("decided_by"),
                row.getObject("concluded_at", OffsetDateTime.class).toInstant());
    }

    private List<Grant> grants(@Nullable String byType) {
        if (byType == null) {
            return List.of();
        }
        Map<String, List<String>> fields = json.readValue(byType, new TypeReference<Map<String, List<String>>>() {});
        return fields.entrySet().stream()
                .map(grant -> new Grant(grant.getKey(), grant.getValue()))
                .toList();
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
