package org.chengxin.identity.vault;

import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Root keys from the configuration, the current one first; none at all when they are in a security module. */
final class ConfiguredRootKeys implements RootKeys {

    private final Map<String, byte[]> byId = new LinkedHashMap<>();
    private final String current;

    ConfiguredRootKeys(List<byte[]> keys) {
        keys.forEach(key -> byId.put(id(key), key));
        this.current = keys.isEmpty() ? "" : id(keys.getFirst());
    }

    private static String id(byte[] key) {
        return Suite.INTERNATIONAL.idOf(key);
    }

    @Override
    public String current() {
        return current;
    }

    @Override
    public byte[] wrap(Suite suite, byte[] dataKey, String place) {
        return suite.encrypt(suite.fitting(held(current)), dataKey, place);
    }

    @Override
    public byte[] unwrap(String rootKey, Suite suite, byte[] wrapped, String place) {
        try {
            return suite.decrypt(suite.fitting(held(rootKey)), wrapped, place);
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException("A data key does not open: " + place, fault);
        }
    }

    @Override
    public byte @Nullable [] direct(String rootKey) {
        return byId.get(rootKey);
    }

    private byte[] held(String rootKey) {
        var key = byId.get(rootKey);
        if (key == null) {
            throw new IllegalStateException(
                    "Root key " + rootKey
                            + " is not held; while values depend on it, it belongs into CHENGXIN_IDENTITY_OTHER_ENCRYPTION_KEYS");
        }
        return key;
    }
}
