package org.chengxin.record.lifecycle;

/** What has been decided about a record, apart from the passage of time; it follows from its {@link Marks}. */
public enum Standing {
    IN_FORCE,
    SUSPENDED,
    REPAIRED,
    WITHDRAWN,
    DECLINED
}
