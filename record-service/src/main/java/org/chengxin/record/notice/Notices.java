package org.chengxin.record.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.chengxin.record.ledger.Cause;
import org.chengxin.record.ledger.Change;
import org.chengxin.record.ledger.ChangeWitness;
import org.chengxin.record.ledger.RecordIds;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tables {@code notice} and {@code notice_delivery}: a notice stands in the person's inbox in the same moment in which the
 * record changes (N-1, N-5).
 */
@Component
class Notices implements ChangeWitness {

    /** The person's own acts, and what nobody but a job notices, are not told. */
    private static final Set<Cause> TOLD = Set.of(
            Cause.REPORTED,
            Cause.AMENDED,
            Cause.WITHDRAWN,
            Cause.DISPUTE_DECIDED,
            Cause.SUSPENDED,
            Cause.RESUMED,
            Cause.REPAIRED,
            Cause.REPAIR_UNDONE,
            Cause.DUTY_PERFORMED,
            Cause.ERASED,
            Cause.RULES_CHANGED,
            Cause.NOTICE_FAILED,
            Cause.EXPIRED);

    private final JdbcClient jdbc;
    private final Messages messages;
    private final Clock clock;

    Notices(JdbcClient jdbc, Messages messages, Clock clock) {
        this.jdbc = jdbc;
        this.messages = messages;
        this.clock = clock;
    }

    /** One notice in the inbox. */
    record Entry(
            UUID id,
            UUID recordId,
            UUID subjectId,
            Cause cause,
            Instant createdAt,
            @Nullable Instant readAt) {}

    @Override
    public void changed(List<Change> changes) {
        var told =
                changes.stream().filter(change -> TOLD.contains(change.cause())).toList();
        if (told.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var ids = told.stream().map(_ -> RecordIds.next(now)).toList();
        jdbc.sql("""
                insert into notice (id, record_id, version, cause, created_at)
                select id, record_id, version, cause, :now
                  from unnest(:ids, :records, :versions, :causes) as n (id, record_id, version, cause)
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("ids", ids.toArray(UUID[]::new))
                .param(
                        "records",
                        told.stream().map(change -> change.record().id()).toArray(UUID[]::new))
                .param(
                        "versions",
                        told.stream().map(change -> change.record().version()).toArray(Integer[]::new))
                .param(
                        "causes",
                        told.stream().map(change -> change.cause().name()).toArray(String[]::new))
                .update();
        if (messages.isOn()) {
            messages.add(ids, told, now);
        }
    }

    /** Newest first; the records of others are not in it. */
    List<Entry> of(UUID subjectId, @Nullable UUID before, int most) {
        return jdbc.sql("""
                        select n.id, n.record_id, r.subject_id, n.cause, n.created_at, n.read_at
                          from record r
                          join notice n on n.record_id = r.id
                         where r.subject_id = :subject
                           and (cast(:before as uuid) is null or n.id < :before)
                         order by n.id desc
                         limit :most
                        """)
                .param("subject", subjectId)
                .param("before", before)
                .param("most", most)
                .query((row, _) -> entry(row))
                .list();
    }

    Optional<Entry> find(UUID id, UUID subjectId) {
        return jdbc.sql("""
                        select n.id, n.record_id, r.subject_id, n.cause, n.created_at, n.read_at
                          from notice n
                          join record r on r.id = n.record_id
                         where n.id = :id and r.subject_id = :subject
                        """)
                .param("id", id)
                .param("subject", subjectId)
                .query((row, _) -> entry(row))
                .optional();
    }

    void read(UUID id) {
        jdbc.sql("update notice set read_at = :now where id = :id and read_at is null")
                .param("id", id)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** All notices about a record, oldest first. */
    List<UUID> about(UUID recordId) {
        return jdbc.sql("select id from notice where record_id = :record order by version")
                .param("record", recordId)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    void deliver(UUID recordId, Delivery delivery, String toldBy) {
        jdbc.sql("""
                insert into notice_delivery (record_id, channel, outcome, on_day, proof, told_by, told_at)
                values (:record, :channel, :outcome, :on, :proof, :by, :now)
                on conflict (record_id, channel) do update
                   set outcome = excluded.outcome, on_day = excluded.on_day, proof = excluded.proof,
                       told_by = excluded.told_by, told_at = excluded.told_at
                """)
                .param("record", recordId)
                .param("channel", delivery.channel().name())
                .param("outcome", delivery.outcome().name())
                .param("on", delivery.on())
                .param("proof", delivery.proof())
                .param("by", toldBy)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Delivery> deliveries(UUID recordId) {
        return jdbc.sql("select channel, outcome, on_day, proof from notice_delivery where record_id = :record")
                .param("record", recordId)
                .query((row, _) -> new Delivery(
                        Delivery.Channel.valueOf(row.getString("channel")),
                        Delivery.Outcome.valueOf(row.getString("outcome")),
                        row.getObject("on_day", LocalDate.class),
                        row.getString("proof")))
                .list();
    }

    /** The day on which the person first opened a notice about the record. */
    @Nullable
    LocalDate readOn(UUID recordId) {
        return jdbc.sql(
                        "select read_at from notice where record_id = :record and read_at is not null order by read_at limit 1")
                .param("record", recordId)
                .query((row, _) -> row.getObject("read_at", OffsetDateTime.class))
                .optional()
                .map(at -> LocalDate.ofInstant(at.toInstant(), clock.getZone()))
                .orElse(null);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        var readAt = row.getObject("read_at", OffsetDateTime.class);
        return new Entry(
                row.getObject("id", UUID.class),
                row.getObject("record_id", UUID.class),
                row.getObject("subject_id", UUID.class),
                Cause.valueOf(row.getString("cause")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                readAt == null ? null : readAt.toInstant());
    }
}
