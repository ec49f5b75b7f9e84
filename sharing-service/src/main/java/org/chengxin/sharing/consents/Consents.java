package org.chengxin.sharing.consents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.sharing.agreements.Agreement.Grant;
import org.chengxin.sharing.agreements.Purpose;
import org.chengxin.sharing.consents.Consent.Form;
import org.chengxin.sharing.consents.Consent.Uses;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Tables consent and consent_grant. */
@Repository
public class Consents {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Consents(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void add(Consent consent, byte @Nullable [] codeHash) {
        jdbc.sql("""
                        insert into consent (consent_id, subject_id, granted_as, receiver, purpose, uses, form,
                                             granted_at, until, code_hash, code_expires_at)
                        values (:consentId, survivor_of(:subjectId), :subjectId, :receiver, :purpose, :uses, :form,
                                :grantedAt, :until, :codeHash, :codeExpiresAt)
                        """)
                .param("consentId", consent.consentId())
                .param("subjectId", consent.subjectId())
                .param("receiver", consent.receiver())
                .param("purpose", consent.purpose().name())
                .param("uses", consent.uses().name())
                .param("form", consent.form().name())
                .param("grantedAt", consent.grantedAt().atOffset(ZoneOffset.UTC))
                .param("until", consent.until())
                .param("codeHash", codeHash)
                .param(
                        "codeExpiresAt",
                        consent.codeExpiresAt() == null
                                ? null
                                : consent.codeExpiresAt().atOffset(ZoneOffset.UTC))
                .update();
        for (var grant : consent.grants()) {
            jdbc.sql("""
                            insert into consent_grant (consent_id, record_type, fields)
                            values (:consentId, :recordType, :fields)
                            """)
                    .param("consentId", consent.consentId())
                    .param("recordType", grant.recordType())
                    .param("fields", grant.fields().toArray(String[]::new))
                    .update();
        }
    }

    /** A person's consents, the youngest first. */
    List<Consent> ofPerson(UUID subjectId, @Nullable Position before, int limit) {
        return jdbc.sql("""
                        select consent_id, subject_id, receiver, purpose, uses, form, granted_at, until,
                               code_expires_at, used_at, withdrawn_at,
                               (select jsonb_object_agg(g.record_type, g.fields)
                                from consent_grant g where g.consent_id = c.consent_id) as grants
                        from consent c
                        where subject_id = survivor_of(:subjectId)
                          and (cast(:at as timestamptz) is null
                               or (granted_at, consent_id) < (cast(:at as timestamptz), cast(:consentId as uuid)))
                        order by granted_at desc, consent_id desc
                        limit :limit
                        """)
                .param("subjectId", subjectId)
                .param("at", before == null ? null : before.grantedAt().atOffset(ZoneOffset.UTC))
                .param("consentId", before == null ? null : before.consentId())
                .param("limit", limit)
                .query((row, _) -> consent(row))
                .list();
    }

    /** Keyset of a person's consents. */
    record Position(Instant grantedAt, UUID consentId) {}

    /**
     * The consent that opens this question now, held until the end of the transaction: a withdrawal comes either before
     * it or after the answer.
     *
     * @param codeHash of the code handed over, or null
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Consent> opening(
            UUID subjectId,
            String receiver,
            Purpose purpose,
            byte @Nullable [] codeHash,
            Instant now,
            LocalDate today) {
        return jdbc.sql("""
                        select consent_id, subject_id, receiver, purpose, uses, form, granted_at, until,
                               code_expires_at, used_at, withdrawn_at, null as grants
                        from consent
                        where receiver = :receiver and purpose = :purpose and subject_id = survivor_of(:subjectId)
                          and withdrawn_at is null and until > :today
                          and (uses = 'MANY' or used_at is null)
                          and (code_hash is null and cast(:codeHash as bytea) is null
                               or code_hash = :codeHash and code_expires_at > :now)
                        order by granted_at desc, consent_id
                        limit 1
                        for update
                        """)
                .param("receiver", receiver)
                .param("purpose", purpose.name())
                .param("subjectId", subjectId)
                .param("today", today)
                .param("codeHash", codeHash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> consent(row))
                .optional();
    }

    /** Notes the latest use; a consent for one use is used up by it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void used(UUID consentId, Instant now) {
        jdbc.sql("update consent set used_at = :now where consent_id = :consentId")
                .param("consentId", consentId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** @return false when the person has no such consent; withdrawing twice is withdrawing */
    @Transactional
    boolean withdraw(UUID consentId, UUID subjectId, Instant now) {
        return jdbc.sql("""
                        update consent set withdrawn_at = coalesce(withdrawn_at, :now)
                        where consent_id = :consentId and subject_id = survivor_of(:subjectId)
                        """)
                        .param("consentId", consentId)
                        .param("subjectId", subjectId)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** After a merge or its reversal each consent belongs to whoever its giver is now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void follow(UUID one, UUID other) {
        jdbc.sql("""
                        update consent set subject_id = survivor_of(granted_as)
                        where subject_id in (:one, :other) or granted_as in (:one, :other)
                        """).param("one", one).param("other", other).update();
    }

    private Consent consent(ResultSet row) throws SQLException {
        return new Consent(
                row.getObject("consent_id", UUID.class),
                row.getObject("subject_id", UUID.class),
                row.getString("receiver"),
                Purpose.valueOf(row.getString("purpose")),
                grants(row.getString("grants")),
                Uses.valueOf(row.getString("uses")),
                Form.valueOf(row.getString("form")),
                row.getObject("granted_at", OffsetDateTime.class).toInstant(),
                row.getObject("until", LocalDate.class),
                instant(row, "code_expires_at"),
                instant(row, "used_at"),
                instant(row, "withdrawn_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
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
}
