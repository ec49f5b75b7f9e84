package org.chengxin.record.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What a type says about being shared, published and repaired: no without a law, except repair, which is yes without one.
 *
 * @param publicationBasis code of the article that orders publication; absent where none does (rule P-8)
 * @param repairExclusionBasis law and article that exclude repair; absent where none does (rule R-1)
 */
public record Openness(
        SharingScope sharingScope,
        @Nullable String publicationBasis,
        @Nullable String repairExclusionBasis) {

    /** Shared where an agreement or a consent allows it, not published, repairable: where no law says otherwise. */
    public static Openness usual() {
        return new Openness(SharingScope.AGREEMENT_OR_CONSENT, null, null);
    }

    public boolean isPublished() {
        return publicationBasis != null;
    }

    public boolean isRepairable() {
        return repairExclusionBasis == null;
    }
}
