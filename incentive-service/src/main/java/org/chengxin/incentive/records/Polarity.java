package org.chengxin.incentive.records;

/** Whether a record speaks against a person, for them, or neither. */
public enum Polarity {
    ADVERSE,
    POSITIVE,
    NEUTRAL
}
