package org.chengxin.record.catalog;

/**
 * A member of {@code facts} that denotes data the platform never holds (rule A-4).
 *
 * @param category code of prohibited-data.csv
 * @param pointer JSON Pointer relative to {@code facts}; callers put {@code /facts} before it
 */
public record ProhibitedFact(String category, String pointer) {}
