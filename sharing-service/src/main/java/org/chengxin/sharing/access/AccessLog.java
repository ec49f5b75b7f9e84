package org.chengxin.sharing.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.sharing.access.AccessEntry.Outcome;
import org.chengxin.sharing.ledger.AccessLedger;
import org.chengxin.sharing.ledger.AccessLedger.Leaf;
import org.chengxin.sharing.ledger.AccessLedger.Proof;
import org.chengxin.sharing.ledger.OneMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Table access_entry. Entries are added, never changed and never taken away before their ten years. */
@Repository
public class AccessLog {

    /** The name under which looks through this service stand in the log. */
    public static final String HERE = "sharing-service";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AccessLedger ledger;
    private final BulkPulls bulkPulls;

    AccessLog(JdbcClient jdbc, JsonMapper json, AccessLedger ledger, BulkPulls bulkPulls) {
        this.jdbc = jdbc;
        this.json = json;
        this.ledger = ledger;
        this.bulkPulls = bulkPulls;
    }

    /** Writes entries in the transaction of the look itself; an entry that is there already stays as it is. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(List<AccessEntry> all) {
        // As precise as the table is, so that the hashed words can be written again from it.
        var entries = all.stream()
                .map(entry -> entry.at(entry.at().truncatedTo(ChronoUnit.MICROS)))
                .toList();
        ledger.enter(entries.stream().map(this::leaf).toList());
        jdbc.sql("""
                        insert into access_entry (subject_id, access_id, at, organisation, service, purpose,
                                                  matter_number, legal_basis, outcome, record_types, staff_number,
                                                  consent_id, break_glass, hidden_until)
                        select e."subjectId", e."accessId", e."at", e."organisation", e."service", e."purpose",
                               e."matterNumber", e."legalBasis", e."outcome", e."recordTypes", e."staffNumber",
                               e."consentId", e."breakGlass", e."hiddenUntil"
                        from jsonb_to_recordset(cast(:entries as jsonb)) as e (
                            "subjectId" uuid, "accessId" uuid, "at" timestamptz, "organisation" text, "service" text,
                            "purpose" text, "matterNumber" text, "legalBasis" text, "outcome" text,
                            "recordTypes" text[], "staffNumber" text, "consentId" uuid, "breakGlass" text,
                            "hiddenUntil" date)
                        on conflict (subject_id, access_id) do nothing
                        """).param("entries", json.writeValueAsString(entries)).update();
    }

    /** As {@link #write(List)}, one entry, in a message that is sent in the transaction of the look. */
    public void write(AccessEntry entry, OneMessage message) {
        var precise = entry.at(entry.at().truncatedTo(ChronoUnit.MICROS));
        ledger.enter(leaf(precise), message);
        message.add("""
                        insert into access_entry (subject_id, access_id, at, organisation, service, purpose,
                                                  matter_number, legal_basis, outcome, record_types, staff_number,
                                                  consent_id, break_glass, hidden_until)
                        values (:accessSubjectId, :accessId, :accessAt, :organisation, :service, :purpose,
                                :matterNumber, :legalBasis, :outcome, :recordTypes, :staffNumber,
                                :consentId, :breakGlass, :hiddenUntil)
                        on conflict (subject_id, access_id) do nothing
                        """)
                .with("accessSubjectId", precise.subjectId())
                .with("accessId", precise.accessId())
                .with("accessAt", precise.at().atOffset(ZoneOffset.UTC))
                .with("organisation", precise.organisation())
                .with("service", precise.service())
                .with("purpose", precise.purpose())
                .with("matterNumber", precise.matterNumber())
                .with("legalBasis", precise.legalBasis())
                .with("outcome", precise.outcome().name())
                .with("recordTypes", precise.recordTypes().toArray(String[]::new))
                .with("staffNumber", precise.staffNumber())
                .with("consentId", precise.consentId())
                .with("breakGlass", precise.breakGlass())
                .with("hiddenUntil", precise.hiddenUntil());
    }

