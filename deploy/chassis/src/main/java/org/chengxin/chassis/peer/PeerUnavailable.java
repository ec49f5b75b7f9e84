package org.chengxin.chassis.peer;

/** A peer did not answer in time, failed, or answered something that is no answer. It may later. */
public class PeerUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String peer;

    public PeerUnavailable(String peer, Throwable cause) {
        // The cause's own text may quote what was sent: only its kind is kept.
        super(peer + " is unavailable (" + cause.getClass().getSimpleName() + ")");
        this.peer = peer;
    }

    public String peer() {
        return peer;
    }
}
