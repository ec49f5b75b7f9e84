package org.chengxin.sharing.incidents;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A leak of what a receiver was given: kinds of data, cause, harm, measures and whom to turn to (B-1; PIPL Art. 57).
 *
 * @param from what was given from then on is concerned
 * @param until what was given before then is concerned
 */
record Incident(
        UUID incidentId,
        String organisation,
        Instant from,
        Instant until,
        String kinds,
        String cause,
        String harm,
        String measures,
        String contact,
        String declaredBy,
        Instant declaredAt) {

    /** Design decisions; the law says at once. */
    private static final Duration AUTHORITY = Duration.ofDays(1);

    private static final Duration PERSONS = Duration.ofDays(3);

    Instant authorityBy() {
        return declaredAt.plus(AUTHORITY);
    }

    Instant personsBy() {
        return declaredAt.plus(PERSONS);
    }
}