    /**
     * What a person reads of their log, newest first: looks at them, and bulk pulls that one of their records was part of.
     */
    List<AccessEntry> newestFirst(UUID subjectId, LocalDate today, @Nullable Position before, int limit) {
        return jdbc.sql("""
                        with mine as materialized (
                            select s.number, s.record_type from shared_record s
                            where s.subject_id in (select p.id from ids_of_person(:subjectId) as p (id)))
                        select access_id, subject_id, at, organisation, service, purpose, matter_number, legal_basis,
                               outcome, record_types, staff_number, consent_id, break_glass, hidden_until
                        from (
                            select e.access_id, e.subject_id, e.at, e.organisation, e.service, e.purpose,
                                   e.matter_number, e.legal_basis, e.outcome, e.record_types, e.staff_number,
                                   e.consent_id, e.break_glass, e.hidden_until
                            from access_entry e
                            where e.subject_id in (select p.id from ids_of_person(:subjectId) as p (id))
                              and (e.hidden_until is null or e.hidden_until <= :today)
                            union all
                            select b.pull_id, :subjectId, b.at, b.receiver, :here, b.purpose, null, b.legal_basis,
                                   'ANSWERED',
                                   (select array_agg(distinct m.record_type order by m.record_type)
                                    from mine m where m.number = any (b.records)),
                                   null, null, null, cast(null as date)
                            from bulk_pull b
                            where b.records && (select array_agg(m.number) from mine m)) l
                        where cast(:at as timestamptz) is null
                           or (at, access_id) < (cast(:at as timestamptz), cast(:accessId as uuid))
                        order by at desc, access_id desc
                        limit :limit
                        """)
                .param("subjectId", subjectId)
                .param("here", HERE)
                .param("today", today)
                .param("at", before == null ? null : before.at().atOffset(ZoneOffset.UTC))
                .param("accessId", before == null ? null : before.accessId())
                .param("limit", limit)
                .query((row, _) -> entry(row))
                .list();
    }

    /** That an entry of this person is in the signed log; empty when it is not theirs or has no place yet. */
    Optional<Proof> proof(UUID subjectId, LocalDate today, UUID accessId) {
        return jdbc.sql("""
                        select access_id, subject_id, at, organisation, service, purpose, matter_number, legal_basis,
                               outcome, record_types, staff_number, consent_id, break_glass, hidden_until
                        from access_entry
                        where access_id = :accessId
                          and subject_id in (select p.id from ids_of_person(:subjectId) as p (id))
                          and (hidden_until is null or hidden_until <= :today)
                        """)
                .param("subjectId", subjectId)
                .param("accessId", accessId)
                .param("today", today)
                .query((row, _) -> entry(row))
                .optional()
                .map(this::leaf)
                .or(() -> bulkPulls.leafFor(subjectId, accessId))
                .flatMap(ledger::proof);
    }

    /** The words that are hashed; a later release must not change them for entries that are there. */
    private Leaf leaf(AccessEntry entry) {
        var words = new LinkedHashMap<String, Object>();
        words.put("accessId", entry.accessId());
        words.put("subjectId", entry.subjectId());
        words.put("at", entry.at().toString());
        words.put("organisation", entry.organisation());
        words.put("service", entry.service());
        words.put("purpose", entry.purpose());
        words.put("matterNumber", entry.matterNumber());
        words.put("legalBasis", entry.legalBasis());
        words.put("outcome", entry.outcome());
        words.put("recordTypes", entry.recordTypes());
        words.put("staffNumber", entry.staffNumber());
        words.put("consentId", entry.consentId());
        words.put("breakGlass", entry.breakGlass());
        return new Leaf(entry.accessId(), entry.subjectId(), json.writeValueAsString(words));
    }

    /** Keyset of a person's log. */
    record Position(Instant at, UUID accessId) {}

    private static AccessEntry entry(ResultSet row) throws SQLException {
        return new AccessEntry(
                row.getObject("access_id", UUID.class),
                row.getObject("subject_id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("organisation"),
                row.getString("service"),
                row.getString("purpose"),
                row.getString("matter_number"),
                row.getString("legal_basis"),
                Outcome.valueOf(row.getString("outcome")),
                Arrays.asList((String[]) row.getArray("record_types").getArray()),
                row.getString("staff_number"),
                row.getObject("consent_id", UUID.class),
                row.getString("break_glass"),
                row.getObject("hidden_until", LocalDate.class));
    }
}
