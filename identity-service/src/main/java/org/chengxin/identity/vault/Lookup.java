package org.chengxin.identity.vault;

import java.util.HexFormat;
import java.util.List;
import org.chengxin.identity.document.IdentityDocument;

/**
 * Turns documents into the hashes by which they are found, under keys of their own (rule P-2).
 *
 * <p>While a key is being replaced there are several: each document is written under all of them and found under any,
 * so that it stays unique whichever key an instance knows best.
 */
public final class Lookup {

    private final List<LookupKey> keys;

    /** @param keys the current one first */
    Lookup(List<LookupKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /** Type and number together, because one string of digits may be a valid number of two types. */
    public List<LookupHash> of(IdentityDocument document) {
        return keys.stream().map(key -> hash(key, document)).toList();
    }

    /** The same as they stand in the database. */
    public List<byte[]> bytesOf(IdentityDocument document) {
        return keys.stream().map(key -> bytes(key, document)).toList();
    }

    /** The hash under the current key alone. */
    public LookupHash current(IdentityDocument document) {
        return hash(keys.getFirst(), document);
    }

    /** Suite and id of the current key. */
    public String currentKey() {
        return keys.getFirst().name();
    }

    public List<String> keyNames() {
        return keys.stream().map(LookupKey::name).toList();
    }

    private static LookupHash hash(LookupKey key, IdentityDocument document) {
        return new LookupHash(key.name(), HexFormat.of().formatHex(bytes(key, document)));
    }

    private static byte[] bytes(LookupKey key, IdentityDocument document) {
        return key.suite().hash(key.material(), document.type().name() + ":" + document.number());
    }
}
