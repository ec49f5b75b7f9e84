package org.chengxin.identity.vault;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Table data_key; each key serves a bounded number of values, so that a lost one opens only these. */
class StoredDataKeys implements DataKeys {

    /** A province has some hundred million values and so some thousand keys. */
    private static final int VALUES_PER_KEY = 50_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;
    private final RootKeys rootKeys;
    private final Suite suite;
    private final Clock clock;
    private final Map<String, DataKey> opened = new ConcurrentHashMap<>();
    private final AtomicInteger used = new AtomicInteger();
    private volatile @Nullable DataKey current;

    StoredDataKeys(
            JdbcClient jdbc, PlatformTransactionManager transactions, RootKeys rootKeys, Suite suite, Clock clock) {
        this.jdbc = jdbc;
        this.rootKeys = rootKeys;
        this.suite = suite;
        this.clock = clock;
        // A key is there for good before the first value is encrypted with it, whatever becomes of that value.
        this.ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public DataKey current() {
        used.incrementAndGet();
        var key = current;
        return key == null ? firstKey() : key;
    }

    /** Made in the background, where nobody waits for it with a connection in hand. */
    @Scheduled(fixedDelay = 1000)
    void renew() {
        if (current == null) {
            var _ = firstKey();
        } else if (used.get() >= VALUES_PER_KEY) {
            used.set(0);
            current = newKey();
        }
    }

    private synchronized DataKey firstKey() {
        var key = current;
        if (key == null) {
            key = newKey();
            current = key;
        }
        return key;
    }

    private DataKey newKey() {
        var name = suite.sealing() + "/" + UUID.randomUUID();
        var key = new DataKey(name, suite, suite.newKey());
        ownTransaction.executeWithoutResult(_ -> jdbc.sql("""
                insert into data_key (name, suite, root_key, wrapped, created_at)
                values (:name, :suite, :rootKey, :wrapped, :now)
                """)
                .param("name", name)
                .param("suite", suite.name())
                .param("rootKey", rootKeys.current())
                .param("wrapped", rootKeys.wrap(suite, key.material(), name))
                .param("now", Instant.now(clock).atOffset(ZoneOffset.UTC))
                .update());
        opened.put(name, key);
        return key;
    }

    @Override
    public @Nullable DataKey named(String name) {
        var known = opened.get(name);
        if (known == null) {
            known = stored(name);
            known = known == null ? direct(name) : known;
            if (known != null) {
                opened.put(name, known);
            }
        }
        return known;
    }

    private @Nullable DataKey stored(String name) {
        return jdbc.sql("select suite, root_key, wrapped from data_key where name = :name")
                .param("name", name)
                .query((row, _) -> {
                    var itsSuite = Suite.valueOf(row.getString("suite"));
                    return new DataKey(
                            name,
                            itsSuite,
                            rootKeys.unwrap(row.getString("root_key"), itsSuite, row.getBytes("wrapped"), name));
                })
                .optional()
                .orElse(null);
    }

    /** A value from before there were data keys names the root key itself. */
    private @Nullable DataKey direct(String name) {
        var material = rootKeys.direct(name.substring(name.indexOf('/') + 1));
        return material == null ? null : new DataKey(name, Suite.INTERNATIONAL, material);
    }

    @Override
    public List<String> stale() {
        // While instances with the old and the new configuration run side by side, values move one way only.
        return jdbc.sql("""
                with era as (
                    select suite, root_key, min(nth) as began from data_key group by suite, root_key
                )
                select k.name
                from data_key k
                join era on era.suite = k.suite and era.root_key = k.root_key
                where era.began < (select began from era where suite = :suite and root_key = :rootKey)
                union
                select name from direct_key
                """)
                .param("suite", suite.name())
                .param("rootKey", rootKeys.current())
                .query((row, _) -> row.getString("name"))
                .list();
    }
}
