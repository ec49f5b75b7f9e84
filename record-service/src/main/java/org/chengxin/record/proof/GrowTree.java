package org.chengxin.record.proof;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
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
 * <p>One replica at a time (advisory lock). A place is given to the versions of a transaction together, when they can be seen, so places have no gaps and a
 * reader who has read up to a head never misses one that commits later.
 */
@Component
class GrowTree {

    private static final Logger log = LoggerFactory.getLogger(GrowTree.class);
    /** Leaves; the last bundle may go over it. */
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

    @Scheduled(fixedDelayString = "${chengxin.record.ledger.every:PT2S}")
    void grow() {
        try {
            while (growOnce() >= AT_ONCE) {
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
        var bundles = unplaced();
        var size = size();
        if (bundles.isEmpty() && checkpoint().isPresent()) {
            return 0;
        }
        var leaves = leaves(bundles);
        if (!bundles.isEmpty()) {
            place(bundles, size);
            tiles.append(size, leaves);
        }
        sign(size + leaves.size());
        return leaves.size();
    }

    private List<Long> unplaced() {
        return jdbc.sql("""
                        select id
                          from (select id, sum(size) over (order by id) - size as ahead
                                  from (select id, size
                                          from version_bundle
                                         where first_leaf is null
                                         order by id
                                         limit :most) first) counted
                         where ahead < :most
                         order by id
                        """)
                .param("most", AT_ONCE)
                .query((row, _) -> row.getLong("id"))
                .list();
    }

    private List<byte[]> leaves(List<Long> bundles) {
        return jdbc.sql("select commitment from record_version where bundle = any(:bundles) order by bundle, nth")
                .param("bundles", bundles.toArray(Long[]::new))
                .query((row, _) -> Hash.leaf(row.getBytes("commitment")))
                .list();
    }

    private void place(List<Long> bundles, long size) {
        jdbc.sql("""
                update version_bundle b
                   set first_leaf = :size + n.ahead
                  from (select id, sum(size) over (order by id) - size as ahead
                          from version_bundle
                         where id = any(:bundles)) n
                 where b.id = n.id
                """)
                .param("size", size)
                .param("bundles", bundles.toArray(Long[]::new))
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
