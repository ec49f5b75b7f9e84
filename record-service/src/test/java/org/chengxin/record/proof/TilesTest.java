package org.chengxin.record.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.chengxin.testkit.UseCaseTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@UseCaseTest
class TilesTest {

    @Autowired
    Tiles tiles;

    @Test
    void howeverTheLeavesArriveTheRootIsThatOfTheDefinition() {
        var leaves = new ArrayList<byte[]>();
        for (var step : new int[] {1, 254, 1, 1, 255, 500, 4096, 60_500, 1_000}) {
            var more = new ArrayList<byte[]>();
            for (var count = 0; count < step; count++) {
                more.add(Hash.leaf(
                        ByteBuffer.allocate(8).putInt(leaves.size() + count).array()));
            }

            tiles.append(leaves.size(), more);
            leaves.addAll(more);

            assertThat(new MerkleTree(tiles.reading()).root(leaves.size()))
                    .as("%d leaves", leaves.size())
                    .isEqualTo(MerkleTreeTest.defined(leaves));
        }
        assertThat(tiles.find(new Tiles.Place(2, 0)))
                .hasValueSatisfying(tile -> assertThat(tile).hasSize(32));
    }
}
