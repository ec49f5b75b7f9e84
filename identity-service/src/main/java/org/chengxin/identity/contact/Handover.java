package org.chengxin.identity.contact;

/** What became of handing a message over to a channel. */
sealed interface Handover {

    /** @param proof what the other side gave for it: a reply code and our message id, or its own; nothing about the person */
    record Sent(String proof) implements Handover {}

    /** The other side will not take it for this address, however often it is asked. */
    record Refused(String reason) implements Handover {}

    /** Slow, down, or talking nonsense: to be tried again. */
    record Later(String reason) implements Handover {}
}
