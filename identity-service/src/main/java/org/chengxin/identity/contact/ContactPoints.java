package org.chengxin.identity.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.identity.vault.Sealed;
import org.chengxin.identity.vault.SealedFor;
import org.chengxin.identity.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tables contact_point and contact_code_sent; the only place where addresses are encrypted and opened. */
@Repository
public class ContactPoints {

    private final JdbcClient jdbc;
    private final Vault vault;

    ContactPoints(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** What the account of this subject keeps, and no other. */
    List<ContactPoint> of(UUID subjectId) {
        return jdbc.sql("""
                select id, subject_id, channel, sealed_address, address_key, verified_at, sealed_code, code_key,
                       code_expires_at, wrong_codes
                from contact_point
                where subject_id = :subjectId
                order by channel
                """)
                .param("subjectId", subjectId)
                .query((row, _) -> point(row))
                .list();
    }

    /** Held until the end of the transaction, so that of two guesses each is counted. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<ContactPoint> hold(UUID subjectId, Channel channel) {
        return jdbc.sql("""
                select id, subject_id, channel, sealed_address, address_key, verified_at, sealed_code, code_key,
                       code_expires_at, wrong_codes
                from contact_point
                where subject_id = :subjectId and channel = :channel
                for update
                """)
                .param("subjectId", subjectId)
                .param("channel", channel.name())
                .query((row, _) -> point(row))
                .optional();
    }

    /**
     * The verified addresses of persons: of all accounts of one person the one that was verified last; nothing of the dead.
     *
     * @return by the id that was asked for; who has none is left out
     */
    Map<UUID, List<ContactPoint>> verified(Collection<UUID> subjectIds) {
        var found = new HashMap<UUID, List<ContactPoint>>();
        jdbc.sql("""
                select distinct on (asked.id, p.channel) asked.id as asked, p.id, p.subject_id, p.channel,
                       p.sealed_address, p.address_key, p.verified_at, p.sealed_code, p.code_key, p.code_expires_at,
                       p.wrong_codes
                from unnest(:ids::uuid[]) as given (id)
                join subject asked on asked.id = given.id
                join subject person on person.id = coalesce(asked.merged_into, asked.id) and person.died_on is null
                join subject s on s.id = person.id or s.merged_into = person.id
                join contact_point p on p.subject_id = s.id
                where p.verified_at is not null
                order by asked.id, p.channel, p.verified_at desc, p.id
                """)
                .param("ids", subjectIds.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, _) -> Map.entry(row.getObject("asked", UUID.class), point(row)))
                .list()
                .forEach(entry -> found.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        return found;
    }

    /** Takes the place of what was there for this channel; nothing is sent to it before it is verified. */
    @Transactional(propagation = Propagation.MANDATORY)
    void put(UUID subjectId, ContactAddress address, VerificationCode code, Instant now) {
        jdbc.sql("delete from contact_point where subject_id = :subjectId and channel = :channel")
                .param("subjectId", subjectId)
                .param("channel", address.channel().name())
                .update();
        var id = UUID.randomUUID();
        var sealedAddress = vault.seal(address.text(), place(id));
        var sealedCode = vault.seal(code.digits(), placeOfCode(id));
        jdbc.sql("""
                insert into contact_point (id, subject_id, channel, sealed_address, address_key, changed_at, sealed_code,
                                           code_key, code_expires_at)
                values (:id, :subjectId, :channel, :sealedAddress, :addressKey, :now, :sealedCode, :codeKey, :expiresAt)
                """)
                .param("id", id)
                .param("subjectId", subjectId)
                .param("channel", address.channel().name())
                .param("sealedAddress", sealedAddress.box())
                .param("addressKey", sealedAddress.key())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("sealedCode", sealedCode.box())
                .param("codeKey", sealedCode.key())
                .param("expiresAt", code.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void verify(ContactPoint point, Instant now) {
        jdbc.sql("""
                update contact_point
                set verified_at = :now, sealed_code = null, code_key = null, code_expires_at = null, wrong_codes = 0
                where id = :id
                """)
                .param("id", point.id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void countWrong(ContactPoint point) {
        jdbc.sql("update contact_point set wrong_codes = wrong_codes + 1 where id = :id")
                .param("id", point.id())
                .update();
    }

    void erase(UUID subjectId, Channel channel) {
        jdbc.sql("delete from contact_point where subject_id = :subjectId and channel = :channel")
                .param("subjectId", subjectId)
                .param("channel", channel.name())
                .update();
    }

    /** All addresses of all accounts of a person who has died. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void eraseAll(UUID subjectId) {
        jdbc.sql("""
                delete from contact_point
                where subject_id = :id or subject_id in (select s.id from subject s where s.merged_into = :id)
                """).param("id", subjectId).update();
    }

    /** @return false when this person has asked for too many codes lately; else it is counted */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean countSent(UUID subjectId, Instant now) {
        jdbc.sql("delete from contact_code_sent where subject_id = :subjectId and sent_at <= :before")
                .param("subjectId", subjectId)
                .param("before", now.minus(VerificationCode.WINDOW).atOffset(ZoneOffset.UTC))
                .update();
        return jdbc.sql("""
                        insert into contact_code_sent (subject_id, sent_at)
                        select :subjectId, :now
                        where (select count(*) from contact_code_sent where subject_id = :subjectId) < :most
                        """)
                        .param("subjectId", subjectId)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("most", VerificationCode.MOST_SENT)
                        .update()
                == 1;
    }

    private ContactPoint point(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var address = vault.open(new Sealed(row.getString("address_key"), row.getString("sealed_address")), place(id));
        var verifiedAt = row.getObject("verified_at", OffsetDateTime.class);
        var sealedCode = row.getString("sealed_code");
        return new ContactPoint(
                id,
                row.getObject("subject_id", UUID.class),
                new ContactAddress(Channel.valueOf(row.getString("channel")), address),
                verifiedAt == null ? null : verifiedAt.toInstant(),
                sealedCode == null
                        ? null
                        : new VerificationCode(
                                vault.open(new Sealed(row.getString("code_key"), sealedCode), placeOfCode(id)),
                                Objects.requireNonNull(row.getObject("code_expires_at", OffsetDateTime.class))
                                        .toInstant(),
                                row.getInt("wrong_codes")));
    }

    private static SealedFor place(UUID id) {
        return new SealedFor(SealedFor.Kind.CONTACT_ADDRESS, id);
    }

    private static SealedFor placeOfCode(UUID id) {
        return new SealedFor(SealedFor.Kind.CONTACT_CODE, id);
    }
}
