package org.chengxin.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The running processes of one suite, known by files, so that any later command finds what an earlier one started.
 *
 * <p>A file holds the process id and the kernel's start tick of that process: an id that was given to somebody else in
 * the meantime is not mistaken for ours.
 */
final class Processes {

    private final Layout layout;

    Processes(Layout layout) {
        this.layout = layout;
    }

    /** Starts a process in a session of its own: the terminal's Ctrl-C reaches the launcher alone, which ends all in order. */
    Process start(Part part, Launch launch) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(launch.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(layout.home().toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(layout.log(part).toFile()));
        builder.environment().putAll(launch.environment());
        // Many small arenas of the C library would double the resident memory of a small JVM.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        try {
            Files.writeString(
                    layout.log(part),
                    System.lineSeparator() + "---- " + part.id() + " starts" + System.lineSeparator(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            Process process = builder.start();
            Folders.write(file(part), process.pid() + " " + startTick(process.pid()));
            return process;
        } catch (IOException e) {
            throw new Complaint(part.title() + " cannot be started: " + e.getMessage() + ".", e);
        }
    }

    /** The process id, if the part is running. */
    OptionalLong running(Part part) {
        String[] noted = Folders.read(file(part)).strip().split(" ", -1);
        if (noted.length != 2) {
            return OptionalLong.empty();
        }
        long pid = Long.parseLong(noted[0]);
        String tick = startTick(pid);
        return !tick.isEmpty() && tick.equals(noted[1]) ? OptionalLong.of(pid) : OptionalLong.empty();
    }

    /** Started and not stopped by a command, but gone. */
    boolean died(Part part) {
        return Files.exists(file(part)) && running(part).isEmpty();
    }

    boolean anyRunning() {
        for (Part part : Part.values()) {
            if (running(part).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Ends a part in order; after the patience is over, by force. */
    void stop(Part part, Duration patience) throws InterruptedException {
        OptionalLong pid = running(part);
        if (pid.isPresent()) {
            (part == Part.POSTGRESQL ? Signal.INT : Signal.TERM).send(pid.getAsLong());
            if (!gone(part, patience)) {
                Signal.KILL.send(pid.getAsLong());
                if (!gone(part, Duration.ofSeconds(20))) {
                    throw new Complaint(part.title() + " (process " + pid.getAsLong() + ") cannot be stopped.");
                }
            }
        }
        forget(part);
    }

    /** Ends a part as a power cut would. */
    void kill(Part part) throws InterruptedException {
        OptionalLong pid = running(part);
        if (pid.isPresent()) {
            Signal.KILL.send(pid.getAsLong());
            if (!gone(part, Duration.ofSeconds(20))) {
                throw new Complaint(part.title() + " (process " + pid.getAsLong() + ") cannot be killed.");
            }
        }
    }

    /** Resident memory in bytes, children included (PostgreSQL works with several processes). */
    static long resident(long pid) {
        long own = status(pid, "VmRSS:") * 1024;
        return own
                + ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        // Shared buffers are counted once, in the parent.
                        .mapToLong(child -> status(child.pid(), "RssAnon:") * 1024)
                        .sum();
    }

    private boolean gone(Part part, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (running(part).isPresent()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(50);
        }
        return true;
    }

    void forget(Part part) {
        try {
            Files.deleteIfExists(file(part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(Part part) {
        return layout.run().resolve(part.id());
    }

    /** Field 22 of /proc/pid/stat; empty when there is no such process or only its exit status is left. */
    private static String startTick(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The second field is the command in brackets and may itself hold blanks.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return "Z".equals(fields[0]) || "X".equals(fields[0]) ? "" : fields[19];
        } catch (IOException e) {
            return "";
        }
    }

    private static long status(long pid, String line) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(candidate -> candidate.startsWith(line))
                    .map(candidate -> candidate.substring(line.length()).strip().toLowerCase(Locale.ROOT))
                    .mapToLong(value -> Long.parseLong(value.replace(" kb", "").strip()))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
