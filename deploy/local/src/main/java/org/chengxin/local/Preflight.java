package org.chengxin.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What must hold before anything is started; the first thing that does not is told in one sentence. */
final class Preflight {

    static final long MEMORY_NEEDED = 3_500L << 20;
    static final long DISK_NEEDED = 3L << 30;

    private Preflight() {}

    /** What the machine offers. */
    interface Machine {
        int javaFeature();

        String system();

        long freeMemory();

        long freeDisk();

        boolean portFree(int port);
    }

    /** @param ports port and purpose of each part that is to be started */
    static Optional<String> objection(Machine machine, Map<Integer, String> ports, boolean fromNothing) {
        if (machine.javaFeature() != Jdk.WANTED) {
            return Optional.of("Chengxin runs on JDK " + Jdk.WANTED + ", this is Java " + machine.javaFeature()
                    + ": set JAVA_HOME to a JDK " + Jdk.WANTED + ".");
        }
        if (!machine.system().equals("Linux amd64")) {
            return Optional.of("The local suite brings PostgreSQL for Linux on amd64 only; this is " + machine.system()
                    + ": run it in a Linux virtual machine.");
        }
        for (Map.Entry<Integer, String> port : ports.entrySet()) {
            if (!machine.portFree(port.getKey())) {
                return Optional.of("Port " + port.getKey() + " (" + port.getValue()
                        + ") is taken by another program: end it, or choose other ports with --port-offset 1000.");
            }
        }
        if (fromNothing && machine.freeMemory() < MEMORY_NEEDED) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "The suite needs %.1f GiB of free memory, %.1f GiB are free: close other programs.",
                    gibibytes(MEMORY_NEEDED),
                    gibibytes(machine.freeMemory())));
        }
        if (machine.freeDisk() < DISK_NEEDED) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "The suite needs %.1f GiB of free disk, %.1f GiB are free: make room, or move it with CHENGXIN_HOME.",
                    gibibytes(DISK_NEEDED),
                    gibibytes(machine.freeDisk())));
        }
        return Optional.empty();
    }

    /** This machine. */
    static Machine here(Path home) {
        return new Machine() {
            @Override
            public int javaFeature() {
                return Runtime.version().feature();
            }

            @Override
            public String system() {
                return System.getProperty("os.name") + " " + System.getProperty("os.arch");
            }

            // The kernel's own estimate; where there is none, enough.
            @Override
            public long freeMemory() {
                try {
                    return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                            .filter(line -> line.startsWith("MemAvailable:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                            .findFirst()
                            .orElse(Long.MAX_VALUE);
                } catch (IOException e) {
                    return Long.MAX_VALUE;
                }
            }

            @Override
            public long freeDisk() {
                try {
                    return Files.getFileStore(home).getUsableSpace();
                } catch (IOException e) {
                    return Long.MAX_VALUE;
                }
            }

            @Override
            public boolean portFree(int port) {
                try (ServerSocket socket = new ServerSocket()) {
                    socket.setReuseAddress(true);
                    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                    return true;
                } catch (IOException e) {
                    return false;
                }
            }
        };
    }

    private static double gibibytes(long bytes) {
        return bytes / (double) (1L << 30);
    }
}
