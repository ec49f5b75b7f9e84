package org.chengxin.education.observance;

/**
 * A day, month or festival around which integrity is talked about.
 *
 * @param rule when it falls
 * @param named whether the founding document names it; else it is one of the "other statutory holidays"
 * @param note what is worth knowing about its date
 */
record Observance(String code, String nameZh, String nameEn, DateRule rule, boolean named, String note) {

    /** Whether a yearly announcement may set or move its date. */
    boolean maybeAnnounced() {
        return switch (rule) {
            case DateRule.Announced _, DateRule.WholeMonth _, DateRule.Qingming _ -> true;
            case DateRule.Fixed _, DateRule.Lunar _ -> false;
        };
    }
}
