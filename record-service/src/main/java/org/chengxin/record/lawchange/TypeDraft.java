package org.chengxin.record.lawchange;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.chengxin.record.catalog.Polarity;
import org.chengxin.record.catalog.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A version of a record type as it is proposed.
 *
 * @param factsSchema JSON Schema 2020-12: a whitelist, each field with the reason why it is needed
 * @param reason why class, severity, domain and periods are what they are; where repair is excluded, the law that does it
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
        Map<String, Object> factsSchema,
        String reason,
        LocalDate inForceFrom) {

    /** A department that may provide the type, and why it is competent. */
    record Provider(String department, String reason) {}

    /** From the determination to repair, and to the end of display. */
    record Months(int minMonths, int maxMonths) {}
}
