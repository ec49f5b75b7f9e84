package org.chengxin.record.lawchange;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.chengxin.record.catalog.Polarity;
import org.chengxin.record.catalog.Severity;
import org.chengxin.record.catalog.SharingScope;
import org.jspecify.annotations.Nullable;

/**
 * A version of a record type as it is proposed.
 *
 * @param factsSchema JSON Schema 2020-12: a whitelist, each field with the reason why it is needed
 * @param repairExclusionBasis law and article that exclude repair; only and always where it is not repairable
 * @param sharingScope with whom its records may be shared; wherever an agreement or a consent allows it, unless given
 * @param publicationBasis one of its legal bases, the one that orders publication; absent: not published (P-8)
 * @param reason why class, severity, domain and periods are what they are
 */
record TypeDraft(
        String code,
        String nameZh,
        String nameEn,
        String nationalClass,
        String domain,
        @Nullable String occupation,
        Polarity polarity,
        @Nullable Severity severity,
        List<String> legalBases,
        List<Provider> providingDepartments,
        int noticeWorkingDays,
        Months display,
        boolean repairable,
        @Nullable String repairExclusionBasis,
        @Nullable SharingScope sharingScope,
        @Nullable String publicationBasis,
        Map<String, Object> factsSchema,
        String reason,
        LocalDate inForceFrom) {

    /** A proposal that is older than this member means what it meant then. */
    SharingScope scope() {
        return sharingScope == null ? SharingScope.AGREEMENT_OR_CONSENT : sharingScope;
    }

    /** Proposals used to name the law in their reason. */
    @Nullable
    String exclusion() {
        if (repairable) {
            return null;
        }
        return repairExclusionBasis == null ? reason : repairExclusionBasis;
    }

    /** A department that may provide the type, and why it is competent. */
    record Provider(String department, String reason) {}

    /** From the determination to repair, and to the end of display. */
    record Months(int minMonths, int maxMonths) {}
}
