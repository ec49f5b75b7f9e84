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

    private record Found(IdentityDocument document, Stored subject) {}

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
        var questions = hashes.about(documents);
        var rows = jdbc.sql("""
                -- The select keeps from the planner how many there are: a plan for each number costs five times the search.
                select q.nth, s.id, s.sealed_name, s.name_key, s.verification, s.merged_into, s.renamed
                from unnest((select cast(:hashes as bytea[]))) with ordinality as q (hash, nth)
                join document_hash h on h.hash = q.hash
                join identity_document d on d.id = h.document_id
                join subject s on s.id = d.subject_id
                """)
                .param("hashes", questions.hashes())
                .query((row, _) -> new Found(questions.documents().get(row.getInt(1) - 1), stored(row, 2)))
                .list();
        var former = formerNames.of(rows.stream()
                .map(Found::subject)
                .filter(Stored::renamed)
                .map(stored -> stored.subject().id())
                .toList());
        for (var row : rows) {
            var subject = row.subject().subject();
            var names = former.get(subject.id());
            found.put(row.document(), names == null ? subject : subject.onceCalled(names));
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
                        stored(row, 1).subject(),
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
     * @return the persons that are really new, by their document
     */
    @Transactional
    public Map<IdentityDocument, Subject> addAll(List<NewSubject> newcomers) {
        if (newcomers.isEmpty()) {
            return Map.of();
        }
        var byDocumentId = new LinkedHashMap<UUID, NewSubject>();
        newcomers.forEach(newcomer -> byDocumentId.put(UUID.randomUUID(), newcomer));
        var documents = new LinkedHashMap<UUID, IdentityDocument>();
        byDocumentId.forEach((id, newcomer) -> documents.put(id, newcomer.document()));
        var rows = new NewSubjectRows(vault);
        var added = new LinkedHashMap<IdentityDocument, Subject>();
        hashes.take(documents).forEach(id -> {
            var newcomer = Objects.requireNonNull(byDocumentId.get(id));
            added.put(newcomer.document(), rows.add(id, newcomer));
        });
        if (!added.isEmpty()) {
            store(rows, added.values());
        }
        return added;
    }

    private void store(NewSubjectRows rows, Collection<Subject> added) {
        var now = Instant.now(clock);
        rows.insert(jdbc, now);
        pending.begin(added.stream()
                .filter(subject -> subject.verification() == Verification.UNVERIFIED)
                .map(Subject::id)
                .toList());
        outbox.append(added.stream()
                .map(Subject::id)
                .map(id -> new Outgoing(
                        SubjectRegistered.TOPIC,
                        id.toString(),
                        SubjectRegistered.TYPE,
                        id.toString(),
                        new SubjectRegistered(id, now)))
                .toList());
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

    private static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    /** Six columns from this one on; by their places, because a name is searched for anew in each of a thousand rows. */
    private Stored stored(ResultSet row, int first) throws SQLException {
        var id = row.getObject(first, UUID.class);
        var sealed = new Sealed(row.getString(first + 2), row.getString(first + 1));
        var subject = new Subject(
                id,
                new PersonName(vault.open(sealed, SealedFor.name(id))),
                List.of(),
                Verification.valueOf(row.getString(first + 3)),
                row.getObject(first + 4, UUID.class));
        return new Stored(subject, row.getBoolean(first + 5));
    }

    private IdentityDocument document(ResultSet row) throws SQLException {
        var sealed = new Sealed(row.getString("number_key"), row.getString("sealed_number"));
        var number = vault.open(sealed, SealedFor.documentNumber(row.getObject("id", UUID.class)));
        return new IdentityDocument(DocumentType.valueOf(row.getString("type")), number);
    }
}
