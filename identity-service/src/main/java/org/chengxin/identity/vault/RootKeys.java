package org.chengxin.identity.vault;

import org.jspecify.annotations.Nullable;

/**
 * Whoever keeps the root keys, which encrypt data keys and nothing else.
 *
 * <p>They come from the configuration ({@link ConfiguredRootKeys}), or stay in a security module and never enter this
 * process ({@link ModuleRootKeys}); a key service takes their place by another implementation.
 */
interface RootKeys {

    /** Names the root key that wraps new data keys. */
    String current();

    /** A data key, encrypted with the current root key. */
    byte[] wrap(Suite suite, byte[] dataKey, String place);

    /**
     * The data key again.
     *
     * @throws IllegalStateException when the root key is not held here
     */
    byte[] unwrap(String rootKey, Suite suite, byte[] wrapped, String place);

    /** The key of a value that was encrypted with a root key itself, before there were data keys; null when not held. */
    byte @Nullable [] direct(String rootKey);
}
