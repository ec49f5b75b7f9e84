package org.chengxin.repair.dispute;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Contract: deploy/contracts/events/repair-service/dispute.opened.v1.schema.json. */
record DisputeOpened(
        UUID caseId,
        UUID recordId,
        UUID subjectId,
        long recordVersion,
        @Nullable String field,
        Grounds grounds,
        Instant openedAt) {

    static final String TYPE = "dispute.opened.v1";

    static DisputeOpened of(Dispute dispute) {
        return new DisputeOpened(
                dispute.id(),
                dispute.recordId(),
                dispute.subjectId(),
                dispute.recordVersion(),
                dispute.field(),
                dispute.grounds(),
                dispute.openedAt());
    }
}
