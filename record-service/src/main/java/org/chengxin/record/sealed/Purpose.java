package org.chengxin.record.sealed;

/** For what something is kept sealed; each has a key of its own. */
public enum Purpose {
    /** An event that waits for the public authority. */
    WAITING,
    /** An event that was refused, until its department has mended it. */
    QUARANTINE,
    /** A message of a topic that belongs to nobody. */
    STRAY;

    /** What the key is drawn by; a name once used stays. */
    String text() {
        return "record-service/" + name();
    }
}
