package org.chengxin.sharing.agreements;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of what a receiver may get: purposes, types, fields, regions, on a legal basis, for a time.
 *
 * @param seriesId the same for all versions of one agreement
 * @param replaces the version that ends when this one is approved
 * @param receiver the name of the client that asks
 * @param feed the feed it opens, or null when it opens queries
 * @param regions divisions whose records are covered, or {@code *} for the whole province
 * @param validUntil the first day on which it no longer holds
 * @param dailyQuota questions answered on one day, or null when none are counted
 * @param impactAssessment where the assessment made before the sharing is kept (B-2); null for what was seeded
 * @param concludedAt when it was proposed
 */
public record Agreement(
        UUID agreementId,
        UUID seriesId,
        int version,
        @Nullable UUID replaces,
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
        @Nullable Integer dailyQuota,
        @Nullable String impactAssessment,
        String proposedBy,
        @Nullable String decidedBy,
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
        REJECTED,
        ENDED
    }

    /** Facts that may be shown of a record type; {@code *} stands for every other type, and for every fact. */
    public record Grant(String recordType, List<String> fields) {}

    /** The purpose that access entries of the feed carry. */
    public Purpose firstPurpose() {
        return purposes.getFirst();
    }
}
