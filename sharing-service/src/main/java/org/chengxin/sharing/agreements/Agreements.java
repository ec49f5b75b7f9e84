package org.chengxin.sharing.agreements;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
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
                        select agreement_id, receiver, feed, purposes, legal_basis, identity, regions, status,
                               valid_from, valid_until, concluded_at, null as grants
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
                        select agreement_id, receiver, feed, purposes, legal_basis, identity, regions, status,
                               valid_from, valid_until, concluded_at, null as grants
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
                        select a.agreement_id, a.receiver, a.feed, a.purposes, a.legal_basis, a.identity, a.regions,
                               a.status, a.valid_from, a.valid_until, a.concluded_at,
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

    /** Keyset of the list of agreements. */
    record Position(String receiver, UUID agreementId) {}

    /** @return false when an agreement with this id exists already */
    @Transactional
    public boolean add(Agreement agreement) {
        boolean added = jdbc.sql("""
                                insert into agreement (agreement_id, receiver, feed, purposes, legal_basis, identity,
                                                       regions, status, valid_from, valid_until, concluded_at)
                                values (:agreementId, :receiver, :feed, :purposes, :legalBasis, :identity,
                                        :regions, :status, :validFrom, :validUntil, :concludedAt)
                                on conflict (agreement_id) do nothing
                                """)
                        .param("agreementId", agreement.agreementId())
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
