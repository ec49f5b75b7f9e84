package org.chengxin.record.catalog;

/** How grave an adverse fact is; the display periods of each level are dated data (rules P-1 to P-3). */
public enum Severity {
    MINOR,
    GENERAL,
    SERIOUS
}
