package org.chengxin.identity.contact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * The code that proves that a person reads what is sent to an address.
 *
 * @param wrongSoFar how often a wrong one was given for it
 */
record VerificationCode(String digits, Instant expiresAt, int wrongSoFar) {

    static final Duration VALID = Duration.ofMinutes(10);

    /** After so many wrong ones the code is dead: five of a million guesses, whoever guesses. */
    static final int MOST_WRONG = 5;

    /** So many codes a person may ask for within {@link #WINDOW}. */
    static final int MOST_SENT = 5;

    static final Duration WINDOW = Duration.ofHours(24);

    /** What a given code is. */
    enum Check {
        RIGHT,
        WRONG,
        /** Too old, or guessed at too often: another one has to be sent. */
        SPENT
    }

    /** @param random one that nobody can foresee */
    static VerificationCode next(RandomGenerator random, Instant now) {
        return new VerificationCode("%06d".formatted(random.nextInt(1_000_000)), now.plus(VALID), 0);
    }

    Check check(String given, Instant now) {
        if (wrongSoFar >= MOST_WRONG || !now.isBefore(expiresAt)) {
            return Check.SPENT;
        }
        return MessageDigest.isEqual(digits.getBytes(UTF_8), given.getBytes(UTF_8)) ? Check.RIGHT : Check.WRONG;
    }

    /** Without the digits: this may stand in an error or a log. */
    @Override
    public String toString() {
        return "VerificationCode[]";
    }
}
