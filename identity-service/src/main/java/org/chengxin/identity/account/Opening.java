package org.chengxin.identity.account;

/** How the opening of an account ends. */
sealed interface Opening {

    /** The name to sign in with. */
    record Opened(String userName) implements Opening {}

    /** Code, document and name do not belong together; which of them is wrong is not told. */
    record Refused() implements Opening {}

    /** The person has an account. */
    record AlreadyOpen() implements Opening {}
}
