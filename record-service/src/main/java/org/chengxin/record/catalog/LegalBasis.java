package org.chengxin.record.catalog;

/** The article of a law or regulation that allows a record (rule A-1). */
public record LegalBasis(String code, String lawZh, String lawEn, String article) {}
