package org.chengxin.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells the person at the keyboard what is going on, with the seconds since the command began. */
public final class Progress {

    private final PrintStream out;
    private final long begun = System.nanoTime();

    public Progress(PrintStream out) {
        this.out = out;
    }

    public synchronized void say(String line) {
        out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds(), line);
        out.flush();
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    double seconds() {
        return elapsed().toMillis() / 1000.0;
    }
}
