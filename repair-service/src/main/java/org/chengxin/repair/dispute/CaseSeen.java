package org.chengxin.repair.dispute;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone other than the person read a case (rule Q-5). Contract:
 * deploy/contracts/events/repair-service/subject.accessed.v1.schema.json.
 */
record CaseSeen(
        UUID accessId,
        UUID subjectId,
        Instant at,
        String organisation,
        String service,
        String purpose,
        String matterNumber,
        @Nullable String legalBasis,
        String outcome,
        List<String> recordTypes) {

    static final String TYPE = "subject.accessed.v1";

    static CaseSeen of(Dispute dispute, String viewer, Instant at) {
        return new CaseSeen(
                UUID.randomUUID(),
                dispute.subjectId(),
                at,
                viewer,
                "repair-service",
                "REPAIR_REVIEW",
                dispute.id().toString(),
                null,
                "ANSWERED",
                List.of(dispute.recordType()));
    }
}
