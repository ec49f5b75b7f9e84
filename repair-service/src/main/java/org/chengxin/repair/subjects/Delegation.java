package org.chengxin.repair.subjects;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * That somebody acts for somebody else (rule Q-8; 民法典 Art. 23, 161).
 *
 * @param validUntil the last day
 * @param reason why, in the words of who asks
 */
record Delegation(
        UUID id,
        Ground ground,
        UUID principalId,
        UUID agentId,
        LocalDate validUntil,
        State state,
        String reason,
        Instant askedAt,
        long version) {

    /** On what it rests. */
    enum Ground {
        /** The person gave it; it holds at once. */
        AGENT,
        /** The law gave it; a reviewer looks at the papers. */
        GUARDIAN,
        /** The person has died; a reviewer looks at the papers. */
        HEIR
    }

    /** Whether it holds. */
    enum State {
        ASKED,
        ACTIVE,
        REFUSED,
        REVOKED;

        boolean mayBecome(State next) {
            return switch (this) {
                case ASKED -> next == ACTIVE || next == REFUSED || next == REVOKED;
                case ACTIVE -> next == REVOKED;
                case REFUSED, REVOKED -> false;
            };
        }
    }

    Delegation become(State next) {
        return new Delegation(id, ground, principalId, agentId, validUntil, next, reason, askedAt, version + 1);
    }
}
