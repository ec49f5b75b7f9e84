package org.chengxin.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;

/** Processor seconds of each part, children included: the steadier yardstick than the clock on the wall. */
public final class CpuTime {

    /** Ticks of the kernel's accounting; the same on every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private final Map<Part, Double> seconds;
    private final double compiling;

    private CpuTime(Map<Part, Double> seconds, double compiling) {
        this.seconds = seconds;
        this.compiling = compiling;
    }

    /** What all parts have used up to now. */
    public static CpuTime of(Suite suite) {
        Map<Part, Double> seconds = new EnumMap<>(Part.class);
        double compiling = 0;
        for (Part part : Part.values()) {
            var processes = suite.processes(part);
            seconds.put(part, processes.stream().mapToDouble(CpuTime::used).sum());
            compiling += processes.stream().mapToDouble(CpuTime::compiled).sum();
        }
        return new CpuTime(seconds, compiling);
    }

    /** What was used between an earlier reading and this one. */
    public CpuTime since(CpuTime earlier) {
        Map<Part, Double> difference = new EnumMap<>(Part.class);
        seconds.forEach((part, now) ->
                difference.put(part, Math.max(0, now - earlier.seconds.getOrDefault(part, 0.0))));
        return new CpuTime(difference, Math.max(0, compiling - earlier.compiling));
    }

    public double of(Part part) {
        return seconds.getOrDefault(part, 0.0);
    }

    public double total() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** What of the total the compilers of Java took; of threads that have ended meanwhile nothing is known. */
    public double compiling() {
        return compiling;
    }

    /** Seconds that a process has used up to now, with its children and what their ended children used. */
    public static double used(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                        .mapToLong(each -> ticks(Path.of("/proc/" + each.pid())))
                        .sum()
                / TICKS_PER_SECOND;
    }

    private static double compiled(ProcessHandle process) {
        try (var threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
            return threads.filter(CpuTime::isCompiler).mapToLong(CpuTime::ticks).sum() / TICKS_PER_SECOND;
        } catch (IOException | UncheckedIOException e) {
            // It has ended.
            return 0;
        }
    }

    private static boolean isCompiler(Path thread) {
        try {
            var name = Files.readString(thread.resolve("comm"));
            return name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler");
        } catch (IOException e) {
            return false;
        }
    }

    /** @param process its folder, or that of a thread, in the file system of the kernel */
    private static long ticks(Path process) {
        try {
            var stat = Files.readString(process.resolve("stat"));
            // The name in brackets may hold anything; utime, stime, cutime and cstime are fields 14 to 17.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Stream.of(fields[11], fields[12], fields[13], fields[14])
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }
}
