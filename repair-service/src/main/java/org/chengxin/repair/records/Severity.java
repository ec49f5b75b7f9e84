package org.chengxin.repair.records;

/** How grave an adverse record is (rule P-1); its periods come with the record as days. */
public enum Severity {
    MINOR,
    GENERAL,
    SERIOUS
}
