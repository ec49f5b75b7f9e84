package org.chengxin.identity.rotation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.chengxin.identity.document.DocumentType;
import org.chengxin.identity.document.IdentityDocument;
import org.chengxin.identity.vault.Lookup;
import org.chengxin.identity.vault.Sealed;
import org.chengxin.identity.vault.SealedFor;
import org.chengxin.identity.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Hashes every document under the current key too, a few hundred at a time; then drops what no key here made. */
@Repository
class LookupHashes {

    private static final int BATCH = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Lookup lookup;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LookupHashes(JdbcClient jdbc, Vault vault, Lookup lookup, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.lookup = lookup;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Unhashed(UUID documentId, IdentityDocument document) {}

    boolean isComplete() {
        return jdbc.sql("select exists (select 1 from lookup_key where name = :key and complete_at is not null)")
                .param("key", lookup.currentKey())
                .query(Boolean.class)
                .single();
    }

    long left() {
        return isComplete()
                ? 0
                : jdbc.sql("""
                        select count(*)
                        from identity_document d
                        where d.ended_at is null
                          and not exists (
                              select 1 from document_hash h where h.key = :key and h.document_id = d.id)
                        """)
                        .param("key", lookup.currentKey())
                        .query(Long.class)
                        .single();
    }

    /** One walk over all documents, in the order of their ids; what is registered meanwhile is hashed as it comes. */
    void hashAll() {
        for (var after = FIRST; after != null; ) {
            after = hashSomeAfter(after);
        }
        if (left() == 0) {
            jdbc.sql("update lookup_key set complete_at = :now where name = :key and complete_at is null")
                    .param("now", Instant.now(clock).atOffset(ZoneOffset.UTC))
                    .param("key", lookup.currentKey())
                    .update();
        }
    }

    private @Nullable UUID hashSomeAfter(UUID after) {
        var some = unhashedAfter(after);
        if (some.isEmpty()) {
            return null;
        }
        transaction.executeWithoutResult(_ -> insert(some));
        return some.getLast().documentId();
    }

    private List<Unhashed> unhashedAfter(UUID after) {
        return jdbc.sql("""
                select d.id, d.type, d.number_key, d.sealed_number
                from identity_document d
                where d.id > :after and d.ended_at is null
                  and not exists (select 1 from document_hash h where h.key = :key and h.document_id = d.id)
                order by d.id
                limit :most
                """)
                .param("after", after)
                .param("key", lookup.currentKey())
                .param("most", BATCH)
                .query((row, _) -> {
                    var id = row.getObject("id", UUID.class);
                    var sealed = new Sealed(row.getString("number_key"), row.getString("sealed_number"));
                    return new Unhashed(
                            id,
                            new IdentityDocument(
                                    DocumentType.valueOf(row.getString("type")),
                                    vault.open(sealed, SealedFor.documentNumber(id))));
                })
                .list();
    }

    private void insert(List<Unhashed> some) {
        // Only while the document still counts: one that ended meanwhile is not to be found again.
        jdbc.sql("""
                insert into document_hash (hash, key, document_id)
                select decode(n.hash, 'hex'), :key, d.id
                from unnest(:hashes, :ids) as n (hash, id)
                join identity_document d on d.id = n.id::uuid and d.ended_at is null
                order by n.hash
                on conflict do nothing
                """)
                .param(
                        "hashes",
                        some.stream()
                                .map(one -> lookup.current(one.document()).hex())
                                .toArray(String[]::new))
                .param(
                        "ids",
                        some.stream().map(one -> one.documentId().toString()).toArray(String[]::new))
                .param("key", lookup.currentKey())
                .update();
    }

    /**
     * Hashes under keys that are not configured any more; keys that came after the current one are those of instances
     * with a newer configuration.
     */
    int dropSomeOfLeftKeys() {
        return jdbc.sql("""
                delete from document_hash
                where hash in (
                    select hash from document_hash
                    where key <> all (:keys)
                      and key not in (
                          select later.name from lookup_key later
                          join lookup_key mine on mine.name = :current and mine.nth < later.nth)
                    limit :most)
                """)
                .param("keys", lookup.keyNames().toArray(String[]::new))
                .param("current", lookup.currentKey())
                .param("most", BATCH)
                .update();
    }

    void forgetLeftKeys() {
        jdbc.sql("""
                delete from lookup_key left_key
                using lookup_key mine
                where mine.name = :current and left_key.nth < mine.nth and left_key.name <> all (:keys)
                """)
                .param("keys", lookup.keyNames().toArray(String[]::new))
                .param("current", lookup.currentKey())
                .update();
    }
}
