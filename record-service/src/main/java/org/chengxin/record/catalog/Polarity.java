package org.chengxin.record.catalog;

/** Which way a record speaks about the person. */
public enum Polarity {
    ADVERSE,
    POSITIVE,
    NEUTRAL
}
