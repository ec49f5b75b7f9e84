package org.chengxin.incentive.measures;

import org.jspecify.annotations.Nullable;

/** Something that may follow from a person's record, and only because a law or central document foresees it. */
public sealed interface Measure {

    String code();

    String nameZh();

    String nameEn();

    /** Where it stands. */
    String law();

    /** Who grants it or carries it out. */
    String provider();

    /** What it must not become; null where nothing more is said. */
    @Nullable
    String limit();

    /** Something good. */
    record Incentive(
            String code,
            String nameZh,
            String nameEn,
            String law,
            String provider,
            @Nullable String limit,
            Criterion criterion)
            implements Measure {}

    /**
     * Something adverse; unpublished measures must not be applied (rule K-1).
     *
     * @param content what it takes or imposes
     * @param targets whom it may hit
     * @param limit the decision without which it must not begin
     */
    record Sanction(
            String code,
            String nameZh,
            String nameEn,
            String law,
            String provider,
            String limit,
            String content,
            String targets,
            String term,
            Application application)
            implements Measure {}

    /** How far the platform has a hand in a sanction. */
    enum Application {
        /** Checked and recorded here, on a final decision of the competent authority. */
        ENABLED,
        /** The same, where a published rule of the field says so as well. */
        ENABLED_WITH_RULE,
        /** Carried out by its authority alone; shown to the person with its source, nothing is triggered. */
        MIRROR_ONLY,
        /** Only where a law orders it for the very case (rule P-8). */
        OFF_BY_DEFAULT
    }
}
