package org.chengxin.record.proof;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives every committed version its place in the tree and signs the new head, every few seconds.
 *
 * <p>One replica at a time (advisory lock). A place is given when the version can be seen, so places have no gaps and a
 * reader who has read up to a head never misses one that commits later.
 */
@Component
class GrowTree {

    private static final Logger log = LoggerFactory.getLogger(GrowTree.class);
    private static final int AT_ONCE = 4_096;
    private static final long ORDER = 6_403_772L;

    private final JdbcClient jdbc;
    private final Tiles tiles;
    private final SignedNote note;
    private final Clock clock;
    private final TransactionTemplate transaction;

    GrowTree(JdbcClient jdbc, Tiles tiles, SignedNote note, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.tiles = tiles;
        this.note = note;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    private record Unplaced(UUID recordId, int version, byte[] commitment) {}

    @Scheduled(fixedDelayString = "${chengxin.record.ledger.every:PT2S}")
    void grow() {
        try {
            while (growOnce() == AT_ONCE) {
                // the next batch
            }
        } catch (RuntimeException e) {
            log.warn("The tree grows later: {}", e.getClass().getName());
        }
    }

    /** @return how many leaves were added */
    int growOnce() {
        return transaction.execute(_ -> {
            var alone = jdbc.sql("select pg_try_advisory_xact_lock(:order)")
                    .param("order", ORDER)
                    .query(Boolean.class)
                    .single();
            return alone ? add() : 0;
        });
    }

    /** How many leaves the latest signed head has. */
    long size() {
        return jdbc.sql("select size from ledger_head")
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    Optional<String> checkpoint() {
        return jdbc.sql("select checkpoint from ledger_head")
                .query(String.class)
                .optional();
    }

    private int add() {
        var unplaced = unplaced();
        var size = size();
        if (unplaced.isEmpty() && checkpoint().isPresent()) {
            return 0;
        }
        if (!unplaced.isEmpty()) {
            place(unplaced, size);
            tiles.append(
                    size,
                    unplaced.stream().map(one -> Hash.leaf(one.commitment())).toList());
        }
        sign(size + unplaced.size());
        return unplaced.size();
    }

    private List<Unplaced> unplaced() {
        return jdbc.sql("""
                        select record_id, version, commitment
                          from record_version
                         where leaf is null
                         order by record_id, version
                         limit :most
                        """)
                .param("most", AT_ONCE)
                .query((row, _) -> new Unplaced(
                        row.getObject("record_id", UUID.class), row.getInt("version"), row.getBytes("commitment")))
                .list();
    }

    private void place(List<Unplaced> unplaced, long size) {
        jdbc.sql("""
                update record_version v
                   set leaf = :size + n.nth - 1
                  from unnest(:ids, :versions) with ordinality as n (record_id, version, nth)
                 where v.record_id = n.record_id and v.version = n.version
                """)
                .param("size", size)
                .param("ids", unplaced.stream().map(Unplaced::recordId).toArray(UUID[]::new))
                .param("versions", unplaced.stream().map(Unplaced::version).toArray(Integer[]::new))
                .update();
    }

    private void sign(long size) {
        var root = new MerkleTree(tiles.reading()).root(size);
        var checkpoint =
                note.sign(note.name() + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n");
        jdbc.sql("""
                insert into ledger_head (one_row, size, checkpoint, signed_at)
                values (true, :size, :checkpoint, :now)
                on conflict (one_row) do update
                   set size = excluded.size, checkpoint = excluded.checkpoint, signed_at = excluded.signed_at
                """)
                .param("size", size)
                .param("checkpoint", checkpoint)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
