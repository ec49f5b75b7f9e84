package org.chengxin.identity.merge;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two subjects that are one person, and how far the decision is (rules M-1 to M-4).
 *
 * @param survivorId the subject that stands for both
 * @param mergedId the subject that stands behind it
 */
record SubjectMerge(
        UUID id,
        UUID survivorId,
        UUID mergedId,
        Reason reason,
        String authorityReference,
        State state,
        String proposedBy,
        @Nullable String decidedBy,
        @Nullable String reversalProposedBy,
        @Nullable String reversalDecidedBy) {

    /** Why two subjects are taken for one person; a code, because free words might tell who it is. */
    enum Reason {
        /** The person was registered with two of their documents. */
        SEVERAL_DOCUMENTS,
        /** The authority issued another number to the same person. */
        NUMBER_REISSUED,
        /** The authority found that two numbers are one person's. */
        AUTHORITY_FINDING
    }

    /** Why the two are two persons after all. */
    enum ReversalReason {
        /** The authority took its answer back. */
        AUTHORITY_CORRECTION,
        /** The wrong subjects were merged. */
        MISTAKE,
        /** A court or reconsideration body ordered it. */
        ORDERED
    }

    /** How far a merge is; each step by another reviewer than the one before. */
    enum State {
        PROPOSED,
        REFUSED,
        MERGED,
        REVERSAL_PROPOSED,
        REVERSED
    }
}
