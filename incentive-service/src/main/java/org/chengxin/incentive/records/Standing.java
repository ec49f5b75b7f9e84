package org.chengxin.incentive.records;

/** What has been decided about a record, as record-service says it. */
public enum Standing {
    IN_FORCE,
    SUSPENDED,
    REPAIRED,
    WITHDRAWN,
    DECLINED
}
