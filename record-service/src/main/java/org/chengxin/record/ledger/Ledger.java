package org.chengxin.record.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chengxin.chassis.events.Outbox;
import org.chengxin.chassis.events.Outgoing;
import org.chengxin.record.lifecycle.RecordState;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tables {@code record} and {@code record_version}: sets of rows at once, never a statement per record.
 *
 * <p>Locks are taken in the order source records, then records, each in the order of its key, so that two batches about
 * the same decisions wait for each other and never for good.
 */
@Component
public class Ledger {

    private static final String TOPIC = "record-changes";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Outbox outbox;
    private final RecordTables tables;
    private final List<ChangeWitness> witnesses;
    private final SourceBook sources;

    Ledger(
            JdbcClient jdbc,
            JsonMapper json,
            Outbox outbox,
            RecordTables tables,
            List<ChangeWitness> witnesses,
            SourceBook sources) {
        this.jdbc = jdbc;
        this.json = json;
        this.outbox = outbox;
        this.tables = tables;
        this.witnesses = witnesses;
        this.sources = sources;
    }

    /** What the sources have told us; locked before the records. */
    public SourceBook sources() {
        return sources;
    }

    /** Records by id, locked until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<UUID, CreditRecord> lockRecords(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(StoredRecord.SELECT + """
                         where id = any(:ids)
                         order by id
                           for update
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, _) -> StoredRecord.read(row, json))
                .list()
                .stream()
                .collect(Collectors.toMap(CreditRecord::id, Function.identity()));
    }

    /** The records that were reported about these registered subjects, locked until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<UUID, CreditRecord> lockRegistered(Collection<UUID> registered) {
        return jdbc
                .sql(StoredRecord.SELECT + """
                         where subject_id = any(:registered) and registered_as = subject_id
                            or registered_as = any(:registered) and registered_as <> subject_id
                         order by id
                           for update
                        """)
                .param("registered", registered.toArray(UUID[]::new))
                .query((row, _) -> StoredRecord.read(row, json))
                .list()
                .stream()
                .collect(Collectors.toMap(CreditRecord::id, Function.identity(), (one, _) -> one, LinkedHashMap::new));
    }

    /**
     * Which records a milder law concerns.
     *
     * @param recordType absent for all types
     * @param severity absent for all levels
     */
    public record Milder(
            @Nullable String recordType,
            @Nullable String severity,
            @Nullable Integer minMonths,
            @Nullable Integer maxMonths,
            @Nullable Integer capMonths) {}

    /**
     * Of the records behind one id and up to another, those whose days change under a milder law, locked until the
     * transaction ends. What has lost its content already has nothing left that could end earlier.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<CreditRecord> lockMilder(Milder law, @Nullable UUID after, UUID upTo, LocalDate today) {
        return jdbc.sql(StoredRecord.SELECT + """
                         where (cast(:after as uuid) is null or id > :after) and id <= :upTo
                           and display_until > :today and not content_erased
                           and (cast(:recordType as text) is null or record_type = :recordType)
                           and (cast(:severity as text) is null or severity = :severity)
                           and (counted_display_until > decided_on + make_interval(months => cast(:maxMonths as int))
                                or counted_display_until > occurred_on + make_interval(months => cast(:capMonths as int))
                                or counted_min_display_until > decided_on + make_interval(months => cast(:minMonths as int)))
                         order by id
                           for update
                        """)
                .param("after", after)
                .param("upTo", upTo)
                .param("today", today)
                .param("recordType", law.recordType())
                .param("severity", law.severity())
                .param("minMonths", law.minMonths())
                .param("maxMonths", law.maxMonths())
                .param("capMonths", law.capMonths())
                .query((row, _) -> StoredRecord.read(row, json))
                .list();
    }

    /** Records whose state has changed by the passage of time, unannounced as yet; those in other hands are passed over. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<CreditRecord> lockTurning(LocalDate today, int most) {
        return jdbc.sql(StoredRecord.SELECT + """
                         where turns_on <= :today
                         order by turns_on, id
                         limit :most
                           for update skip locked
                        """)
                .param("today", today)
                .param("most", most)
                .query((row, _) -> StoredRecord.read(row, json))
                .list();
    }

    /** Their next turn is the last; nothing is announced. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void turnSilently(Collection<UUID> ids, LocalDate today) {
        if (ids.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update record
                   set turns_on = case
                           when answer_until >= :today then least(answer_until + 1, display_until)
                           when final_on > :today then least(final_on, display_until)
                           else display_until
                       end
                 where id = any(:ids)
                """)
                .param("ids", ids.toArray(UUID[]::new))
                .param("today", today)
                .update();
    }

    public Optional<CreditRecord> find(@Nullable UUID id) {
        return jdbc.sql(StoredRecord.SELECT + "where id = :id")
                .param("id", id)
                .query((row, _) -> StoredRecord.read(row, json))
                .optional();
    }

    /** A record as it stands in its provider's list. */
    public record Entry(
            UUID recordId,
            String sourceRecordId,
            int revision,
            int version,
            String recordType,
            RecordState state,
            LocalDate decidedOn,
            LocalDate displayUntil,
            Instant reportedAt,
            Instant changedAt) {}

