package org.chengxin.identity.account;

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
    record Underway(UUID subjectId, String userName, boolean opening) {}

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

    void giveInvitationBack(byte[] codeHash) {
        jdbc.sql("update account_invitation set used_at = null where code_hash = :codeHash")
                .param("codeHash", codeHash)
                .update();
    }

    boolean has(UUID subjectId) {
        return jdbc.sql("select exists (select 1 from account where subject_id = :subjectId)")
                .param("subjectId", subjectId)
                .query(Boolean.class)
                .single();
    }

    /** @return false when the person has an account (primary key of account) */
    boolean begin(UUID subjectId, String userName) {
        return jdbc.sql("""
                        insert into account (subject_id, user_name, state, changed_at)
                        values (:subjectId, :userName, 'OPENING', :now)
                        on conflict (subject_id) do nothing
                        """)
                        .param("subjectId", subjectId)
                        .param("userName", userName)
                        .param("now", now())
                        .update()
                == 1;
    }

    void opened(UUID subjectId) {
        jdbc.sql("update account set state = 'OPEN', changed_at = :now where subject_id = :id and state = 'OPENING'")
                .param("now", now())
                .param("id", subjectId)
                .update();
    }

    /** The account of this person ends; the realm follows soon. */
    public boolean close(UUID subjectId) {
        return jdbc.sql("update account set state = 'CLOSING', changed_at = :now where subject_id = :id")
                        .param("now", now())
                        .param("id", subjectId)
                        .update()
                == 1;
    }

    void forget(UUID subjectId) {
        jdbc.sql("delete from account where subject_id = :id and state <> 'OPEN'")
                .param("id", subjectId)
                .update();
    }

    /** What is to be closed, and what began to open so long ago that nobody is at it any more. */
    List<Underway> underway(Duration abandonedAfter) {
        return jdbc.sql("""
                select subject_id, user_name, state
                from account
                where state = 'CLOSING' or (state = 'OPENING' and changed_at < :before)
                order by changed_at
                limit 50
                """)
                .param("before", now().minus(abandonedAfter))
                .query((row, _) -> new Underway(
                        row.getObject("subject_id", UUID.class),
                        row.getString("user_name"),
                        row.getString("state").equals("OPENING")))
                .list();
    }

    private OffsetDateTime now() {
        return Instant.now(clock).atOffset(ZoneOffset.UTC);
    }
}
