package org.chengxin.identity.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
import org.chengxin.identity.realname.RealNameEntries;
import org.chengxin.identity.vault.Lookup;
import org.chengxin.identity.vault.LookupHash;
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
    private final Lookup lookup;
    private final PendingVerifications pending;
    private final RealNameEntries realNames;
    private final Outbox outbox;
    private final Clock clock;

    Subjects(
            JdbcClient jdbc,
            Vault vault,
            Lookup lookup,
            PendingVerifications pending,
            RealNameEntries realNames,
            Outbox outbox,
            Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.lookup = lookup;
        this.pending = pending;
        this.realNames = realNames;
        this.outbox = outbox;
        this.clock = clock;
    }

    public Optional<Subject> find(LookupHash hash) {
        return Optional.ofNullable(findAll(Set.of(hash)).get(hash));
    }

    /** The persons to whom these documents belong, with one statement; documents that nobody has are left out. */
    public Map<LookupHash, Subject> findAll(Collection<LookupHash> hashes) {
        var found = new HashMap<LookupHash, Subject>();
        if (hashes.isEmpty()) {
            return found;
        }
        jdbc.sql("""
                select encode(d.lookup_hash, 'hex') as hash, s.id, s.sealed_name, s.name_key, s.verification
                from identity_document d
                join subject s on s.id = d.subject_id
                where d.lookup_hash = any (array(select decode(h, 'hex') from unnest(:hashes) as h))
                """)
                .param("hashes", hashes.stream().map(LookupHash::hex).toArray(String[]::new))
                .query((row, _) -> Map.entry(new LookupHash(row.getString("hash")), subject(row)))
                .list()
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
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
                select id, sealed_name, name_key, verification, registered_at
                from subject
                where id = any (:ids::uuid[])
                """)
                .param("ids", texts(ids))
                .query((row, _) -> new SubjectProfile(
                        subject(row),
                        row.getObject("registered_at", OffsetDateTime.class).toInstant(),
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
        // Always in the order of the hashes: two batches with the same persons wait for each other, not in a circle.
        var ordered = newcomers.stream()
                .sorted((one, other) -> one.hash().compareTo(other.hash()))
                .toList();
        var now = Instant.now(clock);
        var rows = new NewRows(ordered.size());
        for (var newcomer : ordered) {
            rows.add(newcomer, vault);
        }
        var added = new HashSet<>(jdbc.sql("""
                with candidate as (
                    select c.nth, c.subject_id::uuid, c.document_id::uuid, c.type, decode(c.hash, 'hex') as lookup_hash,
                           c.sealed_number, c.number_key, c.sealed_name, c.name_key, c.verification
                    from unnest(:subjectIds, :documentIds, :types, :hashes, :numbers, :numberKeys, :names, :nameKeys,
                                :verifications)
                        with ordinality as c (subject_id, document_id, type, hash, sealed_number, number_key,
                                              sealed_name, name_key, verification, nth)
                ), document as (
                    insert into identity_document
                        (id, subject_id, type, lookup_hash, lookup_key, sealed_number, number_key, added_at)
                    select document_id, subject_id, type, lookup_hash, :lookupKey, sealed_number, number_key, :now
                    from candidate
                    order by nth
                    on conflict (lookup_hash) do nothing
                    returning subject_id
                )
                insert into subject (id, sealed_name, name_key, verification, registered_at)
                select c.subject_id, c.sealed_name, c.name_key, c.verification, :now
                from candidate c
                join document d on d.subject_id = c.subject_id
                order by c.nth
                returning id
                """)
                .param("subjectIds", rows.subjectIds)
                .param("documentIds", rows.documentIds)
                .param("types", rows.types)
                .param("hashes", rows.hashes)
                .param("numbers", rows.numbers)
                .param("numberKeys", rows.numberKeys)
                .param("names", rows.names)
                .param("nameKeys", rows.nameKeys)
                .param("verifications", rows.verifications)
                .param("lookupKey", lookup.keyName())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list());
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

    /** The authority stands behind this name: it replaces one that nobody has confirmed, and never a verified one. */
    @Transactional
    public boolean verify(UUID subjectId, PersonName name) {
        var sealedName = vault.seal(name.asGiven(), SealedFor.name(subjectId));
        var verified = jdbc.sql("""
                update subject set verification = 'VERIFIED', sealed_name = :sealedName, name_key = :nameKey
                where id = :id and verification <> 'VERIFIED'
                """)
                        .param("id", subjectId)
                        .param("sealedName", sealedName.box())
                        .param("nameKey", sealedName.key())
                        .update()
                == 1;
        if (verified) {
            pending.end(subjectId);
            realNames.confirm(subjectId, LocalDate.now(clock));
        }
        return verified;
    }

    /** The authority does not stand behind number and name: keeps what it said, unless somebody was verified since. */
    @Transactional
    public void settle(UUID subjectId, Verification verification) {
        jdbc.sql("""
                update subject set verification = :verification
                where id = :id and verification <> 'VERIFIED'
                """)
                .param("id", subjectId)
                .param("verification", verification.name())
                .update();
        pending.end(subjectId);
    }

    private Map<UUID, List<IdentityDocument>> documentsOf(Collection<UUID> subjectIds) {
        var documents = new HashMap<UUID, List<IdentityDocument>>();
        jdbc.sql("""
                select d.subject_id, d.id, d.type, d.sealed_number, d.number_key
                from identity_document d
                where d.subject_id = any (:subjectIds::uuid[])
                order by d.subject_id, d.added_at, d.id
                """)
                .param("subjectIds", texts(subjectIds))
                .query((row, _) -> Map.entry(row.getObject("subject_id", UUID.class), document(row)))
                .list()
                .forEach(entry -> documents
                        .computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        return documents;
    }

    private static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    private Subject subject(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var sealed = new Sealed(row.getString("name_key"), row.getString("sealed_name"));
        return new Subject(
                id,
                new PersonName(vault.open(sealed, SealedFor.name(id))),
                Verification.valueOf(row.getString("verification")));
    }

    private IdentityDocument document(ResultSet row) throws SQLException {
        var sealed = new Sealed(row.getString("number_key"), row.getString("sealed_number"));
        var number = vault.open(sealed, SealedFor.documentNumber(row.getObject("id", UUID.class)));
        return new IdentityDocument(DocumentType.valueOf(row.getString("type")), number);
    }

    /** The columns of new rows, as the statement takes them. */
    private static final class NewRows {

        private final String[] subjectIds;
        private final String[] documentIds;
        private final String[] types;
        private final String[] hashes;
        private final String[] numbers;
        private final String[] numberKeys;
        private final String[] names;
        private final String[] nameKeys;
        private final String[] verifications;
        private int next;

        NewRows(int size) {
            subjectIds = new String[size];
            documentIds = new String[size];
            types = new String[size];
            hashes = new String[size];
            numbers = new String[size];
            numberKeys = new String[size];
            names = new String[size];
            nameKeys = new String[size];
            verifications = new String[size];
        }

        void add(NewSubject newcomer, Vault vault) {
            var subjectId = UUID.randomUUID();
            var documentId = UUID.randomUUID();
            var number = vault.seal(newcomer.document().number(), SealedFor.documentNumber(documentId));
            var name = vault.seal(newcomer.name().asGiven(), SealedFor.name(subjectId));
            subjectIds[next] = subjectId.toString();
            documentIds[next] = documentId.toString();
            types[next] = newcomer.document().type().name();
            hashes[next] = newcomer.hash().hex();
            numbers[next] = number.box();
            numberKeys[next] = number.key();
            names[next] = name.box();
            nameKeys[next] = name.key();
            verifications[next] = newcomer.verification().name();
            next++;
        }
    }
}
