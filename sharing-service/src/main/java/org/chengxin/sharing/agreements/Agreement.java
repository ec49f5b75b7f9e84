package org.chengxin.sharing.agreements;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one receiver may get: purposes, types, fields, regions, on a legal basis, for a time.
 *
 * @param receiver the name of the client that asks
 * @param feed the feed it opens, or null when it opens queries
 * @param regions divisions whose records are covered, or {@code *} for the whole province
 * @param validUntil the first day on which it no longer holds
 */
public record Agreement(
        UUID agreementId,
        String receiver,
        @Nullable String feed,
        List<Purpose> purposes,
        String legalBasis,
        Identity identity,
        List<String> regions,
        List<Grant> grants,
        Status status,
        LocalDate validFrom,
        LocalDate validUntil,
        Instant concludedAt) {

    /** How a feed names the person. */
    public enum Identity {
        DOCUMENT,
        TOKEN
    }

    /** Only an ACTIVE agreement opens anything. */
    public enum Status {
        PROPOSED,
        ACTIVE,
        ENDED
    }

    /** Facts that may be shown of a record type; {@code *} stands for every other type, and for every fact. */
    public record Grant(String recordType, List<String> fields) {}

    /** The purpose that access entries of the feed carry. */
    public Purpose firstPurpose() {
        return purposes.getFirst();
    }
}
