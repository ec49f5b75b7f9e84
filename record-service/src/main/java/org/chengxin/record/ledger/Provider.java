package org.chengxin.record.ledger;

import java.util.Optional;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Who hands records in; taken from the topic or the token, never from the data.
 *
 * @param department code of departments.csv, shown with the record
 * @param code what tells providers apart: the department, or {@code PREF_GOVS/530100} for a prefecture, so that two
 *     prefectures may use the same source record id
 * @param ownDivision the only division that a prefecture reports for; absent for departments
 */
public record Provider(
        String department, String code, @Nullable String ownDivision) {

    /** The collective of the 16 prefecture governments in departments.csv. */
    public static final String PREFECTURES = "PREF_GOVS";

    public static Provider department(String code) {
        return new Provider(code, code, null);
    }

    public static Provider prefecture(String division) {
        return new Provider(PREFECTURES, PREFECTURES + "/" + division, division);
    }

    /** The provider whose number this is; the reverse of {@link #code()}. */
    public static Provider ofCode(String code) {
        return code.startsWith(PREFECTURES + "/")
                ? prefecture(code.substring(PREFECTURES.length() + 1))
                : department(code);
    }

    /** @throws org.chengxin.chassis.problem.Refusal 403 when the token names neither a department nor a prefecture */
    public static Provider require(Caller caller) {
        return of(caller)
                .orElseThrow(() -> Problem.forbidden(
                                "department-missing",
                                "The token names neither a department nor a prefecture; use a provider's client.")
                        .refusal());
    }

    /** Empty when the token names neither a department nor a prefecture. */
    public static Optional<Provider> of(Caller caller) {
        if (caller.department() != null) {
            return Optional.of(department(caller.department()));
        }
        return caller.is("prefecture") && caller.division() != null
                ? Optional.of(prefecture(caller.division()))
                : Optional.empty();
    }
}
