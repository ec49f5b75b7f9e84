package org.chengxin.identity.vault;

import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.Environment;

/** The keys that this instance works with, of the configuration and of the security module. */
final class HeldKeys {

    /** What a lookup key is derived from in the module: the same in every instance, and kept nowhere. */
    private static final String LOOKUP = "chengxin identity-service lookup key";

    private final Suite suite;
    private final RootKeys rootKeys;
    private final List<byte[]> lookup;

    private HeldKeys(Suite suite, RootKeys rootKeys, List<byte[]> lookup) {
        this.suite = suite;
        this.rootKeys = rootKeys;
        this.lookup = lookup;
    }

    Suite suite() {
        return suite;
    }

    RootKeys rootKeys() {
        return rootKeys;
    }

    /** The keys under which documents are hashed, the current one first. */
    List<byte[]> lookup() {
        return lookup;
    }

    /** @throws UnsafeKeys when they protect nobody, or the module does not open */
    static HeldKeys of(Environment environment) {
        var keys = Keys.of(environment);
        var configured = new ConfiguredRootKeys(keys.encryption());
        var settings = keys.module();
        if (settings == null) {
            return new HeldKeys(keys.suite(), configured, keys.lookup());
        }
        var module = SecurityModule.open(settings);
        // Documents are hashed here, a thousand in one request: in a module each would be a question of its own.
        var derived = settings.lookup().all().stream()
                .map(label -> module.hash(label, LOOKUP))
                .toList();
        var lookup = new ArrayList<byte[]>();
        if (settings.lookup().current() == null) {
            lookup.addAll(keys.lookup());
            lookup.addAll(derived);
        } else {
            lookup.addAll(derived);
            lookup.addAll(keys.lookup());
        }
        return new HeldKeys(
                keys.suite(),
                new ModuleRootKeys(module, settings.encryption().current(), configured),
                List.copyOf(lookup));
    }
}
