package org.chengxin.repair.calendar;

/** The calendar as it is committed, for tests of other capabilities. */
public final class CommittedCalendar {

    private CommittedCalendar() {}

    public static WorkingDays days() {
        return WorkingDaysTest.committed();
    }
}
