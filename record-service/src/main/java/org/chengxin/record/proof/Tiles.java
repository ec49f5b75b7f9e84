package org.chengxin.record.proof;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code ledger_tile}: hashes in tiles of 256, eight levels of the tree in each (C2SP tlog-tiles). */
@Component
class Tiles {

    static final int WIDTH = 256;
    private static final int HEIGHT = 8;

    private final JdbcClient jdbc;

    Tiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where a tile stands. */
    record Place(int level, long number) {}

    Optional<byte[]> find(Place place) {
        return jdbc.sql("select hashes from ledger_tile where level = :level and number = :number")
                .param("level", place.level())
                .param("number", place.number())
                .query((row, _) -> row.getBytes("hashes"))
                .optional();
    }

    /** One look at the tiles: each is read once. */
    Reading reading() {
        return new Reading();
    }

    /** Appends leaves behind the first {@code size}. */
    void append(long size, List<byte[]> leaves) {
        var reading = reading();
        var changed = new HashSet<Place>();
        var level = 0;
        var from = size;
        var hashes = leaves;
        while (!hashes.isEmpty()) {
            for (var index = 0; index < hashes.size(); index++) {
                var place = new Place(level, (from + index) / WIDTH);
                reading.add(place, hashes.get(index));
                changed.add(place);
            }
            var firstFull = from / WIDTH;
            var full = (from + hashes.size()) / WIDTH;
            var above = level;
            hashes = LongStream.range(firstFull, full)
                    .mapToObj(number -> reading.root(new Place(above, number)))
                    .toList();
            from = firstFull;
            level++;
        }
        write(reading, changed);
    }

    private void write(Reading reading, Set<Place> changed) {
        var places = List.copyOf(changed);
        jdbc.sql("""
                insert into ledger_tile (level, number, hashes)
                select level, number, hashes
                  from unnest(:levels, :numbers, :hashes) as n (level, number, hashes)
                on conflict (level, number) do update set hashes = excluded.hashes
                """)
                .param("levels", places.stream().map(Place::level).toArray(Integer[]::new))
                .param("numbers", places.stream().map(Place::number).toArray(Long[]::new))
                .param("hashes", places.stream().map(reading::tile).toArray(byte[][]::new))
                .update();
    }

    /** Tiles as far as they have been read. */
    final class Reading implements MerkleTree.Subtrees {

        private final Map<Place, byte[]> known = new HashMap<>();

        @Override
        public byte[] hash(int level, long number) {
            var inTile = level % HEIGHT;
            var first = number << inTile;
            var tile = tile(new Place(level / HEIGHT, first / WIDTH));
            return over(tile, (int) (first % WIDTH), 1 << inTile);
        }

        /** What a full tile is in the tile above. */
        private byte[] root(Place full) {
            return over(tile(full), 0, WIDTH);
        }

        private byte[] tile(Place place) {
            return known.computeIfAbsent(place, missing -> find(missing).orElseGet(() -> new byte[0]));
        }

        private void add(Place place, byte[] hash) {
            var before = tile(place);
            var after = new ByteArrayOutputStream(before.length + Hash.BYTES);
            after.writeBytes(before);
            after.writeBytes(hash);
            known.put(place, after.toByteArray());
        }

        private static byte[] over(byte[] tile, int first, int count) {
            if (count == 1) {
                return Arrays.copyOfRange(tile, first * Hash.BYTES, (first + 1) * Hash.BYTES);
            }
            return Hash.node(over(tile, first, count / 2), over(tile, first + count / 2, count / 2));
        }
    }
}
