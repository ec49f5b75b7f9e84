package org.chengxin.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What was measured on, for the head of a result: figures without their machine say nothing. */
public final class Machine {

    private Machine() {}

    /** Processor, memory, load before the run, Java and the revision of the sources; one line each. */
    public static List<String> lines(Path sources) {
        return List.of(
                "processor: %d of %s".formatted(Runtime.getRuntime().availableProcessors(), processor()),
                "memory: %,d MiB".formatted(kibibytes("MemTotal:") / 1024),
                "load before: " + firstOf(read("/proc/loadavg"), 14),
                "kernel: " + read("/proc/sys/kernel/osrelease").strip(),
                "java: " + System.getProperty("java.vm.name") + " " + Runtime.version(),
                "revision: " + revision(sources));
    }

    private static String processor() {
        return read("/proc/cpuinfo")
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static long kibibytes(String field) {
        return read("/proc/meminfo")
                .lines()
                .filter(line -> line.startsWith(field))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    private static String revision(Path sources) {
        try {
            var git = new ProcessBuilder("git", "-C", sources.toString(), "describe", "--always", "--dirty")
                    .redirectErrorStream(true)
                    .start();
            var said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? said : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    private static String firstOf(String text, int length) {
        return text.strip()
                .substring(0, Math.min(length, text.strip().length()))
                .toLowerCase(Locale.ROOT);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            return "";
        }
    }
}
