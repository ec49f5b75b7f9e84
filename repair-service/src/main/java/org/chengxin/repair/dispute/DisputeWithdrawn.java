package org.chengxin.repair.dispute;

import java.time.Instant;
import java.util.UUID;

/** Contract: deploy/contracts/events/repair-service/dispute.withdrawn.v1.schema.json. */
record DisputeWithdrawn(UUID caseId, UUID recordId, UUID subjectId, Instant closedAt) {

    static final String TYPE = "dispute.withdrawn.v1";

    static DisputeWithdrawn of(Dispute dispute, Instant closedAt) {
        return new DisputeWithdrawn(dispute.id(), dispute.recordId(), dispute.subjectId(), closedAt);
    }
}
