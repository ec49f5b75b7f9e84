package org.chengxin.identity.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Announcement {@code pull.revealed.v1}: a receiver was given numbers and names of all persons on a page of a bulk pull.
 *
 * @param pullId of the page, as it stands in the log of sharing-service
 * @param subjectIds at most 1,000
 */
record PullRevealed(
        UUID pullId, Instant at, String organisation, String service, String purpose, List<UUID> subjectIds) {

    static final String TOPIC = "access-events";
    static final String TYPE = "pull.revealed.v1";
}
