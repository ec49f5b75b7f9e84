package org.chengxin.identity.contact;

/** A channel of the platform behind its gateway; each speaks its own protocol and nothing of it is seen outside. */
interface MessageChannel {

    Channel channel();

    /** Whether it is configured at all; nothing is sent over one that is not. */
    boolean isOn();

    /** Hands a message over; bounded in time, and never throws what the other side says. */
    Handover send(ContactAddress to, Message message);
}
