package org.chengxin.bench.peer;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.chengxin.local.Complaint;

/** A program beside the suite, for as long as it is measured. */
final class Tool implements AutoCloseable {

    private static final int SECONDS_TO_END = 20;

    private final Process process;
    private final Thread atTheEnd;

    private Tool(Process process) {
        this.process = process;
        this.atTheEnd = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    static Tool start(Path log, List<String> command) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            return new Tool(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(log.toFile())
                    .start());
        } catch (IOException e) {
            throw new Complaint(command.getFirst() + " cannot be run: " + e.getMessage(), e);
        }
    }

    /** Where a program of the system is; empty when it is not installed. */
    static Optional<Path> installed(String name) {
        return Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)),
                        // Where Debian puts servers, and what an ordinary user's path leaves out.
                        Stream.of("/usr/sbin", "/usr/local/bin"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new Complaint("No port is free.", e);
        }
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    boolean ended() {
        return !process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
    }
}
