package org.chengxin.identity.vault;

/** A key under which documents are hashed, with the suite that does it. */
record LookupKey(String name, Suite suite, byte[] material) {

    static LookupKey of(Suite suite, byte[] material) {
        return new LookupKey(suite.hashing() + "/" + suite.idOf(material), suite, material);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "LookupKey[" + name + "]";
    }
}
