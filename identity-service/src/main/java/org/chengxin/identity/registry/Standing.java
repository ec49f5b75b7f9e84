package org.chengxin.identity.registry;

import java.time.LocalDate;

/** Whether something new may be linked to a person: only to a living, verified adult, by the subject that stands for them. */
public enum Standing {
    GOOD,
    UNKNOWN,
    MERGED,
    DECEASED,
    UNVERIFIED,
    MINOR;

    public static Standing of(SubjectProfile person, LocalDate today) {
        if (person.subject().mergedInto() != null) {
            return MERGED;
        }
        if (person.diedOn() != null) {
            return DECEASED;
        }
        if (person.subject().verification() != Verification.VERIFIED) {
            return UNVERIFIED;
        }
        return person.documents().stream()
                        .anyMatch(document -> document.adultOn(today).isAfter(today))
                ? MINOR
                : GOOD;
    }
}
