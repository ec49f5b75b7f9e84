package org.chengxin.identity.vault;

/**
 * The keyed hash by which a document is found; without the key nothing can be learnt from it.
 *
 * @param hex 64 hexadecimal digits
 */
public record LookupHash(String hex) implements Comparable<LookupHash> {

    @Override
    public int compareTo(LookupHash other) {
        return hex.compareTo(other.hex);
    }
}