    /**
     * A provider's own records in the order of their arrival.
     *
     * @param from first day (in Asia/Shanghai) of their arrival
     * @param after the last one already shown
     */
    public List<Entry> entries(
            String provider,
            @Nullable String sourceRecordId,
            @Nullable RecordState state,
            @Nullable LocalDate from,
            LocalDate today,
            @Nullable UUID after,
            int most) {
        return jdbc.sql("""
                        select id, source_record_id, revision, version, record_type, decided_on, display_until, reported_at,
                               changed_at,
                               record_state(standing, display_until, answer_until, final_on, :today) as state
                          from record
                         where provider = :provider
                           and (cast(:after as uuid) is null or id > :after)
                           and (cast(:sourceRecordId as text) is null or source_record_id = :sourceRecordId)
                           and (cast(:state as text) is null
                                or record_state(standing, display_until, answer_until, final_on, :today) = :state)
                           and (cast(:from as date) is null
                                or reported_at >= cast(:from as date)::timestamp at time zone 'Asia/Shanghai')
                         order by id
                         limit :most
                        """)
                .param("provider", provider)
                .param("after", after)
                .param("sourceRecordId", sourceRecordId)
                .param("state", state == null ? null : state.name())
                .param("from", from)
                .param("today", today)
                .param("most", most)
                .query((row, _) -> new Entry(
                        row.getObject("id", UUID.class),
                        row.getString("source_record_id"),
                        row.getInt("revision"),
                        row.getInt("version"),
                        row.getString("record_type"),
                        RecordState.valueOf(row.getString("state")),
                        row.getObject("decided_on", LocalDate.class),
                        row.getObject("display_until", LocalDate.class),
                        row.getObject("reported_at", OffsetDateTime.class).toInstant(),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * What the person may see about themselves: everything but what was withdrawn or declined, newest decision first.
     *
     * @param beforeDay day of the last decision already shown, with {@code beforeId}
     */
    public List<CreditRecord> about(UUID subjectId, @Nullable LocalDate beforeDay, @Nullable UUID beforeId, int most) {
        return jdbc.sql(StoredRecord.SELECT + """
                         where subject_id = :subjectId
                           and standing not in ('WITHDRAWN', 'DECLINED')
                           and (cast(:beforeDay as date) is null
                                or (decided_on, id) < (cast(:beforeDay as date), cast(:beforeId as uuid)))
                         order by decided_on desc, id desc
                         limit :most
                        """)
                .param("subjectId", subjectId)
                .param("beforeDay", beforeDay)
                .param("beforeId", beforeId)
                .param("most", most)
                .query((row, _) -> StoredRecord.read(row, json))
                .list();
    }

    /**
     * Writes changes, in the order in which they happened: the record as it is after the last of them, a version for
     * each, and an announcement for each.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(List<Change> changes) {
        write(changes, tables::put);
    }

    /** The same for changes of nothing but days, each of another record that exists: a fraction of the row is written. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void writeDays(List<Change> changes) {
        write(changes, tables::putDays);
    }

    private void write(List<Change> changes, Consumer<Collection<CreditRecord>> put) {
        if (changes.isEmpty()) {
            return;
        }
        var latest = new LinkedHashMap<UUID, CreditRecord>();
        changes.forEach(change -> latest.put(change.record().id(), change.record()));
        put.accept(latest.values());

        var announcements = changes.stream()
                .map(change -> RecordChanged.of(change.record(), change.cause()))
                .toList();
        // Kept, committed to and announced: the same text.
        var contents = announcements.stream().map(json::writeValueAsString).toList();
        tables.append(
                announcements, contents, changes.stream().map(Change::reference).toArray(UUID[]::new));
        witnesses.forEach(witness -> witness.changed(changes));
        var outgoing = new ArrayList<Outgoing>(changes.size());
        for (var nth = 0; nth < announcements.size(); nth++) {
            var changed = announcements.get(nth);
            outgoing.add(new Outgoing(
                    TOPIC,
                    changed.subjectId().toString(),
                    RecordChanged.TYPE,
                    changed.recordId().toString(),
                    new Outgoing.Json(contents.get(nth))));
        }
        outbox.append(outgoing);
    }
}
