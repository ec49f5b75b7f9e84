package org.chengxin.incentive.measures;

/** Who is entitled to an incentive, as the catalogue of incentives says it. */
public enum Criterion {
    /** A good-standing record, or a regulated party with three consecutive years without an adverse record. */
    GOOD_STANDING_OR_ADVERSE_FREE("goodStanding == true OR (regulatedParty AND adverseFreeYears >= 3 consecutive)"),
    /** A good-standing record. */
    GOOD_STANDING("goodStanding == true"),
    /** The person shows a one-time proof themselves; no authority checks it for them. */
    PROOF_BY_PERSON("person shares a one-time proof"),
    /** The person consents to it separately; no authority checks it for them. */
    CONSENT_OF_PERSON("separate consent");

    private final String words;

    Criterion(String words) {
        this.words = words;
    }

    /** @throws IllegalArgumentException for words that no rule here stands for */
    static Criterion of(String words) {
        for (var criterion : values()) {
            if (criterion.words.equals(words)) {
                return criterion;
            }
        }
        throw new IllegalArgumentException("No criterion is worded: " + words);
    }
}
