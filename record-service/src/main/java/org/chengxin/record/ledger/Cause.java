package org.chengxin.record.ledger;

/** Why a record has a new version. */
public enum Cause {
    REPORTED,
    AMENDED,
    WITHDRAWN,
    DISPUTE_OPENED,
    DISPUTE_CLOSED
}
