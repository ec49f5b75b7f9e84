package org.chengxin.sharing.catalogue;

import org.jspecify.annotations.Nullable;

/** With whom records of a type may be shared at all; an agreement or a consent says with whom they are. */
enum SharingScope {
    /** The catalogue has not said, or says something that this release does not know: nobody, until it is clear. */
    UNKNOWN,
    /** The person and the provider only. */
    NOBODY,
    /** Public bodies under an agreement that rests on their statutory duty. */
    AGREEMENT,
    /** Also whoever has the person's consent. */
    AGREEMENT_OR_CONSENT;

    static SharingScope of(@Nullable String told) {
        for (var scope : values()) {
            if (scope.name().equals(told)) {
                return scope;
            }
        }
        return UNKNOWN;
    }
}
