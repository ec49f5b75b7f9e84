package org.chengxin.sharing.agreements;

import java.util.Arrays;
import java.util.Optional;

/** What records may be asked for; a further purpose needs a legal basis of its own. */
public enum Purpose {
    ADMINISTRATIVE_PERMIT,
    PUBLIC_PROCUREMENT,
    TENDERING,
    CIVIL_SERVICE_RECRUITMENT,
    AWARD_REVIEW,
    SUBSIDY,
    SUPERVISION,
    JUDICIAL,
    REPAIR_REVIEW,
    /** Needs the person's consent. */
    CREDIT_SERVICE,
    /** Needs the person's consent. */
    EMPLOYMENT,
    /** The person about themselves. */
    SELF;

    /** Whether only the person's consent opens it; consent never replaces the legal basis of the others (C-1). */
    public boolean needsConsent() {
        return this == CREDIT_SERVICE || this == EMPLOYMENT;
    }

    public static Optional<Purpose> of(String code) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.name().equals(code))
                .findFirst();
    }
}
