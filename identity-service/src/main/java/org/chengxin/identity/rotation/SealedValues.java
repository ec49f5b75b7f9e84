package org.chengxin.identity.rotation;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.chengxin.identity.vault.Sealed;
import org.chengxin.identity.vault.SealedFor;
import org.chengxin.identity.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** All encrypted columns, re-encrypted a few hundred rows at a time. */
@Repository
class SealedValues {

    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final Vault vault;
    private final TransactionTemplate transaction;

    SealedValues(JdbcClient jdbc, Vault vault, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.transaction = transaction;
    }

    private record Value(UUID row, Sealed sealed) {}

    long left(SealedColumn column, List<String> stale) {
        return jdbc.sql(column.counting())
                .param("stale", stale.toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    /** @return how many values were sealed anew; readers meanwhile find the old or the new one, both open */
    int sealAnew(SealedColumn column, List<String> stale) {
        return transaction.execute(_ -> {
            var values = jdbc.sql(column.choosing())
                    .param("stale", stale.toArray(String[]::new))
                    .param("most", BATCH)
                    .query((row, _) -> new Value(
                            row.getObject("id", UUID.class), new Sealed(row.getString("key"), row.getString("box"))))
                    .list();
            var anew = values.stream()
                    .map(value -> Map.entry(value.row(), sealAnew(value, column)))
                    .toList();
            jdbc.sql(column.writing())
                    .param("ids", texts(anew, entry -> entry.getKey().toString()))
                    .param("keys", texts(anew, entry -> entry.getValue().key()))
                    .param("boxes", texts(anew, entry -> entry.getValue().box()))
                    .update();
            return anew.size();
        });
    }

    private Sealed sealAnew(Value value, SealedColumn column) {
        var place = new SealedFor(column.kind(), value.row());
        return vault.seal(vault.open(value.sealed(), place), place);
    }

    private static String[] texts(
            List<Map.Entry<UUID, Sealed>> entries, Function<Map.Entry<UUID, Sealed>, String> cell) {
        return entries.stream().map(cell).toArray(String[]::new);
    }
}
