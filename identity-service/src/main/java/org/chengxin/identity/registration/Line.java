package org.chengxin.identity.registration;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The line before the database in which a burst of registrations waits, in order.
 *
 * <p>Without it the burst takes all connections: its own tail fails, and resolution, on which intake waits, fails with it.
 */
@Component
class Line {

    /** Leaves a good part of the pool of ten to everybody else. */
    private static final int AT_ONE_TIME = 5;

    /** After it the request goes on and the pool decides. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Semaphore turns = new Semaphore(AT_ONE_TIME, true);

    <T> T inTurn(Supplier<T> work) {
        // Whoever is inside a transaction holds a connection already and must not wait for others with it.
        if (TransactionSynchronizationManager.isActualTransactionActive() || !takesTurn()) {
            return work.get();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private boolean takesTurn() {
        try {
            return turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
