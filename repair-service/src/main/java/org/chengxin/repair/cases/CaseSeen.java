package org.chengxin.repair.cases;

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

    static CaseSeen of(CaseFile file, String viewer, Instant at) {
        return new CaseSeen(
                UUID.randomUUID(),
                file.subjectId(),
                at,
                viewer,
                "repair-service",
                "REPAIR_REVIEW",
                file.id().toString(),
                null,
                "ANSWERED",
                file.recordType() == null ? List.of() : List.of(file.recordType()));
    }
}
