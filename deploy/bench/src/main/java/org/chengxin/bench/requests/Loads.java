package org.chengxin.bench.requests;

import java.time.Duration;

/**
 * How requests are asked.
 *
 * @param length of one load
 * @param warming how long at most one kind of request is asked before it counts; it ends when answers come no faster
 */
public record Loads(Duration length, Duration warming) {

    int seconds() {
        return Math.toIntExact(length.toSeconds());
    }

    /** The same in shorter loads. */
    Loads dividedBy(int parts) {
        return new Loads(length.dividedBy(parts), warming);
    }
}
