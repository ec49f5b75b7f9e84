package org.chengxin.local;

/** Something the person at the keyboard can mend; the message is one clear sentence for them. */
public final class Complaint extends RuntimeException {

    public Complaint(String sentence) {
        super(sentence);
    }

    public Complaint(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
