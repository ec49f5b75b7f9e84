package org.chengxin.identity.vault;

import java.util.HexFormat;
import org.chengxin.identity.document.IdentityDocument;

/** Turns documents into the hashes by which they are found: HMAC-SHA-256 with a key of its own (rule P-2). */
public final class Lookup {

    private final KeyedHash hash;
    private final String keyName;

    Lookup(byte[] key) {
        this.hash = KeyedHash.with(key);
        this.keyName = "HMAC-SHA-256/" + HexFormat.of().formatHex(hash.of("key-id"), 0, 4);
    }

    /** Type and number together, because one string of digits may be a valid number of two types. */
    public LookupHash of(IdentityDocument document) {
        return new LookupHash(HexFormat.of().formatHex(hash.of(document.type() + ":" + document.number())));
    }

    /** Suite and key id, kept beside each hash. */
    public String keyName() {
        return keyName;
    }
}
