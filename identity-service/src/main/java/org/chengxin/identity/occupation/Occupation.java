package org.chengxin.identity.occupation;

import java.util.Set;

/**
 * A profession whose conduct the founding document wants recorded (clause 2.2).
 *
 * @param code of occupations.csv
 * @param licensed whether the law asks for a licence with a number
 * @param regulators codes of the departments that keep its register
 */
record Occupation(String code, String nameZh, String nameEn, boolean licensed, Set<String> regulators) {

    Occupation {
        regulators = Set.copyOf(regulators);
    }
}
