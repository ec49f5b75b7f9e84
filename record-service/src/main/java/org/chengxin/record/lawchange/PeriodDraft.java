package org.chengxin.record.lawchange;

import java.time.LocalDate;

/**
 * A period that binds every type, as it is proposed.
 *
 * @param rule a severity level, or {@code P-6} for the absolute limit
 * @param source the law that says so
 */
record PeriodDraft(String rule, int minMonths, int maxMonths, String source, LocalDate inForceFrom) {}
