package org.chengxin.record.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Heads and proofs against the definition of RFC 6962 and its known values. */
class MerkleTreeTest {

    @Test
    void theEmptyTreeAndASingleLeafHaveTheHashesOfTheStandard() {
        assertThat(hex(tree(List.of()).root(0)))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(hex(Hash.leaf(new byte[0])))
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }

    @Test
    void everyInclusionProofLeadsFromItsLeafToTheRoot() {
        for (var size = 1; size <= 40; size++) {
            var leaves = leaves(size);
            var tree = tree(leaves);
            for (var leaf = 0; leaf < size; leaf++) {
                assertThat(rootFrom(leaf, size, leaves.get(leaf), tree.inclusion(leaf, size)))
                        .isEqualTo(tree.root(size))
                        .isEqualTo(defined(leaves));
            }
        }
    }

    @Test
    void everyConsistencyProofBuildsBothRoots() {
        for (var size = 1; size <= 40; size++) {
            var tree = tree(leaves(size));
            for (var earlier = 1; earlier <= size; earlier++) {
                var proof = new ArrayList<>(tree.consistency(earlier, size));
                var roots = roots(earlier, size, proof, tree.root(earlier));

                assertThat(roots[0]).as("%d of %d", earlier, size).isEqualTo(tree.root(earlier));
                assertThat(roots[1]).as("%d of %d", earlier, size).isEqualTo(tree.root(size));
            }
        }
    }

    /** RFC 9162, 2.1.4.2. */
    private static byte[][] roots(long first, long second, List<byte[]> path, byte[] firstRoot) {
        if (first == second) {
            assertThat(path).isEmpty();
            return new byte[][] {firstRoot, firstRoot};
        }
        if (Long.bitCount(first) == 1) {
            path.addFirst(firstRoot);
        }
        var fn = first - 1;
        var sn = second - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        var fr = path.getFirst();
        var sr = path.getFirst();
        for (var c : path.subList(1, path.size())) {
            if ((fn & 1) == 1 || fn == sn) {
                fr = Hash.node(c, fr);
                sr = Hash.node(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = Hash.node(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return new byte[][] {fr, sr};
    }

    /** RFC 9162, 2.1.3.2. */
    private static byte[] rootFrom(long leaf, long size, byte[] hash, List<byte[]> path) {
        var fn = leaf;
        var sn = size - 1;
        var r = hash;
        for (var p : path) {
            if ((fn & 1) == 1 || fn == sn) {
                r = Hash.node(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = Hash.node(r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return r;
    }

    /** The definition, word for word. */
    static byte[] defined(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        var k = Integer.highestOneBit(leaves.size() - 1);
        return Hash.node(defined(leaves.subList(0, k)), defined(leaves.subList(k, leaves.size())));
    }

    private static MerkleTree tree(List<byte[]> leaves) {
        return new MerkleTree((level, number) -> {
            var first = (int) (number << level);
            return defined(leaves.subList(first, first + (1 << level)));
        });
    }

    private static List<byte[]> leaves(int count) {
        var leaves = new ArrayList<byte[]>();
        for (var index = 0; index < count; index++) {
            leaves.add(Hash.leaf(new byte[] {(byte) index}));
        }
        return leaves;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, bytes.length));
    }
}
