package org.chengxin.identity.registration;

import java.util.Objects;
import org.chengxin.chassis.caller.Caller;

/**
 * The office that stands behind a registration.
 *
 * @param code of the department, or division of the prefecture
 * @param division a prefecture's, else that of the province
 */
record Office(String code, String division) {

    private static final String PROVINCE = "530000";

    static Office of(Caller caller) {
        var division = Objects.requireNonNullElse(caller.division(), PROVINCE);
        if (caller.department() != null) {
            return new Office(caller.department(), division);
        }
        return new Office(caller.division() == null ? caller.name() : division, division);
    }
}
