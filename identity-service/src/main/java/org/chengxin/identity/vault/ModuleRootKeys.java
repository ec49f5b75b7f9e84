package org.chengxin.identity.vault;

import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/**
 * Root keys in a security module, beside configured ones while values move from the one to the other.
 *
 * <p>A data key is wrapped and unwrapped in the module, with AES-256-GCM whichever suite the data key is for.
 */
final class ModuleRootKeys implements RootKeys {

    private static final String PREFIX = "module:";

    private final SecurityModule module;
    private final @Nullable String currentLabel;
    private final RootKeys configured;

    /** @param currentLabel null while the current root key is a configured one */
    ModuleRootKeys(SecurityModule module, @Nullable String currentLabel, RootKeys configured) {
        this.module = module;
        this.currentLabel = currentLabel;
        this.configured = configured;
    }

    @Override
    public String current() {
        return currentLabel == null ? configured.current() : PREFIX + currentLabel;
    }

    @Override
    public byte[] wrap(Suite suite, byte[] dataKey, String place) {
        return currentLabel == null
                ? configured.wrap(suite, dataKey, place)
                : module.encrypt(currentLabel, dataKey, place);
    }

    @Override
    public byte[] unwrap(String rootKey, Suite suite, byte[] wrapped, String place) {
        if (!rootKey.startsWith(PREFIX)) {
            return configured.unwrap(rootKey, suite, wrapped, place);
        }
        var label = rootKey.substring(PREFIX.length());
        if (!module.labels().contains(label)) {
            throw new IllegalStateException("Root key " + label
                    + " of the security module is not named; while values depend on it, it belongs into"
                    + " CHENGXIN_IDENTITY_MODULE_OTHER_ENCRYPTION_KEYS");
        }
        try {
            return module.decrypt(label, wrapped, place);
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException("A data key does not open in the security module: " + place, fault);
        }
    }

    @Override
    public byte @Nullable [] direct(String rootKey) {
        return configured.direct(rootKey);
    }
}
