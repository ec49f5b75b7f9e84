package org.chengxin.identity.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.chengxin.chassis.events.Outbox;
import org.chengxin.chassis.events.Outgoing;
import org.chengxin.identity.document.DocumentType;
import org.chengxin.identity.document.IdentityDocument;
import org.chengxin.identity.vault.Sealed;
import org.chengxin.identity.vault.SealedFor;
import org.chengxin.identity.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Tables subject and identity_document; the only place where numbers and names are encrypted and opened. */
@Repository
public class Subjects {

    private final JdbcClient jdbc;
    private final Vault vault;
    private final DocumentHashes hashes;
    private final FormerNames formerNames;
    private final PendingVerifications pending;
    private final Outbox outbox;
    private final Clock clock;

    Subjects(
            JdbcClient jdbc,
            Vault vault,
            DocumentHashes hashes,
            FormerNames formerNames,
            PendingVerifications pending,
            Outbox outbox,
            Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.hashes = hashes;
        this.formerNames = formerNames;
        this.pending = pending;
        this.outbox = outbox;
        this.clock = clock;
    }

    private record Found(String hash, Stored subject) {}

    /** A row of table subject; the name is opened when it is known whether there were others before. */
    private record Stored(Subject subject, boolean renamed) {}

    public Optional<Subject> find(IdentityDocument document) {
        return Optional.ofNullable(findAll(Set.of(document)).get(document));
    }

    /** The persons to whom these documents belong, with one statement; documents that nobody has are left out. */
    public Map<IdentityDocument, Subject> findAll(Collection<IdentityDocument> documents) {
        var found = new HashMap<IdentityDocument, Subject>();
        if (documents.isEmpty()) {
            return found;
        }
        var documentOf = new HashMap<String, IdentityDocument>();
        hashes.of(documents).forEach((hash, document) -> documentOf.put(hash.hex(), document));
        var rows = jdbc.sql("""
                select encode(h.hash, 'hex') as hash,
                       s.id, s.sealed_name, s.name_key, s.verification, s.merged_into, s.renamed
                from document_hash h
                join identity_document d on d.id = h.document_id
                join subject s on s.id = d.subject_id
                where h.hash = any (array(select decode(h, 'hex') from unnest(:hashes) as h))
                """)
                .param("hashes", documentOf.keySet().toArray(String[]::new))
                .query((row, _) -> new Found(row.getString("hash"), stored(row)))
                .list();
        var complete = withFormerNames(rows.stream().map(Found::subject).toList());
        for (var row : rows) {
            found.put(
                    Objects.requireNonNull(documentOf.get(row.hash())),
                    Objects.requireNonNull(complete.get(row.subject().subject().id())));
        }
        return found;
    }

    public Optional<SubjectProfile> profile(UUID subjectId) {
        return profiles(List.of(subjectId)).stream().findFirst();
    }

    /** The persons with these ids and their documents, in the order of the ids; unknown ids are left out. */
    public List<SubjectProfile> profiles(Collection<UUID> subjectIds) {
        var ids = new LinkedHashSet<>(subjectIds);
        var documents = documentsOf(ids);
        var found = new HashMap<UUID, SubjectProfile>();
        jdbc.sql("""
                select id, sealed_name, name_key, verification, merged_into, renamed, registered_at, died_on
                from subject
                where id = any (:ids::uuid[])
                """)
                .param("ids", texts(ids))
                .query((row, _) -> new SubjectProfile(
                        stored(row).subject(),
                        row.getObject("registered_at", OffsetDateTime.class).toInstant(),
                        row.getObject("died_on", LocalDate.class),
                        documents.getOrDefault(row.getObject("id", UUID.class), List.of())))
                .list()
                .forEach(profile -> found.put(profile.subject().id(), profile));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /**
     * Registers persons and announces each; those whose document is known by now are left alone (constraint
     * one_subject_per_document decides the race).
     *
     * @return the ids of the persons that are really new
     */
    @Transactional
    public Set<UUID> addAll(List<NewSubject> newcomers) {
        if (newcomers.isEmpty()) {
            return Set.of();
        }
        var byDocumentId = new LinkedHashMap<UUID, NewSubject>();
        newcomers.forEach(newcomer -> byDocumentId.put(UUID.randomUUID(), newcomer));
        var documents = new LinkedHashMap<UUID, IdentityDocument>();
        byDocumentId.forEach((id, newcomer) -> documents.put(id, newcomer.document()));
        var rows = new NewSubjectRows(vault);
        hashes.take(documents).forEach(id -> rows.add(id, Objects.requireNonNull(byDocumentId.get(id))));
        if (rows.isEmpty()) {
            return Set.of();
        }
        var now = Instant.now(clock);
        rows.insert(jdbc, now);
        var added = rows.subjectIds();
        pending.beginForUnverified(added);
        outbox.append(added.stream()
                .map(id -> new Outgoing(
                        SubjectRegistered.TOPIC,
                        id.toString(),
                        SubjectRegistered.TYPE,
                        id.toString(),
                        new SubjectRegistered(id, now)))
                .toList());
        return added;
    }

    /** Their own documents first, then those of subjects that were merged into them; ended ones are left out. */
    private Map<UUID, List<IdentityDocument>> documentsOf(Collection<UUID> subjectIds) {
        var documents = new HashMap<UUID, List<IdentityDocument>>();
        jdbc.sql("""
                select d.owner, d.id, d.type, d.sealed_number, d.number_key
                from (
                    select own.subject_id as owner, 1 as nearness, own.id, own.type, own.sealed_number, own.number_key,
                           own.added_at, own.ended_at
                    from identity_document own
                    where own.subject_id = any (:subjectIds::uuid[])
                    union all
                    select s.merged_into, 2, theirs.id, theirs.type, theirs.sealed_number, theirs.number_key,
                           theirs.added_at, theirs.ended_at
                    from subject s
                    join identity_document theirs on theirs.subject_id = s.id
                    where s.merged_into = any (:subjectIds::uuid[])
                ) d
                where d.ended_at is null
                order by d.owner, d.nearness, d.added_at, d.id
                """)
                .param("subjectIds", texts(subjectIds))
                .query((row, _) -> Map.entry(row.getObject("owner", UUID.class), document(row)))
                .list()
                .forEach(entry -> documents
                        .computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        return documents;
    }

    private Map<UUID, Subject> withFormerNames(List<Stored> stored) {
        var renamed = stored.stream()
                .filter(Stored::renamed)
                .map(row -> row.subject().id())
                .toList();
        var former = formerNames.of(renamed);
        var complete = new HashMap<UUID, Subject>();
        for (var row : stored) {
            var subject = row.subject();
            complete.put(
                    subject.id(),
                    new Subject(
                            subject.id(),
                            subject.name(),
                            former.getOrDefault(subject.id(), List.of()),
                            subject.verification(),
                            subject.mergedInto()));
        }
        return complete;
    }

    private static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    private Stored stored(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var sealed = new Sealed(row.getString("name_key"), row.getString("sealed_name"));
        var subject = new Subject(
                id,
                new PersonName(vault.open(sealed, SealedFor.name(id))),
                List.of(),
                Verification.valueOf(row.getString("verification")),
                row.getObject("merged_into", UUID.class));
        return new Stored(subject, row.getBoolean("renamed"));
    }

    private IdentityDocument document(ResultSet row) throws SQLException {
        var sealed = new Sealed(row.getString("number_key"), row.getString("sealed_number"));
        var number = vault.open(sealed, SealedFor.documentNumber(row.getObject("id", UUID.class)));
        return new IdentityDocument(DocumentType.valueOf(row.getString("type")), number);
    }
}
