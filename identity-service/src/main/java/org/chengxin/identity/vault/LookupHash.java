package org.chengxin.identity.vault;

/**
 * A keyed hash by which a document is found; without the key nothing can be learnt from it.
 *
 * @param key suite and id of the key, kept beside the hash
 * @param hex 64 hexadecimal digits
 */
public record LookupHash(String key, String hex) implements Comparable<LookupHash> {

    @Override
    public int compareTo(LookupHash other) {
        return hex.compareTo(other.hex);
    }
}
