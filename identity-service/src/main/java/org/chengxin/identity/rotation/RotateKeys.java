package org.chengxin.identity.rotation;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.chengxin.identity.vault.Vault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Use case: moves all values to the current keys and the current suite while everything goes on (rule P-6).
 *
 * <p>Every step is small, repeatable and safe beside the same work of another instance.
 */
@Component
class RotateKeys {

    private static final Logger log = LoggerFactory.getLogger(RotateKeys.class);

    private final Vault vault;
    private final SealedValues sealed;
    private final LookupHashes hashes;
    private final Semaphore round = new Semaphore(1);
    private volatile boolean tidy;

    RotateKeys(Vault vault, SealedValues sealed, LookupHashes hashes) {
        this.vault = vault;
        this.sealed = sealed;
        this.hashes = hashes;
    }

    /** What is left to do. */
    record Progress(Map<SealedColumn, Long> toSealAnew, long toHashAnew) {

        boolean isComplete() {
            return toHashAnew == 0 && toSealAnew.values().stream().allMatch(left -> left == 0);
        }
    }

    /** Begins a round unless one is under way, and does not wait for it: the clockwork has other work. */
    @Scheduled(fixedDelayString = "${chengxin.identity.rotation-every}")
    void beginRound() {
        if (round.tryAcquire()) {
            Thread.ofVirtual().name("rotation").start(() -> {
                try {
                    rotate();
                } catch (RuntimeException fault) {
                    // Every step is repeatable; the next round goes on where this one stopped.
                    log.warn(
                            "The rotation of keys stopped and goes on soon ({})",
                            fault.getClass().getSimpleName());
                } finally {
                    round.release();
                }
            });
        }
    }

    void rotate() {
        var stale = vault.staleKeys();
        if (!stale.isEmpty()) {
            for (var column : SealedColumn.values()) {
                var sealedAnew = 0;
                for (var some = sealed.sealAnew(column, stale); some > 0; some = sealed.sealAnew(column, stale)) {
                    sealedAnew += some;
                }
                if (sealedAnew > 0) {
                    log.info("Sealed {} values of {} with the current keys", sealedAnew, column);
                }
            }
        }
        if (!hashes.isComplete()) {
            hashes.hashAll();
        } else if (!tidy) {
            // Once after each start, when the configuration may have changed; after one more look at all documents.
            hashes.hashAll();
            while (hashes.dropSomeOfLeftKeys() > 0) {
                log.info("Dropped hashes under keys that are not configured any more");
            }
            hashes.forgetLeftKeys();
            tidy = true;
        }
    }

    Progress progress() {
        var stale = vault.staleKeys();
        var left = new EnumMap<SealedColumn, Long>(SealedColumn.class);
        for (var column : SealedColumn.values()) {
            left.put(column, stale.isEmpty() ? 0 : sealed.left(column, stale));
        }
        return new Progress(left, hashes.left());
    }
}
