package org.chengxin.identity.account;

import java.time.Instant;

/** How an invitation ends. */
sealed interface Invitation {

    /** The code to hand to the person, who shows it once. */
    record Issued(String code, Instant validUntil) implements Invitation {

        /** Without the code: this may stand in a log. */
        @Override
        public String toString() {
            return "Issued[]";
        }
    }

    /** There is no such person. */
    record NoSuchPerson() implements Invitation {}

    /** The authority has not confirmed the person, or another subject stands for them. */
    record NotVerified() implements Invitation {}

    /** Nobody under 18 has an account (rules A-5). */
    record Minor() implements Invitation {}

    /** The person died. */
    record Dead() implements Invitation {}

    /** The person has an account. */
    record AlreadyOpen() implements Invitation {}
}
