package org.chengxin.identity.realname;

import java.time.LocalDate;

/**
 * What is kept of a person's real-name registration in one field: these facts and nothing else (rule 2.1).
 *
 * @param verifier code of the department, or division of the prefecture, that registered the person
 * @param enteredOn day of the verification, before it the day of the registration
 * @param method how number and name were checked
 */
public record RealNameEntry(String field, boolean verified, String verifier, LocalDate enteredOn, Method method) {

    /** How number and name of a person are checked. */
    public enum Method {
        /** By asking the public authority. */
        PUBLIC_AUTHORITY
    }
}
