package org.chengxin.identity.vault;

import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Ciphers or keyed hashes of one algorithm that wait for their next value.
 *
 * <p>Looking an algorithm up costs more than a short value does: what was made is used again, by one at a time, and
 * prepared anew for each value. There are as many as ever worked at the same moment, about one for each processor.
 */
final class Idle<T> {

    private final Queue<T> idle = new ConcurrentLinkedQueue<>();
    private final Made<T> another;

    Idle(Made<T> another) {
        this.another = another;
    }

    /** Looks the algorithm up. */
    interface Made<T> {
        T make() throws GeneralSecurityException;
    }

    /** One that nobody else has; made when none is idle. */
    T take() throws GeneralSecurityException {
        var one = idle.poll();
        return one == null ? another.make() : one;
    }

    /** For the next value. One that failed is not given back. */
    void giveBack(T one) {
        idle.add(one);
    }
}
