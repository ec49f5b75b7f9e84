package org.chengxin.repair.dispute;

import java.time.LocalDate;
import org.chengxin.repair.calendar.WorkingDays;

/**
 * The days by which a dispute must move (rule D-3).
 *
 * <p>The source answers for what it reported (rule A-7), so every dispute about a record is forwarded to it: within two
 * working days by law, on the day itself here, because the case stands in the department's queue as soon as it is
 * filed. Its five working days run from there.
 *
 * @param forwardBy last day to forward the dispute to the source
 * @param dueOn last day for the source to decide
 */
public record DisputeClock(LocalDate forwardBy, LocalDate dueOn) {

    /** Source: 上海市社会信用条例 Art. 36, 浙江省公共信用信息管理条例 Art. 31. */
    static final int FORWARD_WORKING_DAYS = 2;

    /** Source: the same. */
    static final int DECIDE_WORKING_DAYS = 5;

    static DisputeClock start(LocalDate openedOn, LocalDate forwardedOn, WorkingDays calendar) {
        return new DisputeClock(
                calendar.after(openedOn, FORWARD_WORKING_DAYS), calendar.after(forwardedOn, DECIDE_WORKING_DAYS));
    }

    /** The last day still belongs to the period (rule T-1). */
    boolean isOverdue(LocalDate today) {
        return today.isAfter(dueOn);
    }
}
