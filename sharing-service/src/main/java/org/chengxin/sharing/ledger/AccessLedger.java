package org.chengxin.sharing.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.sharing.signing.Seal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tables access_leaf, access_tile, access_ledger_head and access_checkpoint. */
@Repository
public class AccessLedger {

    /** Stands for the person of a bulk pull. */
    public static final UUID NOBODY = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final Seal seal;

    AccessLedger(JdbcClient jdbc, Seal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    /** An entry of the access log in the words that were hashed. */
    public record Leaf(UUID accessId, UUID subjectId, String text) {}

    /** Writes the hashes in the transaction of the entries; one that is there stays as it is. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void enter(List<Leaf> leaves) {
        jdbc.sql("""
                        insert into access_leaf (access_id, subject_id, leaf_hash)
                        select l.access_id, l.subject_id, decode(l.hash, 'hex')
                        from unnest(:accessIds, :subjectIds, :hashes) as l (access_id, subject_id, hash)
                        on conflict (access_id, subject_id) do nothing
                        """)
                .param("accessIds", leaves.stream().map(Leaf::accessId).toArray(UUID[]::new))
                .param("subjectIds", leaves.stream().map(Leaf::subjectId).toArray(UUID[]::new))
                .param(
                        "hashes",
                        leaves.stream()
                                .map(leaf -> HexFormat.of().formatHex(hash(leaf.text())))
                                .toArray(String[]::new))
                .update();
    }

    /** As {@link #enter(List)}, one leaf, with the entry's own message. */
    public void enter(Leaf leaf, OneMessage message) {
        message.add("""
                        insert into access_leaf (access_id, subject_id, leaf_hash)
                        values (:accessId, :accessSubjectId, :leafHash)
                        on conflict (access_id, subject_id) do nothing
                        """)
                .with("accessId", leaf.accessId())
                .with("accessSubjectId", leaf.subjectId())
                .with("leafHash", hash(leaf.text()));
    }

    /**
     * That an entry is in the log that the checkpoint signs.
     *
     * @param path hashes in Base64, nearest first (RFC 6962)
     */
    public record Proof(String text, long index, long treeSize, List<String> path, String checkpoint) {}

    /** Empty until the entry has its place, which takes seconds. */
    @Transactional(readOnly = true)
    public Optional<Proof> proof(Leaf leaf) {
        var index = jdbc.sql("""
                        select ledger_index from access_leaf
                        where access_id = :accessId and subject_id = :subjectId and ledger_index is not null
                        """)
                .param("accessId", leaf.accessId())
                .param("subjectId", leaf.subjectId())
                .query(Long.class)
                .optional();
        var head = head();
        if (index.isEmpty() || head.checkpoint() == null || index.get() >= head.size()) {
            return Optional.empty();
        }
        var path = new MerkleTree(tiles())
                .inclusionPath(index.get(), head.size()).stream()
                        .map(Base64.getEncoder()::encodeToString)
                        .toList();
        return Optional.of(new Proof(leaf.text(), index.get(), head.size(), path, head.checkpoint()));
    }

    /** Where the log stands. */
    record Head(long size, @Nullable String checkpoint) {}

    Head head() {
        return jdbc.sql("select size, checkpoint from access_ledger_head")
                .query(Head.class)
                .single();
    }

    Optional<byte[]> tile(int level, long tile) {
        return jdbc.sql("select hashes from access_tile where level = :level and tile = :tile")
                .param("level", level)
                .param("tile", tile)
                .query((row, _) -> row.getBytes("hashes"))
                .optional();
    }

    /** Gives waiting leaves their places. @return how many */
    @Transactional
    int append(int most, Instant now, LocalDate today) {
        long size = jdbc.sql("select size from access_ledger_head for update")
                .query(Long.class)
                .single();
        var waiting = jdbc.sql("""
                        select access_id, subject_id, leaf_hash from access_leaf
                        where ledger_index is null
                        order by access_id, subject_id
                        limit :most
                        """)
                .param("most", most)
                .query((row, _) -> new Waiting(
                        row.getObject("access_id", UUID.class),
                        row.getObject("subject_id", UUID.class),
                        row.getBytes("leaf_hash")))
                .list();
        if (waiting.isEmpty()) {
            return 0;
        }
        place(waiting, size);
        grow(0, size, waiting.stream().map(Waiting::hash).toList());
        sign(size + waiting.size(), now, today);
        return waiting.size();
    }

    private record Waiting(UUID accessId, UUID subjectId, byte[] hash) {}

    private void place(List<Waiting> waiting, long size) {
        jdbc.sql("""
                        update access_leaf a set ledger_index = :size + l.ordinality - 1
                        from unnest(:accessIds, :subjectIds) with ordinality as l (access_id, subject_id, ordinality)
                        where a.access_id = l.access_id and a.subject_id = l.subject_id
                        """)
                .param("size", size)
                .param("accessIds", waiting.stream().map(Waiting::accessId).toArray(UUID[]::new))
                .param("subjectIds", waiting.stream().map(Waiting::subjectId).toArray(UUID[]::new))
                .update();
    }

    /** Adds hashes to a level; each tile that fills up is one hash of the level above. */
    private void grow(int level, long size, List<byte[]> hashes) {
        var above = new ArrayList<byte[]>();
        long firstAbove = size / MerkleTree.WIDTH;
        int at = 0;
        while (at < hashes.size()) {
            long tile = (size + at) / MerkleTree.WIDTH;
            int filled = (int) ((size + at) % MerkleTree.WIDTH);
            int more = Math.min(MerkleTree.WIDTH - filled, hashes.size() - at);
            byte[] content =
                    Arrays.copyOf(filled == 0 ? new byte[0] : tile(level, tile).orElseThrow(), (filled + more) * 32);
            for (int i = 0; i < more; i++) {
                System.arraycopy(hashes.get(at + i), 0, content, (filled + i) * 32, 32);
            }
            jdbc.sql("""
                            insert into access_tile (level, tile, hashes) values (:level, :tile, :hashes)
                            on conflict (level, tile) do update set hashes = excluded.hashes
                            """)
                    .param("level", level)
                    .param("tile", tile)
                    .param("hashes", content)
                    .update();
            if (filled + more == MerkleTree.WIDTH) {
                above.add(MerkleTree.rootOf(content));
            }
            at += more;
        }
        if (!above.isEmpty()) {
            grow(level + 1, firstAbove, above);
        }
    }

    private void sign(long size, Instant now, LocalDate today) {
        byte[] root = new MerkleTree(tiles()).root(size);
        String checkpoint = Checkpoint.note(size, root, seal);
        jdbc.sql("update access_ledger_head set size = :size, checkpoint = :checkpoint, signed_at = :now")
                .param("size", size)
                .param("checkpoint", checkpoint)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                        insert into access_checkpoint (on_day, size, root, checkpoint)
                        values (:today, :size, :root, :checkpoint)
                        on conflict (on_day) do update set
                            size = excluded.size, root = excluded.root, checkpoint = excluded.checkpoint
                        """)
                .param("today", today)
                .param("size", size)
                .param("root", root)
                .param("checkpoint", checkpoint)
                .update();
    }

    /** A past checkpoint against the tiles of today. */
    record Kept(LocalDate onDay, long size, byte[] root) {}

    List<Kept> kept() {
        return jdbc.sql("select on_day, size, root from access_checkpoint order by on_day")
                .query((row, _) ->
                        new Kept(row.getObject("on_day", LocalDate.class), row.getLong("size"), row.getBytes("root")))
                .list();
    }

    /** Hashes of the stored tiles, each tile read once. */
    MerkleTree.Tiles tiles() {
        Map<String, byte[]> read = new HashMap<>();
        return (level, index) -> {
            long number = index / MerkleTree.WIDTH;
            byte[] tile = read.computeIfAbsent(
                    level + "/" + number, _ -> tile(level, number).orElseThrow());
            int at = (int) (index % MerkleTree.WIDTH) * 32;
            return Arrays.copyOfRange(tile, at, at + 32);
        };
    }

    private static byte[] hash(String text) {
        return MerkleTree.leaf(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
