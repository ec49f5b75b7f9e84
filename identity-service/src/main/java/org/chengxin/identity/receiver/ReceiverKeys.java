package org.chengxin.identity.receiver;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.chengxin.identity.vault.Pseudonyms;
import org.chengxin.identity.vault.Sealed;
import org.chengxin.identity.vault.SealedFor;
import org.chengxin.identity.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Table receiver_key: each receiver's own key, made at the first question for it and never changed. */
@Repository
class ReceiverKeys {

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Clock clock;
    private final Map<String, Pseudonyms> known = new ConcurrentHashMap<>();

    ReceiverKeys(JdbcClient jdbc, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.clock = clock;
    }

    /** The pseudonyms of a receiver that has some, empty for one that never got any. */
    Optional<Pseudonyms> find(String receiver) {
        var pseudonyms = known.get(receiver);
        if (pseudonyms != null) {
            return Optional.of(pseudonyms);
        }
        var stored = jdbc.sql("select id, sealed_key, key_name from receiver_key where receiver = :receiver")
                .param("receiver", receiver)
                .query((row, _) -> Pseudonyms.under(vault.open(
                        new Sealed(row.getString("key_name"), row.getString("sealed_key")),
                        place(row.getObject("id", UUID.class)))))
                .optional();
        // A key of a transaction that may be rolled back is not remembered: tokens made with it would be lost.
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            stored.ifPresent(found -> known.put(receiver, found));
        }
        return stored;
    }

    Pseudonyms findOrMake(String receiver) {
        return find(receiver).orElseGet(() -> {
            var id = UUID.randomUUID();
            var sealed = vault.seal(Pseudonyms.newKey(), place(id));
            jdbc.sql("""
                    insert into receiver_key (id, receiver, sealed_key, key_name, created_at)
                    values (:id, :receiver, :sealedKey, :keyName, :now)
                    on conflict (receiver) do nothing
                    """)
                    .param("id", id)
                    .param("receiver", receiver)
                    .param("sealedKey", sealed.box())
                    .param("keyName", sealed.key())
                    .param("now", Instant.now(clock).atOffset(ZoneOffset.UTC))
                    .update();
            return find(receiver).orElseThrow();
        });
    }

    private static SealedFor place(UUID id) {
        return new SealedFor(SealedFor.Kind.RECEIVER_KEY, id);
    }
}
