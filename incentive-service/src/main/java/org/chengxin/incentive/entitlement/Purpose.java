package org.chengxin.incentive.entitlement;

import org.chengxin.incentive.measures.Criterion;

/** What an authority may ask an entitlement for: the public purposes of the code list that grant something. */
enum Purpose {
    ADMINISTRATIVE_PERMIT,
    PUBLIC_PROCUREMENT,
    TENDERING,
    AWARD_REVIEW,
    SUBSIDY;

    /** Where the authority names none: the fast tracks are for permits, the other incentives are support. */
    static Purpose usualFor(Criterion criterion) {
        return switch (criterion) {
            case GOOD_STANDING_OR_ADVERSE_FREE -> ADMINISTRATIVE_PERMIT;
            case GOOD_STANDING, PROOF_BY_PERSON, CONSENT_OF_PERSON -> SUBSIDY;
        };
    }
}
