package org.chengxin.identity.contact;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table contact_message: what was handed over, under ids that say nothing about anybody. */
@Repository
class SentMessages {

    private final JdbcClient jdbc;

    SentMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The proof of a message that was handed over. */
    record Proof(String proof, Instant at) {}

    Optional<Proof> find(UUID messageId, Channel channel) {
        return jdbc.sql("""
                select proof, sent_at from contact_message where handover_id = :messageId and channel = :channel
                """)
                .param("messageId", messageId)
                .param("channel", channel.name())
                .query((row, _) -> new Proof(
                        row.getString("proof"),
                        row.getObject("sent_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    void keep(UUID messageId, Channel channel, String proof, Instant at) {
        jdbc.sql("""
                insert into contact_message (handover_id, channel, proof, sent_at)
                values (:messageId, :channel, :proof, :at)
                on conflict (handover_id, channel) do nothing
                """)
                .param("messageId", messageId)
                .param("channel", channel.name())
                .param("proof", proof)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void forgetBefore(Instant day) {
        jdbc.sql("delete from contact_message where sent_at < :day")
                .param("day", day.atOffset(ZoneOffset.UTC))
                .update();
    }
}
