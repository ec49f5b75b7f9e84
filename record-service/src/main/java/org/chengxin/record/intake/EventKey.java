package org.chengxin.record.intake;

/**
 * By what an intake event is known when it comes again: CloudEvents says source and id, but a department that gives one id
 * twice must not lose a decision, so what it says belongs to it.
 *
 * @param provider its code
 * @param eventId as it was sent; the place in the topic when the event does not tell
 * @param fingerprint of source and content, in hexadecimal digits; empty for an event of before there were any
 */
record EventKey(String provider, String eventId, String fingerprint) {}
