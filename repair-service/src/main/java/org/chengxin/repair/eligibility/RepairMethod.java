package org.chengxin.repair.eligibility;

/** The ways to mend a record; a closed list, the same codes as repair-methods.csv. */
public enum RepairMethod {
    LATE_PERFORMANCE(Group.REDUCE_LOSS),
    EXTENSION(Group.REDUCE_LOSS),
    PERSONAL_STATEMENT(Group.REDUCE_LOSS),
    ON_TIME_PERFORMANCE(Group.REPAIR),
    /** Supports an application; never required, never shortens the minimum period (rule R-10). */
    VOLUNTEER_SERVICE(Group.REPAIR),
    /** Supports an application; the amount has no influence (rule R-10). */
    CHARITABLE_DONATION(Group.REPAIR),
    CREDIT_PLEDGE(Group.NATIONAL),
    ERROR_CORRECTION(Group.CORRECTION),
    REVOCATION(Group.CORRECTION);

    /** What a method brings about. */
    public enum Group {
        REDUCE_LOSS,
        REPAIR,
        NATIONAL,
        CORRECTION
    }

    private final Group group;

    RepairMethod(Group group) {
        this.group = group;
    }

    public Group group() {
        return group;
    }
}
