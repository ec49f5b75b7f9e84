package org.chengxin.gateway.proxy;

import java.util.Set;

/**
 * A family of addresses that belongs to one service.
 *
 * @param pattern path pattern, {@code /**} at its end stands for the address itself and all below it
 * @param open methods that need no token; the service decides for itself what it tells an anonymous caller
 */
public record Resource(String pattern, Destination destination, Pace pace, Set<String> open) {

    /** How a request to the resource behaves in time and size. */
    public enum Pace {
        /** A question and its answer. */
        ORDINARY,
        /** The answer may wait until there is news, up to half a minute, and is a stream. */
        LONG_POLL,
        /** Question or answer are streams of any length; only standing still is a fault. */
        STREAM,
        /** A file goes up. */
        UPLOAD
    }

    static Resource at(String pattern, Destination destination) {
        return new Resource(pattern, destination, Pace.ORDINARY, Set.of());
    }

    Resource pace(Pace other) {
        return new Resource(pattern, destination, other, open);
    }

    Resource openTo(String... methods) {
        return new Resource(pattern, destination, pace, Set.of(methods));
    }
}
