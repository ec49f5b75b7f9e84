package org.chengxin.identity.access;

/** For which purpose somebody may look at a person without the person's consent (contract, purposes). */
public enum AccessPurpose {
    ADMINISTRATIVE_PERMIT,
    PUBLIC_PROCUREMENT,
    TENDERING,
    CIVIL_SERVICE_RECRUITMENT,
    AWARD_REVIEW,
    SUBSIDY,
    SUPERVISION,
    JUDICIAL,
    REPAIR_REVIEW
}
