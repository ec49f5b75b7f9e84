package org.chengxin.sharing.ledger;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The hashes of RFC 6962 over stored tiles (C2SP tlog-tiles): roots and inclusion paths at any size that the tiles hold.
 *
 * @param tiles where the hashes are; a tile's entry {@code i} at level {@code l} covers 256^l leaves
 */
record MerkleTree(Tiles tiles) {

    /** Hashes in a full tile. */
    static final int WIDTH = 256;

    private static final int BITS = 8;

    /** Reads one hash of a level. */
    interface Tiles {
        byte[] hash(int level, long index);
    }

    /** The root of the empty tree is the hash of nothing. */
    byte[] root(long size) {
        return size == 0 ? sha256(new byte[0]) : subtree(0, size);
    }

    /** The hashes that lead from a leaf to the root of the first {@code size} leaves, nearest first. */
    List<byte[]> inclusionPath(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("leaf " + index + " is not among " + size);
        }
        var path = new ArrayList<byte[]>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + split(to - from);
            if (index < middle) {
                path.addFirst(subtree(middle, to));
                to = middle;
            } else {
                path.addFirst(subtree(from, middle));
                from = middle;
            }
        }
        return path;
    }

    /** Whether the path leads from the leaf to the root; what an outsider computes. */
    static boolean included(byte[] leafHash, long index, long size, List<byte[]> path, byte[] root) {
        long node = index;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = node(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    /** The root of a full tile. */
    static byte[] rootOf(byte[] fullTile) {
        var hashes = new ArrayList<byte[]>(WIDTH);
        for (int at = 0; at < fullTile.length; at += 32) {
            hashes.add(Arrays.copyOfRange(fullTile, at, at + 32));
        }
        return rootOf(hashes);
    }

    static byte[] leaf(byte[] content) {
        return sha256(new byte[] {0}, content);
    }

    private static byte[] node(byte[] left, byte[] right) {
        return sha256(new byte[] {1}, left, right);
    }

    private byte[] subtree(long from, long to) {
        long leaves = to - from;
        if (Long.bitCount(leaves) == 1 && from % leaves == 0) {
            return perfect(from, Long.numberOfTrailingZeros(leaves));
        }
        long middle = from + split(leaves);
        return node(subtree(from, middle), subtree(middle, to));
    }

    private byte[] perfect(long from, int height) {
        int level = height / BITS;
        long first = from >> (level * BITS);
        int width = 1 << (height % BITS);
        var hashes = new ArrayList<byte[]>(width);
        for (int i = 0; i < width; i++) {
            hashes.add(tiles.hash(level, first + i));
        }
        return rootOf(hashes);
    }

    private static byte[] rootOf(List<byte[]> hashes) {
        var row = hashes;
        while (row.size() > 1) {
            var above = new ArrayList<byte[]>(row.size() / 2);
            for (int i = 0; i < row.size(); i += 2) {
                above.add(node(row.get(i), row.get(i + 1)));
            }
            row = above;
        }
        return row.getFirst();
    }

    /** The largest power of two that is smaller. */
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
