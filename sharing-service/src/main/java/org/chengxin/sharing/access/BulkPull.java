package org.chengxin.sharing.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Many persons' records given to one receiver at once.
 *
 * @param upTo position of the feeds that the receiver has now
 * @param records numbers of the records that were given
 */
public record BulkPull(
        UUID pullId,
        Instant at,
        String receiver,
        String feed,
        Kind kind,
        String purpose,
        String legalBasis,
        UUID agreementId,
        long upTo,
        List<Integer> records) {

    /** The way in which it was given. */
    public enum Kind {
        CHANGES,
        SNAPSHOT,
        FILE,
        REPLICA
    }
}
