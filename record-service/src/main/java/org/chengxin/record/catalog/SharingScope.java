package org.chengxin.record.catalog;

/** With whom records of a type may be shared at all; an agreement or a consent says with whom they are. */
public enum SharingScope {
    /** The person and the provider only. */
    NOBODY,
    /** Public bodies under an agreement that rests on their statutory duty. */
    AGREEMENT,
    /** Also whoever has the person's consent. */
    AGREEMENT_OR_CONSENT
}
