package org.chengxin.identity.vault;

/**
 * A key that encrypts values, kept wrapped by a root key (envelope encryption, rule P-1).
 *
 * @param name suite and id, for example {@code AES-256-GCM/0d6c…}; stands beside each value
 * @param material never leaves this package
 */
record DataKey(String name, Suite suite, byte[] material) {

    /** Without the key. */
    @Override
    public String toString() {
        return "DataKey[" + name + "]";
    }
}
