package org.chengxin.repair.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a case does to a record. Contracts: deploy/contracts/events/repair-service. */
public sealed interface Effect {

    UUID caseId();

    UUID recordId();

    /** The wire type. */
    default String type() {
        return switch (this) {
            case DisputeOpened _ -> "dispute.opened.v1";
            case DisputeWithdrawn _ -> "dispute.withdrawn.v1";
            case DisputeDecided _ -> "dispute.decided.v1";
            case SuspensionBegan _ -> "suspension.began.v1";
            case SuspensionEnded _ -> "suspension.ended.v1";
            case RepairGranted _ -> "repair.granted.v1";
            case RepairUndone _ -> "repair.undone.v1";
            case StatementPublished _ -> "statement.published.v1";
            case StatementRemoved _ -> "statement.removed.v1";
            case DutyPerformed _ -> "duty.performed.v1";
            case ErasureOrdered _ -> "erasure.ordered.v1";
        };
    }

    record DisputeOpened(
            UUID caseId,
            UUID recordId,
            UUID subjectId,
            long recordVersion,
            @Nullable String field,
            Matter.Grounds grounds,
            Instant openedAt)
            implements Effect {}

    record DisputeWithdrawn(UUID caseId, UUID recordId, UUID subjectId, Instant closedAt) implements Effect {}

    record DisputeDecided(UUID caseId, UUID recordId, UUID subjectId, Outcome outcome, Instant closedAt)
            implements Effect {}

    record SuspensionBegan(UUID caseId, UUID recordId, UUID subjectId, Ground ground, Instant at) implements Effect {

        /** Why a record is neither shared nor used for a while. */
        public enum Ground {
            RECONSIDERATION,
            COURT,
            EXTENSION,
            /** The person has answered the notice and the source has not yet weighed it. */
            ANSWER_OPEN,
            DISPUTE_OVERDUE,
            DISPUTE_UNCLEAR
        }
    }

    record SuspensionEnded(UUID caseId, UUID recordId, UUID subjectId, Instant at) implements Effect {}

    record RepairGranted(UUID caseId, UUID recordId, UUID subjectId, String method, Instant at) implements Effect {}

    record RepairUndone(UUID caseId, UUID recordId, UUID subjectId, Instant at) implements Effect {}

    record StatementPublished(UUID caseId, UUID recordId, UUID subjectId, String text, Instant at) implements Effect {}

    record StatementRemoved(UUID caseId, UUID recordId, UUID subjectId, Instant at) implements Effect {}

    record DutyPerformed(UUID caseId, UUID recordId, UUID subjectId, LocalDate performedOn, Instant at)
            implements Effect {}

    record ErasureOrdered(UUID caseId, UUID recordId, UUID subjectId, Instant at) implements Effect {}
}
