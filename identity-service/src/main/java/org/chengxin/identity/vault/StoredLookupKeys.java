package org.chengxin.identity.vault;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table lookup_key: under which keys documents are hashed; makes sure that none of them is missing here. */
final class StoredLookupKeys {

    private final JdbcClient jdbc;
    private final Clock clock;

    StoredLookupKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The keys to work with: the current one, the announced ones, and those under which documents are hashed already.
     *
     * @param materials the configured keys, the current one first
     * @throws UnsafeKeys when documents are hashed under a key that is not configured: they would not be found, and the
     *     same persons would be registered again
     */
    Lookup lookup(Suite suite, List<byte[]> materials) {
        var keys = new LinkedHashMap<String, LookupKey>();
        materials.forEach(material -> add(keys, LookupKey.of(suite, material)));
        var candidates = new LinkedHashMap<String, LookupKey>();
        for (var each : Suite.values()) {
            materials.forEach(material -> add(candidates, LookupKey.of(each, material)));
        }
        for (var stored : stored()) {
            var held = candidates.get(stored);
            if (held != null) {
                add(keys, held);
            } else if (!isComplete(keys.firstEntry().getKey())) {
                throw new UnsafeKeys(
                        "Documents are hashed under the lookup key " + stored + ", which is not configured.",
                        "Add it to CHENGXIN_IDENTITY_OTHER_LOOKUP_KEYS until the rotation is complete.");
            }
        }
        announce(keys.firstEntry().getKey());
        return new Lookup(List.copyOf(keys.values()));
    }

    private static void add(Map<String, LookupKey> keys, LookupKey key) {
        keys.putIfAbsent(key.name(), key);
    }

    private List<String> stored() {
        return jdbc.sql("select name from lookup_key order by name")
                .query((row, _) -> row.getString("name"))
                .list();
    }

    private boolean isComplete(String name) {
        return jdbc.sql("select exists (select 1 from lookup_key where name = :name and complete_at is not null)")
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    private void announce(String name) {
        jdbc.sql("insert into lookup_key (name, announced_at) values (:name, :now) on conflict (name) do nothing")
                .param("name", name)
                .param("now", Instant.now(clock).atOffset(ZoneOffset.UTC))
                .update();
    }
}
