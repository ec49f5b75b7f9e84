package org.chengxin.repair.dispute;

import java.time.LocalDate;

/**
 * The legal clock of a case as it is shown.
 *
 * @param rule the rule that sets it
 * @param overdue whether an open case is past its day
 */
record ClockView(String rule, LocalDate forwardBy, LocalDate dueOn, boolean running, boolean overdue) {

    static ClockView of(Dispute dispute, LocalDate today) {
        var running = dispute.closedAt() == null;
        return new ClockView(
                "D-3",
                dispute.clock().forwardBy(),
                dispute.clock().dueOn(),
                running,
                running && dispute.clock().isOverdue(today));
    }
}
