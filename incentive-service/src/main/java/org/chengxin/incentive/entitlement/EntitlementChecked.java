package org.chengxin.incentive.entitlement;

import java.time.Instant;
import java.util.SortedSet;
import java.util.UUID;

/**
 * The line that a check leaves in the person's access log (rule Q-5). Contract:
 * deploy/contracts/events/incentive-service/subject.accessed.v1.schema.json.
 *
 * @param organisation who asked
 * @param legalBasis where the measure stands
 * @param recordTypes what was looked at
 */
record EntitlementChecked(
        UUID accessId,
        UUID subjectId,
        Instant at,
        String organisation,
        String service,
        Purpose purpose,
        String matterNumber,
        String legalBasis,
        String outcome,
        SortedSet<String> recordTypes) {

    static final String TYPE = "subject.accessed.v1";

    static EntitlementChecked answered(
            UUID checkId,
            UUID subjectId,
            Instant at,
            String organisation,
            Purpose purpose,
            String matterNumber,
            String legalBasis,
            SortedSet<String> recordTypes) {
        return new EntitlementChecked(
                checkId,
                subjectId,
                at,
                organisation,
                "incentive-service",
                purpose,
                matterNumber,
                legalBasis,
                "ANSWERED",
                recordTypes);
    }
}
