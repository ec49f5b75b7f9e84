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
    String type();

    record DisputeOpened(
            UUID caseId,
            UUID recordId,
            UUID subjectId,
            long recordVersion,
            @Nullable String field,
            Matter.Grounds grounds,
            Instant openedAt)
            implements Effect {

        @Override
        public String type() {
            return "dispute.opened.v1";
        }
    }

    record DisputeWithdrawn(UUID caseId, UUID recordId, UUID subjectId, Instant closedAt) implements Effect {

        @Override
        public String type() {
            return "dispute.withdrawn.v1";
        }
    }

    record DisputeDecided(UUID caseId, UUID recordId, UUID subjectId, Outcome outcome, Instant closedAt)
            implements Effect {

        @Override
        public String type() {
            return "dispute.decided.v1";
        }
    }

    record SuspensionBegan(UUID caseId, UUID recordId, UUID subjectId, Ground ground, Instant at) implements Effect {

        /** Why a record is neither shared nor used for a while. */
        public enum Ground {
            RECONSIDERATION,
            COURT,
            EXTENSION,
            DISPUTE_OVERDUE,
            DISPUTE_UNCLEAR
        }

        @Override
        public String type() {
            return "suspension.began.v1";
        }
    }

    record SuspensionEnded(UUID caseId, UUID recordId, UUID subjectId, Instant at) implements Effect {

        @Override
        public String type() {
            return "suspension.ended.v1";
        }
    }

    record RepairGranted(UUID caseId, UUID recordId, UUID subjectId, String method, Instant at) implements Effect {

        @Override
        public String type() {
            return "repair.granted.v1";
        }
    }

    record RepairUndone(UUID caseId, UUID recordId, UUID subjectId, Instant at) implements Effect {

        @Override
        public String type() {
            return "repair.undone.v1";
        }
    }

    record StatementPublished(UUID caseId, UUID recordId, UUID subjectId, String text, Instant at) implements Effect {

        @Override
        public String type() {
            return "statement.published.v1";
        }
    }

    record StatementRemoved(UUID caseId, UUID recordId, UUID subjectId, Instant at) implements Effect {

        @Override
        public String type() {
            return "statement.removed.v1";
        }
    }

    record DutyPerformed(UUID caseId, UUID recordId, UUID subjectId, LocalDate performedOn, Instant at)
            implements Effect {

        @Override
        public String type() {
            return "duty.performed.v1";
        }
    }

    record ErasureOrdered(UUID caseId, UUID recordId, UUID subjectId, Instant at) implements Effect {

        @Override
        public String type() {
            return "erasure.ordered.v1";
        }
    }
}
