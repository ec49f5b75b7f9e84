package org.chengxin.identity.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.chengxin.identity.document.IdentityDocument;
import org.chengxin.identity.vault.Lookup;
import org.chengxin.identity.vault.LookupHash;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table document_hash: by what documents are found, and what keeps them unique (rule U-1). */
@Repository
class DocumentHashes {

    private final JdbcClient jdbc;
    private final Lookup lookup;

    DocumentHashes(JdbcClient jdbc, Lookup lookup) {
        this.jdbc = jdbc;
        this.lookup = lookup;
    }

    private record Row(UUID documentId, LookupHash hash) {}

    /**
     * Questions about documents, one for each key in use.
     *
     * @param documents which document is asked about in this place
     * @param hashes what is looked for in this place
     */
    record Questions(List<IdentityDocument> documents, byte[][] hashes) {}

    Questions about(Collection<IdentityDocument> documents) {
        var asked = new ArrayList<IdentityDocument>(documents.size());
        var hashes = new ArrayList<byte[]>(documents.size());
        for (var document : new LinkedHashSet<>(documents)) {
            for (var hash : lookup.bytesOf(document)) {
                asked.add(document);
                hashes.add(hash);
            }
        }
        return new Questions(asked, hashes.toArray(byte[][]::new));
    }

    /**
     * Takes documents that nobody has, each under all keys in use.
     *
     * @return which were taken; of the others at least one hash belongs to somebody (constraint one_subject_per_document)
     */
    Set<UUID> take(Map<UUID, IdentityDocument> documents) {
        var rows = new ArrayList<Row>();
        documents.forEach((id, document) -> lookup.of(document).forEach(hash -> rows.add(new Row(id, hash))));
        // Always in the order of the hashes: two batches with the same persons wait for each other, not in a circle.
        rows.sort(Comparator.comparing(Row::hash));
        var taken = new HashMap<UUID, Integer>();
        insert(rows).forEach(id -> taken.merge(id, 1, Integer::sum));
        var whole = new HashSet<UUID>();
        var partly = new HashSet<UUID>();
        taken.forEach((id, count) -> (count == lookup.keyNames().size() ? whole : partly).add(id));
        release(partly);
        return whole;
    }

    private List<UUID> insert(List<Row> rows) {
        return jdbc.sql("""
                insert into document_hash (hash, key, document_id)
                select decode(h.hash, 'hex'), h.key, h.document_id::uuid
                from unnest(:hashes, :keys, :documentIds) with ordinality as h (hash, key, document_id, nth)
                order by h.nth
                on conflict (hash) do nothing
                returning document_id
                """)
                .param("hashes", rows.stream().map(row -> row.hash().hex()).toArray(String[]::new))
                .param("keys", rows.stream().map(row -> row.hash().key()).toArray(String[]::new))
                .param(
                        "documentIds",
                        rows.stream().map(row -> row.documentId().toString()).toArray(String[]::new))
                .query((row, _) -> row.getObject("document_id", UUID.class))
                .list();
    }

    /** These documents find nobody any more, and are free for whom they really belong to. */
    void release(Collection<UUID> documentIds) {
        if (!documentIds.isEmpty()) {
            jdbc.sql("delete from document_hash where document_id = any (:documentIds::uuid[])")
                    .param(
                            "documentIds",
                            documentIds.stream().map(UUID::toString).toArray(String[]::new))
                    .update();
        }
    }
}
