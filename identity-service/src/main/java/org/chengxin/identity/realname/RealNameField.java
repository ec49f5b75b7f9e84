package org.chengxin.identity.realname;

/**
 * A field of life in which the law asks for real names (rule 2.1).
 *
 * @param code of real-name-fields.csv
 * @param legalBasis the articles that ask for it
 */
public record RealNameField(String code, String nameZh, String nameEn, String legalBasis) {}
