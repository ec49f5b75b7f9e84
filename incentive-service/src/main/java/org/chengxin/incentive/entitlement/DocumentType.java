package org.chengxin.incentive.entitlement;

/** The documents by which a person can be named. */
enum DocumentType {
    RESIDENT_ID,
    FOREIGN_PERMANENT_RESIDENCE,
    HKMT_RESIDENCE
}
