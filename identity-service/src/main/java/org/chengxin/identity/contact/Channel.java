package org.chengxin.identity.contact;

/** A way outside the inbox on which the platform itself tells a person that there is something to read. */
enum Channel {
    EMAIL,
    SMS
}
