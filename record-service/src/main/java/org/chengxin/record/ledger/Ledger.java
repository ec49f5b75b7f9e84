package org.chengxin.record.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chengxin.chassis.events.Outbox;
import org.chengxin.chassis.events.Outgoing;
import org.chengxin.record.catalog.Polarity;
import org.chengxin.record.catalog.Severity;
import org.chengxin.record.lifecycle.RecordDates;
import org.chengxin.record.lifecycle.RecordState;
import org.chengxin.record.lifecycle.Standing;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tables {@code source_record}, {@code record} and {@code record_version}: sets of rows at once, never a statement per
 * record.
 *
 * <p>Locks are taken in the order source records, then records, each in the order of its key, so that two batches about
 * the same decisions wait for each other and never for good.
 */
@Component
public class Ledger {

    private static final String TOPIC = "record-changes";
    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};
    private static final String SELECT = """
            select id, version, subject_id, record_type, domain, national_class, polarity, severity, provider, department,
                   division, source_record_id, revision, decision_number, legal_bases, occurred_on, decided_on,
                   effective_on, notice_served_on, final_basis, answer_until, final_on, display_until,
                   min_display_until, repairable, standing, withdrawn_from, disputed, statement, facts::text as facts,
                   reported_at, changed_at
              from record
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Outbox outbox;

    Ledger(JdbcClient jdbc, JsonMapper json, Outbox outbox) {
        this.jdbc = jdbc;
        this.json = json;
        this.outbox = outbox;
    }

    /** What the sources have told us last; unlocked, so only good for a first look. */
    public Map<Source.Key, Source> sources(Collection<Source.Key> keys) {
        return jdbc
                .sql("""
                        select s.provider, s.source_record_id, s.revision, s.withdrawn, s.record_id
                          from unnest(:providers, :ids) as k (provider, source_record_id)
                          join source_record s on s.provider = k.provider and s.source_record_id = k.source_record_id
                        """)
                .param("providers", keys.stream().map(Source.Key::provider).toArray(String[]::new))
                .param("ids", keys.stream().map(Source.Key::sourceRecordId).toArray(String[]::new))
                .query(Ledger::source)
                .list()
                .stream()
                .collect(Collectors.toMap(Source::key, Function.identity()));
    }

    /**
     * The same, locked until the transaction ends. A key that nobody knew is taken down at revision 0, so that two
     * batches that bring the same new decision meet here.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<Source.Key, Source> lock(Collection<Source.Key> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        var sorted = new TreeSet<>(keys);
        var providers = sorted.stream().map(Source.Key::provider).toArray(String[]::new);
        var ids = sorted.stream().map(Source.Key::sourceRecordId).toArray(String[]::new);
        jdbc.sql("""
                insert into source_record (provider, source_record_id, revision, withdrawn)
                select provider, source_record_id, 0, false
                  from unnest(:providers, :ids) with ordinality as k (provider, source_record_id, nth)
                 order by nth
                on conflict (provider, source_record_id) do nothing
                """).param("providers", providers).param("ids", ids).update();
        return jdbc.sql("""
                        select s.provider, s.source_record_id, s.revision, s.withdrawn, s.record_id
                          from unnest(:providers, :ids) with ordinality as k (provider, source_record_id, nth)
                          join source_record s on s.provider = k.provider and s.source_record_id = k.source_record_id
                         order by k.nth
                           for update of s
                        """).param("providers", providers).param("ids", ids).query(Ledger::source).list().stream()
                .collect(Collectors.toMap(Source::key, Function.identity()));
    }

    /** Records by id, locked until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<UUID, CreditRecord> lockRecords(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(SELECT + """
                         where id = any(:ids)
                         order by id
                           for update
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, _) -> record(row))
                .list()
                .stream()
                .collect(Collectors.toMap(CreditRecord::id, Function.identity()));
    }

    public Optional<CreditRecord> find(@Nullable UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query((row, _) -> record(row))
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
        return jdbc.sql(SELECT + """
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
                .query((row, _) -> record(row))
                .list();
    }

    /** Takes down what the sources, locked before, have told us now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void update(Collection<Source> sources) {
        if (sources.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update source_record s
                   set revision = n.revision, withdrawn = n.withdrawn, record_id = n.record_id
                  from unnest(:providers, :ids, :revisions, :withdrawn, :records)
                       as n (provider, source_record_id, revision, withdrawn, record_id)
                 where s.provider = n.provider and s.source_record_id = n.source_record_id
                """)
                .param(
                        "providers",
                        sources.stream().map(source -> source.key().provider()).toArray(String[]::new))
                .param(
                        "ids",
                        sources.stream()
                                .map(source -> source.key().sourceRecordId())
                                .toArray(String[]::new))
                .param("revisions", sources.stream().map(Source::revision).toArray(Integer[]::new))
                .param("withdrawn", sources.stream().map(Source::withdrawn).toArray(Boolean[]::new))
                .param("records", sources.stream().map(Source::recordId).toArray(UUID[]::new))
                .update();
    }

    /**
     * Writes changes, in the order in which they happened: the record as it is after the last of them, a version for
     * each, and an announcement for each.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        var latest = new LinkedHashMap<UUID, CreditRecord>();
        changes.forEach(change -> latest.put(change.record().id(), change.record()));
        upsert(latest.values());

        var announcements = changes.stream()
                .map(change -> RecordChanged.of(change.record(), change.cause()))
                .toList();
        append(announcements);
        outbox.append(announcements.stream()
                .map(changed -> new Outgoing(
                        TOPIC,
                        changed.subjectId().toString(),
                        RecordChanged.TYPE,
                        changed.recordId().toString(),
                        changed))
                .toList());
    }

    private void upsert(Collection<CreditRecord> records) {
        // One JSON array instead of thirty SQL arrays: the same single statement, readable by column name.
        jdbc.sql("""
                insert into record (id, version, subject_id, record_type, domain, national_class, polarity, severity, provider,
                                    department, division, source_record_id, revision, decision_number, legal_bases,
                                    occurred_on, decided_on, effective_on, notice_served_on, final_basis, answer_until,
                                    final_on, display_until, min_display_until, repairable, standing, withdrawn_from,
                                    disputed, duty_performed, statement, facts, reported_at, changed_at)
                select id, version, subject_id, record_type, domain, national_class, polarity, severity, provider,
                       department, division, source_record_id, revision, decision_number, legal_bases,
                       occurred_on, decided_on, effective_on, notice_served_on, final_basis, answer_until,
                       final_on, display_until, min_display_until, repairable, standing, withdrawn_from,
                       disputed, duty_performed, statement, facts, reported_at, changed_at
                  from json_to_recordset(:rows::json)
                       as n (id uuid, version int, subject_id uuid, record_type text, domain text, national_class text,
                             polarity text, severity text, provider text, department text, division text,
                             source_record_id text, revision int, decision_number text, legal_bases text[],
                             occurred_on date, decided_on date, effective_on date, notice_served_on date, final_basis text,
                             answer_until date, final_on date, display_until date, min_display_until date,
                             repairable boolean, standing text, withdrawn_from text, disputed boolean,
                             duty_performed boolean, statement text, facts jsonb, reported_at timestamptz,
                             changed_at timestamptz)
                on conflict (id) do update
                   set version = excluded.version, domain = excluded.domain, record_type = excluded.record_type,
                       national_class = excluded.national_class, polarity = excluded.polarity,
                       severity = excluded.severity, division = excluded.division, revision = excluded.revision,
                       decision_number = excluded.decision_number, legal_bases = excluded.legal_bases,
                       occurred_on = excluded.occurred_on, decided_on = excluded.decided_on,
                       effective_on = excluded.effective_on, notice_served_on = excluded.notice_served_on,
                       final_basis = excluded.final_basis, answer_until = excluded.answer_until,
                       final_on = excluded.final_on, display_until = excluded.display_until,
                       min_display_until = excluded.min_display_until, repairable = excluded.repairable,
                       standing = excluded.standing, withdrawn_from = excluded.withdrawn_from,
                       disputed = excluded.disputed, duty_performed = excluded.duty_performed,
                       statement = excluded.statement, facts = excluded.facts, changed_at = excluded.changed_at
                 where record.version < excluded.version
                """)
                .param(
                        "rows",
                        json.writeValueAsString(
                                records.stream().map(RecordRow::of).toList()))
                .update();
    }

    private void append(List<RecordChanged> changes) {
        jdbc.sql("""
                insert into record_version (record_id, version, cause, content, changed_at)
                select record_id, version, cause, content, :changedAt
                  from unnest(:ids, :versions, :causes, :contents::jsonb[]) as n (record_id, version, cause, content)
                """)
                .param("ids", changes.stream().map(RecordChanged::recordId).toArray(UUID[]::new))
                .param("versions", changes.stream().map(RecordChanged::version).toArray(Integer[]::new))
                .param(
                        "causes",
                        changes.stream().map(change -> change.cause().name()).toArray(String[]::new))
                .param(
                        "contents",
                        changes.stream().map(json::writeValueAsString).toArray(String[]::new))
                .param("changedAt", changes.getFirst().changedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Source source(ResultSet row, int number) throws SQLException {
        return new Source(
                new Source.Key(row.getString("provider"), row.getString("source_record_id")),
                row.getInt("revision"),
                row.getBoolean("withdrawn"),
                row.getObject("record_id", UUID.class));
    }

    private CreditRecord record(ResultSet row) throws SQLException {
        var severity = row.getString("severity");
        var withdrawnFrom = row.getString("withdrawn_from");
        return new CreditRecord(
                row.getObject("id", UUID.class),
                row.getInt("version"),
                row.getObject("subject_id", UUID.class),
                row.getString("provider"),
                row.getString("department"),
                row.getString("source_record_id"),
                row.getInt("revision"),
                new CreditRecord.Decision(
                        row.getString("record_type"),
                        row.getString("domain"),
                        row.getString("national_class"),
                        Polarity.valueOf(row.getString("polarity")),
                        severity == null ? null : Severity.valueOf(severity),
                        row.getBoolean("repairable"),
                        row.getString("division"),
                        row.getString("decision_number"),
                        List.of((String[]) row.getArray("legal_bases").getArray()),
                        day(row, "notice_served_on"),
                        row.getString("final_basis"),
                        new RecordDates(
                                row.getObject("occurred_on", LocalDate.class),
                                row.getObject("decided_on", LocalDate.class),
                                row.getObject("effective_on", LocalDate.class),
                                day(row, "answer_until"),
                                day(row, "final_on"),
                                row.getObject("display_until", LocalDate.class),
                                row.getObject("min_display_until", LocalDate.class)),
                        json.readValue(row.getString("facts"), FACTS)),
                Standing.valueOf(row.getString("standing")),
                withdrawnFrom == null ? null : Standing.valueOf(withdrawnFrom),
                row.getBoolean("disputed"),
                row.getString("statement"),
                row.getObject("reported_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }
}
