package org.chengxin.identity.vault;

/** The service must not start with the keys it was given. */
final class UnsafeKeys extends RuntimeException {

    private final String action;

    UnsafeKeys(String sentence, String action) {
        super(sentence);
        this.action = action;
    }

    String action() {
        return action;
    }
}
