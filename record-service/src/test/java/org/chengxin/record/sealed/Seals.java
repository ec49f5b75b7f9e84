package org.chengxin.record.sealed;

/** Seals of the tests: with the secrets that are named, the current one first. */
public final class Seals {

    private Seals() {}

    /** @param others separated by commas */
    public static Seal of(String current, String others) {
        return new Seal(new SealingKeys(current, others));
    }

    static Fingerprints fingerprints(String current, String others) {
        return new Fingerprints(new SealingKeys(current, others));
    }
}
