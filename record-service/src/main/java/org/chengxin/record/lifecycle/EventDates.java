package org.chengxin.record.lifecycle;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The days that the source states about one record.
 *
 * @param occurredOn end of the conduct or event (P-6 counts from here)
 * @param decidedOn the determination (P-4 counts from here)
 * @param effectiveOn the determination took effect
 * @param noticeServedOn the person was told (N-1); needed for adverse records
 * @param finalOn the determination became final; absent while it can be challenged
 * @param acceptedOn the platform accepted the record: positive and neutral records are final from here
 */
public record EventDates(
        LocalDate occurredOn,
        LocalDate decidedOn,
        LocalDate effectiveOn,
        @Nullable LocalDate noticeServedOn,
        @Nullable LocalDate finalOn,
        LocalDate acceptedOn) {}
