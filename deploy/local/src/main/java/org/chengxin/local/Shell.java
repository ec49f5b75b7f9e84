package org.chengxin.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Runs a command to its end. */
final class Shell {

    /** Commands under way, so that an interrupted launcher leaves none behind. */
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    private Shell() {}

    static void endAll() {
        RUNNING.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    /** @throws Complaint with the log's place when the command fails */
    static void run(String what, Path log, Map<String, String> environment, List<String> command)
            throws InterruptedException {
        int code = code(log, environment, command);
        if (code != 0) {
            throw new Complaint(what + " failed (exit " + code + "); see " + log + ".");
        }
    }

    static int code(Path log, Map<String, String> environment, List<String> command) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new Complaint("\"" + command.getFirst() + "\" cannot be run: " + e.getMessage() + ".", e);
        }
        RUNNING.add(process);
        try {
            return process.waitFor();
        } finally {
            RUNNING.remove(process);
            process.destroyForcibly();
        }
    }
}
