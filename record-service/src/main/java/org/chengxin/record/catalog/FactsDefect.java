package org.chengxin.record.catalog;

/**
 * One place where the facts of a record break the schema of their type.
 *
 * @param pointer JSON Pointer relative to {@code facts}, {@code ""} for facts themselves; callers put {@code /facts} before it
 * @param detail what is wrong and how to mend it; never the value itself, which may be about a person
 */
public record FactsDefect(String pointer, String detail) {}
