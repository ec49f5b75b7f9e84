package org.chengxin.record.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * Heads and proofs of a tree of hashes (RFC 6962, 2.1), from hashes of complete subtrees.
 *
 * @param subtrees where the hashes come from
 */
record MerkleTree(Subtrees subtrees) {

    /** The hash of the complete subtree of {@code 2^level} leaves with this number, counted from the left. */
    interface Subtrees {
        byte[] hash(int level, long number);
    }

    /** The root over the first {@code size} leaves. */
    byte[] root(long size) {
        return size == 0 ? Hash.of(new byte[0]) : over(0, size);
    }

    /** The hashes that lead from a leaf to the root over the first {@code size} leaves. */
    List<byte[]> inclusion(long leaf, long size) {
        requireWithin(leaf >= 0 && leaf < size);
        var path = new ArrayList<byte[]>();
        inclusion(leaf, 0, size, path);
        return path;
    }

    /** The hashes that show that the tree of {@code size} leaves begins with the tree of {@code earlier} leaves. */
    List<byte[]> consistency(long earlier, long size) {
        requireWithin(earlier > 0 && earlier <= size);
        var path = new ArrayList<byte[]>();
        consistency(earlier, 0, size, true, path);
        return path;
    }

    private void inclusion(long leaf, long from, long to, List<byte[]> path) {
        if (to - from == 1) {
            return;
        }
        var middle = from + split(to - from);
        if (leaf < middle) {
            inclusion(leaf, from, middle, path);
            path.add(over(middle, to));
        } else {
            inclusion(leaf, middle, to, path);
            path.add(over(from, middle));
        }
    }

    private void consistency(long earlier, long from, long to, boolean known, List<byte[]> path) {
        if (earlier == to) {
            if (!known) {
                path.add(over(from, to));
            }
            return;
        }
        var middle = from + split(to - from);
        if (earlier <= middle) {
            consistency(earlier, from, middle, known, path);
            path.add(over(middle, to));
        } else {
            consistency(earlier, middle, to, false, path);
            path.add(over(from, middle));
        }
    }

    private byte[] over(long from, long to) {
        var size = to - from;
        if (Long.bitCount(size) == 1) {
            return subtrees.hash(Long.numberOfTrailingZeros(size), from / size);
        }
        var middle = from + split(size);
        return Hash.node(over(from, middle), over(middle, to));
    }

    /** The largest power of two below the size. */
    private static long split(long size) {
        return Long.highestOneBit(size - 1);
    }

    private static void requireWithin(boolean within) {
        if (!within) {
            throw new IllegalArgumentException("outside the tree");
        }
    }
}
