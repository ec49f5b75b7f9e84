package org.chengxin.record.lawchange;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of the catalogue or of its periods, on its way from one catalogue administrator to another.
 *
 * @param code the record type, or the rule: a severity level or {@code P-6}
 * @param content as it was proposed
 */
record Proposal(
        UUID proposalId,
        Kind kind,
        String code,
        Map<String, Object> content,
        String reason,
        LocalDate inForceFrom,
        State state,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt) {

    /** What changes. */
    enum Kind {
        TYPE,
        PERIOD
    }

    /** How far it is. */
    enum State {
        OPEN,
        APPROVED,
        REJECTED
    }
}
