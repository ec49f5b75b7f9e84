package org.chengxin.record.proof;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Hashes of the ledger: what each version of a record costs to be committed to. */
@State(Scope.Thread)
public class TreeJmh {

    private static final int LEVELS = 20;
    private static final long LEAVES = (1L << LEVELS) - 1;

    private final byte[] salt = new byte[16];
    private final byte[] content = new byte[900];
    private final byte[] hash = new byte[Hash.BYTES];
    private MerkleTree tree;
    private long next;
    private List<byte[]> edge;

    @Setup
    public void fill() {
        var complete = new ArrayList<byte[]>();
        complete.add(Hash.leaf(hash));
        for (int level = 1; level <= LEVELS; level++) {
            complete.add(Hash.node(complete.getLast(), complete.getLast()));
        }
        tree = new MerkleTree((level, _) -> complete.get(level));
        edge = new ArrayList<>();
    }

    /** The commitment: SHA-256 over salt and content. */
    @Benchmark
    public byte[] commitmentOfOneVersion() {
        return Hash.of(salt, content);
    }

    /** A leaf, and every subtree that it completes. */
    @Benchmark
    public byte[] appendOfOneLeaf() {
        var grown = Hash.leaf(hash);
        int level = 0;
        for (long left = next; (left & 1) == 1; left >>= 1) {
            grown = Hash.node(edge.get(level++), grown);
        }
        while (edge.size() <= level) {
            edge.add(grown);
        }
        edge.set(level, grown);
        next++;
        return grown;
    }

    /** The root over a million leaves whose complete subtrees are known. */
    @Benchmark
    public byte[] rootOverAMillionLeaves() {
        return tree.root(LEAVES);
    }

    /** The way from one leaf of a million to the root. */
    @Benchmark
    public List<byte[]> proofOfOneLeafInAMillion() {
        return tree.inclusion(LEAVES / 3, LEAVES);
    }
}
