package org.chengxin.identity.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables account and account_invitation. */
@Repository
public class Accounts {

    private final JdbcClient jdbc;
    private final Clock clock;

    Accounts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** An account on its way into or out of the realm. */
    record Underway(UUID subjectId, String userName) {}

    void invite(byte[] codeHash, UUID subjectId, String invitedBy, Instant validUntil) {
        jdbc.sql("""
                insert into account_invitation (code_hash, subject_id, invited_by, valid_until)
                values (:codeHash, :subjectId, :invitedBy, :validUntil)
                """)
                .param("codeHash", codeHash)
                .param("subjectId", subjectId)
                .param("invitedBy", invitedBy)
                .param("validUntil", validUntil.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Uses the invitation up; of two at the same moment one gets it. */
    Optional<UUID> useInvitation(byte[] codeHash) {
        return jdbc.sql("""
                update account_invitation
                set used_at = :now
                where code_hash = :codeHash and used_at is null and valid_until > :now
                returning subject_id
                """)
                .param("codeHash", codeHash)
                .param("now", now())
                .query(UUID.class)
                .optional();
    }

    /** The account that was begun with this code and not finished, while the code is valid; it has time again. */
    Optional<Underway> resume(byte[] codeHash) {
        return jdbc.sql("""
                update account a
                set changed_at = :now
                from account_invitation i
                where a.code_hash = :codeHash and a.state = 'OPENING'
                  and i.code_hash = a.code_hash and i.valid_until > :now
                returning a.subject_id, a.user_name
                """)
                .param("codeHash", codeHash)
                .param("now", now())
                .query((row, _) -> underway(row))
                .optional();
    }

    boolean has(UUID subjectId) {
        return jdbc.sql("select exists (select 1 from account where subject_id = :subjectId)")
                .param("subjectId", subjectId)
                .query(Boolean.class)
                .single();
    }

    /** @return false when the person has an account (primary key of account) */
    boolean begin(UUID subjectId, String userName, byte[] codeHash) {
        return jdbc.sql("""
                        insert into account (subject_id, user_name, state, changed_at, code_hash)
                        values (:subjectId, :userName, 'OPENING', :now, :codeHash)
                        on conflict (subject_id) do nothing
                        """)
                        .param("subjectId", subjectId)
                        .param("userName", userName)
                        .param("now", now())
                        .param("codeHash", codeHash)
                        .update()
                == 1;
    }

    /** @return false when the account has come to its end meanwhile; finishing it twice is finishing it once */
    boolean opened(Underway account) {
        return jdbc.sql("""
                        update account set state = 'OPEN', changed_at = :now
                        where subject_id = :id and user_name = :userName and state in ('OPENING', 'OPEN')
                        """)
                        .param("now", now())
                        .param("id", account.subjectId())
                        .param("userName", account.userName())
                        .update()
                == 1;
    }

    /** The account of this person ends; the realm follows soon. */
    public boolean close(UUID subjectId) {
        return jdbc.sql("""
                        update account set state = 'CLOSING', code_hash = null, changed_at = :now
                        where subject_id = :id
                        """).param("now", now()).param("id", subjectId).update() == 1;
    }

    /** What began to open so long ago that nobody is at it any more is to be closed. */
    void takeBackAbandoned(Duration abandonedAfter) {
        jdbc.sql("""
                update account set state = 'CLOSING', changed_at = :now
                where state = 'OPENING' and changed_at < :before
                """)
                .param("now", now())
                .param("before", now().minus(abandonedAfter))
                .update();
    }

    /** The account is gone from the realm; the code of one that was never finished may be used again. */
    void forget(UUID subjectId) {
        jdbc.sql("""
                with gone as (
                    delete from account where subject_id = :id and state = 'CLOSING' returning code_hash
                )
                update account_invitation i set used_at = null from gone where i.code_hash = gone.code_hash
                """).param("id", subjectId).update();
    }

    List<Underway> closing() {
        return jdbc.sql("""
                select subject_id, user_name from account where state = 'CLOSING' order by changed_at limit 50
                """).query((row, _) -> underway(row)).list();
    }

    private static Underway underway(ResultSet row) throws SQLException {
        return new Underway(row.getObject("subject_id", UUID.class), row.getString("user_name"));
    }

    private OffsetDateTime now() {
        return Instant.now(clock).atOffset(ZoneOffset.UTC);
    }
}
