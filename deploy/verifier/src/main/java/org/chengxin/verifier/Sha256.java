package org.chengxin.verifier;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The hashes of RFC 6962: leaves and nodes differ by their first byte. */
final class Sha256 {

    private Sha256() {}

    static byte[] of(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    static byte[] leaf(byte[] entry) {
        return of(new byte[] {0}, entry);
    }

    /** The root over these leaf hashes, by the definition of RFC 6962, 2.1. */
    static byte[] root(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return of();
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        var middle = Integer.highestOneBit(leaves.size() - 1);
        return of(new byte[] {1}, root(leaves.subList(0, middle)), root(leaves.subList(middle, leaves.size())));
    }
}
