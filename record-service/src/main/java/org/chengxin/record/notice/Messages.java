package org.chengxin.record.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.chengxin.record.ledger.Change;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tables {@code notice_message} and {@code notice_message_channel}: who is still to be told, and how far it came. */
@Component
class Messages {

    /** So many notices are looked at for one batch of messages. */
    private static final int LOOKED_AT = 1_000;

    private final JdbcClient jdbc;
    private final boolean on;
    private final Duration gather;

    Messages(
            JdbcClient jdbc,
            @Value("${chengxin.record.messages.enabled}") boolean on,
            @Value("${chengxin.record.messages.gather}") Duration gather) {
        this.jdbc = jdbc;
        this.on = on;
        this.gather = gather;
    }

    /**
     * One message about one or more notices of one person.
     *
     * @param attempts how often it has been tried, this time included
     */
    record Due(UUID messageId, UUID subjectId, List<UUID> notices, int attempts) {}

    private record Row(
            UUID noticeId, UUID subjectId, @Nullable UUID messageId, int attempts) {}

    boolean isOn() {
        return on;
    }

    /** After a while, so that what happens to a person within it makes one message. */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(List<UUID> notices, List<Change> changes, Instant now) {
        jdbc.sql("""
                insert into notice_message (notice_id, subject_id, next_at)
                select notice_id, subject_id, :at
                  from unnest(:notices, :subjects) as n (notice_id, subject_id)
                """)
                .param("at", now.plus(gather).atOffset(ZoneOffset.UTC))
                .param("notices", notices.toArray(UUID[]::new))
                .param(
                        "subjects",
                        changes.stream()
                                .map(change -> change.record().subjectId())
                                .toArray(UUID[]::new))
                .update();
    }

    /**
     * Takes what is due, for one hand only until the lease is over. The id under which a message goes is kept before it is
     * sent, so that whoever takes it over after a crash asks for the same.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Due> take(int most, Instant now, Instant lease) {
        var rows = jdbc.sql("""
                        select notice_id, subject_id, message_id, attempts
                          from notice_message
                         where next_at <= :now
                         order by next_at, notice_id
                         limit :looked
                           for update skip locked
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("looked", LOOKED_AT)
                .query((row, _) -> new Row(
                        row.getObject("notice_id", UUID.class),
                        row.getObject("subject_id", UUID.class),
                        row.getObject("message_id", UUID.class),
                        row.getInt("attempts")))
                .list();
        var due = grouped(rows, most);
        for (var message : due) {
            jdbc.sql("""
                    update notice_message
                       set message_id = :message, attempts = :attempts, next_at = :lease
                     where notice_id = any(:notices)
                    """)
                    .param("message", message.messageId())
                    .param("attempts", message.attempts())
                    .param("lease", lease.atOffset(ZoneOffset.UTC))
                    .param("notices", message.notices().toArray(UUID[]::new))
                    .update();
        }
        return due;
    }

    /** One message for all notices of a person that have none yet; those that have one keep it. */
    private static List<Due> grouped(List<Row> rows, int most) {
        var messages = new LinkedHashMap<UUID, List<Row>>();
        var firstOf = new HashMap<UUID, UUID>();
        for (var row : rows) {
            var id = row.messageId() == null
                    ? firstOf.computeIfAbsent(row.subjectId(), _ -> row.noticeId())
                    : row.messageId();
            if (messages.containsKey(id) || messages.size() < most) {
                messages.computeIfAbsent(id, _ -> new ArrayList<>()).add(row);
            }
        }
        var due = new ArrayList<Due>();
        messages.forEach((id, of) -> due.add(new Due(
                id,
                of.getFirst().subjectId(),
                of.stream().map(Row::noticeId).toList(),
                of.getFirst().attempts() + 1)));
        return due;
    }

    /** It is tried again then. */
    void wait(Due message, Instant next) {
        jdbc.sql("update notice_message set next_at = :next where notice_id = any(:notices)")
                .param("next", next.atOffset(ZoneOffset.UTC))
                .param("notices", message.notices().toArray(UUID[]::new))
                .update();
    }

    /** Nothing is left to do about it. */
    void settle(Due message) {
        jdbc.sql("delete from notice_message where notice_id = any(:notices)")
                .param("notices", message.notices().toArray(UUID[]::new))
                .update();
    }

    /** What was sent stays sent, whatever a later attempt on another channel brings. */
    void keep(Due message, MessageAttempt attempt) {
        jdbc.sql("""
                insert into notice_message_channel as c (notice_id, channel, outcome, attempts, at, proof, reason)
                select notice_id, :channel, :outcome, :attempts, :at, :proof, :reason
                  from unnest(:notices) as n (notice_id)
                on conflict (notice_id, channel) do update
                   set outcome = excluded.outcome, attempts = excluded.attempts, at = excluded.at,
                       proof = excluded.proof, reason = excluded.reason
                 where c.outcome <> 'SENT'
                """)
                .param("notices", message.notices().toArray(UUID[]::new))
                .param("channel", attempt.channel().name())
                .param("outcome", attempt.outcome().name())
                .param("attempts", attempt.attempts())
                .param("at", attempt.at().atOffset(ZoneOffset.UTC))
                .param("proof", attempt.proof())
                .param("reason", attempt.reason())
                .update();
    }

    /** What still waited when the last attempt was over. */
    void giveUp(Due message) {
        jdbc.sql("""
                update notice_message_channel
                   set outcome = 'GIVEN_UP'
                 where notice_id = any(:notices) and outcome = 'WAITING'
                """).param("notices", message.notices().toArray(UUID[]::new)).update();
    }

    /** By notice; most are not in the answer. */
    Map<UUID, List<MessageAttempt>> of(Collection<UUID> notices) {
        var found = new HashMap<UUID, List<MessageAttempt>>();
        jdbc.sql("""
                        select notice_id, channel, outcome, attempts, at, proof, reason
                          from notice_message_channel
                         where notice_id = any(:notices)
                         order by notice_id, channel
                        """)
                .param("notices", notices.toArray(UUID[]::new))
                .query((row, _) -> Map.entry(row.getObject("notice_id", UUID.class), attempt(row)))
                .list()
                .forEach(entry -> found.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        return found;
    }

    private static MessageAttempt attempt(ResultSet row) throws SQLException {
        return new MessageAttempt(
                MessageAttempt.Channel.valueOf(row.getString("channel")),
                MessageAttempt.Outcome.valueOf(row.getString("outcome")),
                row.getInt("attempts"),
                Objects.requireNonNull(row.getObject("at", OffsetDateTime.class))
                        .toInstant(),
                row.getString("proof"),
                row.getString("reason"));
    }
}
