package org.chengxin.chassis.events;

/** A message that is no CloudEvent with a JSON payload, or not the payload that its reader needs. */
public class UnreadableEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason what is wrong, without the content */
    public UnreadableEvent(String reason) {
        super(reason);
    }
}
