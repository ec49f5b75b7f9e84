package org.chengxin.sharing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    @Test
    void theRootsAreThoseOfTheStandard() {
        // Leaves and roots of the test vectors of RFC 6962 as Certificate Transparency publishes them.
        var leaves = List.of(
                "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
        var roots = List.of(
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
        var hashes = leaves.stream()
                .map(leaf -> MerkleTree.leaf(HexFormat.of().parseHex(leaf)))
                .toList();

        var tree = new MerkleTree(grown(hashes));

        for (int size = 1; size <= 8; size++) {
            assertThat(HexFormat.of().formatHex(tree.root(size))).isEqualTo(roots.get(size - 1));
        }
    }

    @Property(tries = 300)
    void everyLeafLeadsToTheRootAndAChangedOneDoesNot(
            @ForAll @IntRange(min = 1, max = 70_000) int size, @ForAll @IntRange(min = 0, max = 69_999) int any) {
        int index = any % size;
        var tree = new MerkleTree(SEVENTY_THOUSAND);

        var root = tree.root(size);
        var path = tree.inclusionPath(index, size);

        assertThat(MerkleTree.included(leaf(index), index, size, path, root)).isTrue();
        assertThat(MerkleTree.included(leaf(index + 1), index, size, path, root))
                .isFalse();
    }

    private static final MerkleTree.Tiles SEVENTY_THOUSAND = grown(seventyThousand());

    private static List<byte[]> seventyThousand() {
        var hashes = new ArrayList<byte[]>();
        for (int i = 0; i < 70_000; i++) {
            hashes.add(leaf(i));
        }
        return hashes;
    }

    private static byte[] leaf(int i) {
        return MerkleTree.leaf(String.valueOf(i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static MerkleTree.Tiles grown(List<byte[]> leaves) {
        var levels = new ArrayList<List<byte[]>>();
        levels.add(leaves);
        while (levels.getLast().size() >= MerkleTree.WIDTH) {
            var below = levels.getLast();
            var level = new ArrayList<byte[]>();
            for (int from = 0; from + MerkleTree.WIDTH <= below.size(); from += MerkleTree.WIDTH) {
                var tile = new byte[MerkleTree.WIDTH * 32];
                for (int i = 0; i < MerkleTree.WIDTH; i++) {
                    System.arraycopy(below.get(from + i), 0, tile, i * 32, 32);
                }
                level.add(MerkleTree.rootOf(tile));
            }
            levels.add(level);
        }
        return (level, index) -> levels.get(level).get((int) index);
    }
}
