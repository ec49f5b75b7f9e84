package org.chengxin.local;

import java.io.IOException;

/** The signals the suite sends. */
enum Signal {
    /** Orderly end of a JVM. */
    TERM,
    /** PostgreSQL's fast shutdown: sessions are ended, nothing is lost. */
    INT,
    /** As a power cut: the process gets no chance to tidy up. */
    KILL;

    void send(long pid) throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new Complaint("The command kill is missing on this machine.", e);
        }
    }
}
