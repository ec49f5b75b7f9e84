package org.chengxin.local;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

/** One line per part: what it does, where, since when, with how much memory. */
final class Status {

    private Status() {}

    /** @return whether all parts run */
    static boolean print(Suite suite, PrintStream out) throws InterruptedException {
        long total = 0;
        boolean all = true;
        out.printf(Locale.ROOT, "%-18s %-10s %6s %8s %9s %8s%n", "part", "state", "port", "process", "memory", "up");
        for (Part part : Part.values()) {
            OptionalLong pid = suite.processes().running(part);
            if (pid.isEmpty()) {
                all = false;
                out.printf(
                        Locale.ROOT,
                        "%-18s %-10s %6d%n",
                        part.id(),
                        suite.processes().died(part) ? "DIED" : "stopped",
                        suite.ports().of(part));
                continue;
            }
            long memory = Processes.resident(pid.getAsLong());
            total += memory;
            out.printf(
                    Locale.ROOT,
                    "%-18s %-10s %6d %8d %5d MiB %8s%n",
                    part.id(),
                    suite.starter().ready(part) ? "ready" : "not ready",
                    suite.ports().of(part),
                    pid.getAsLong(),
                    memory >> 20,
                    since(pid.getAsLong()));
        }
        out.printf(Locale.ROOT, "%-18s %-10s %6s %8s %5d MiB%n", "all", "", "", "", total >> 20);
        return all;
    }

    private static String since(long pid) {
        Duration up = ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(start -> Duration.between(start, Instant.now()))
                .orElse(Duration.ZERO);
        return up.toHours() > 0
                ? up.toHours() + " h"
                : up.toMinutes() > 0 ? up.toMinutes() + " min" : Math.max(0, up.toSeconds()) + " s";
    }
}
