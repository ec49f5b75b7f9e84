package org.chengxin.identity.registry;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.chassis.events.Outbox;
import org.chengxin.identity.document.IdentityDocument;
import org.chengxin.identity.vault.Lookup;
import org.chengxin.identity.vault.LookupHash;
import org.chengxin.identity.vault.SealedFor;
import org.chengxin.identity.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What changes in the life of a person, in tables subject and identity_document; each change is announced with it. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class SubjectChanges {

    private static final String TOPIC = "subject-changes";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Lookup lookup;
    private final DocumentHashes hashes;
    private final FormerNames formerNames;
    private final Subjects subjects;
    private final Outbox outbox;
    private final Clock clock;

    SubjectChanges(
            JdbcClient jdbc,
            Vault vault,
            Lookup lookup,
            DocumentHashes hashes,
            FormerNames formerNames,
            Subjects subjects,
            Outbox outbox,
            Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.lookup = lookup;
        this.hashes = hashes;
        this.formerNames = formerNames;
        this.subjects = subjects;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** {@code subject.renamed.v1}. */
    record SubjectRenamed(UUID subjectId, Instant changedAt) {}

    /** {@code subject.document-added.v1}. */
    record SubjectDocumentAdded(UUID subjectId, Instant changedAt) {}

    /** {@code subject.deceased.v1}. */
    record SubjectDeceased(UUID subjectId, LocalDate diedOn, Instant recordedAt) {}

    /** {@code subject.merged.v1}. */
    record SubjectMerged(UUID mergeId, UUID survivorId, UUID mergedId, Instant mergedAt) {}

    /** {@code subject.split.v1}. */
    record SubjectSplit(UUID mergeId, UUID survivorId, UUID restoredId, Instant splitAt) {}

    /** The person, held until the end of the transaction: nothing else changes about them meanwhile. */
    public Optional<SubjectProfile> hold(UUID subjectId) {
        return holdAll(List.of(subjectId)).stream().findFirst();
    }

    /** The persons in the order of the ids, held in one order that all transactions share. */
    public List<SubjectProfile> holdAll(List<UUID> subjectIds) {
        jdbc.sql("select id from subject where id = any (:ids::uuid[]) order by id for update")
                .param("ids", subjectIds.stream().map(UUID::toString).toArray(String[]::new))
                .query(UUID.class)
                .list();
        return subjects.profiles(subjectIds);
    }

    /** Public security stands behind the new name; the old one is kept, because older records carry it. */
    public void rename(Subject person, PersonName name) {
        var now = Instant.now(clock);
        formerNames.keep(person.id(), person.name(), now);
        var sealed = vault.seal(name.asGiven(), SealedFor.name(person.id()));
        jdbc.sql("""
                update subject
                set sealed_name = :sealedName, name_key = :nameKey, renamed = true, verification = 'VERIFIED'
                where id = :id
                """)
                .param("sealedName", sealed.box())
                .param("nameKey", sealed.key())
                .param("id", person.id())
                .update();
        announce(person.id(), "subject.renamed.v1", new SubjectRenamed(person.id(), now));
    }

    /** @return false when somebody else has the document */
    public boolean addDocument(UUID subjectId, IdentityDocument document) {
        var id = UUID.randomUUID();
        if (hashes.take(Map.of(id, document)).isEmpty()) {
            return false;
        }
        var now = Instant.now(clock);
        var sealed = vault.seal(document.number(), SealedFor.documentNumber(id));
        jdbc.sql("""
                insert into identity_document (id, subject_id, type, sealed_number, number_key, added_at)
                values (:id, :subjectId, :type, :sealedNumber, :numberKey, :now)
                """)
                .param("id", id)
                .param("subjectId", subjectId)
                .param("type", document.type().name())
                .param("sealedNumber", sealed.box())
                .param("numberKey", sealed.key())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        announce(subjectId, "subject.document-added.v1", new SubjectDocumentAdded(subjectId, now));
        return true;
    }

    /** A wrong number ends: it is kept for the record, finds nobody, and is free for whom it belongs to. */
    public void endDocument(UUID subjectId, IdentityDocument document) {
        var documentIds = jdbc.sql("""
                update identity_document d
                set ended_at = :now
                from document_hash h
                where h.document_id = d.id and d.subject_id = :subjectId
                  and h.hash = any (array(select decode(h, 'hex') from unnest(:hashes) as h))
                returning d.id
                """)
                .param("now", Instant.now(clock).atOffset(ZoneOffset.UTC))
                .param("subjectId", subjectId)
                .param(
                        "hashes",
                        lookup.of(document).stream().map(LookupHash::hex).toArray(String[]::new))
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
        hashes.release(documentIds);
    }

    /** The display of everything ends with the life (rule Q-8). */
    public void recordDeath(UUID subjectId, LocalDate diedOn) {
        var now = Instant.now(clock);
        jdbc.sql("update subject set died_on = :diedOn, death_recorded_at = :now where id = :id")
                .param("diedOn", diedOn)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", subjectId)
                .update();
        announce(subjectId, "subject.deceased.v1", new SubjectDeceased(subjectId, diedOn, now));
    }

    /** From now on answers about the merged one name the survivor; nothing else of either is touched. */
    public void merge(UUID mergeId, UUID survivorId, UUID mergedId) {
        jdbc.sql("update subject set merged_into = :survivorId where id = :mergedId")
                .param("survivorId", survivorId)
                .param("mergedId", mergedId)
                .update();
        announce(survivorId, "subject.merged.v1", new SubjectMerged(mergeId, survivorId, mergedId, Instant.now(clock)));
    }

    /** Exactly the way back. */
    public void split(UUID mergeId, UUID survivorId, UUID restoredId) {
        jdbc.sql("update subject set merged_into = null where id = :restoredId")
                .param("restoredId", restoredId)
                .update();
        announce(survivorId, "subject.split.v1", new SubjectSplit(mergeId, survivorId, restoredId, Instant.now(clock)));
    }

    /** Whether other subjects are merged into this one. */
    public boolean standsForOthers(UUID subjectId) {
        return jdbc.sql("select exists (select 1 from subject where merged_into = :id)")
                .param("id", subjectId)
                .query(Boolean.class)
                .single();
    }

    private void announce(UUID key, String type, Object change) {
        outbox.append(TOPIC, key.toString(), type, key.toString(), change);
    }
}
