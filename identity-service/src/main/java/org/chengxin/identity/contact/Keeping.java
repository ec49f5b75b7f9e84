package org.chengxin.identity.contact;

import java.time.Instant;

/** What becomes of a person's wish about one of their addresses. */
sealed interface Keeping {

    /** The code is on its way to the address. */
    record CodeSent(ContactAddress address, Instant expiresAt) implements Keeping {}

    /** This very address is verified; nothing is sent. */
    record VerifiedAlready(ContactAddress address) implements Keeping {}

    record Verified(ContactAddress address) implements Keeping {}

    /** @param left how many more guesses this code takes */
    record WrongCode(int left) implements Keeping {}

    /** No code is on its way, or it is too old, or was guessed at too often. */
    record NoCode() implements Keeping {}

    record NoSuchPerson() implements Keeping {}

    record Dead() implements Keeping {}

    record TooManyCodes() implements Keeping {}

    /** The platform sends nothing over this channel. */
    record ChannelOff() implements Keeping {}

    /** The address does not exist for whoever has to deliver there. */
    record AddressRefused() implements Keeping {}

    /** The channel is away for now. */
    record ChannelAway() implements Keeping {}
}
