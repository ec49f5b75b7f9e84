package org.chengxin.bench.micro;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.chengxin.bench.report.Figures;
import org.chengxin.local.Complaint;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compiles {@code src/jmh} against the built services and runs it. The benchmarks stand in the services' own packages, so
 * that nothing has to be opened for them, and outside the services' build, so that no service knows JMH.
 */
public final class MicroBench {

    private static final String MEASURE = "micro";
    private static final List<String> SERVICES = List.of("record-service", "identity-service");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path sources;
    private final Path folder;
    private final Figures figures;

    /** @param folder for what is compiled; made anew */
    public MicroBench(Path sources, Path folder, Figures figures) {
        this.sources = sources;
        this.folder = folder;
        this.figures = figures;
    }

    /**
     * Measures one operation of each.
     *
     * @param seconds of each of three iterations; 0 for one of a hundredth, to see that it runs
     */
    public void run(int seconds) throws IOException, InterruptedException {
        forget();
        var path = new ArrayList<String>();
        for (var service : SERVICES) {
            path.addAll(ServiceClasses.unpacked(
                    sources.resolve(service).resolve("target").resolve(service + ".jar"), folder.resolve(service)));
        }
        path.addAll(ownTools());
        var compiled = Files.createDirectories(folder.resolve("compiled"));
        compile(path, compiled);
        path.addFirst(compiled.toString());
        tell(measured(path, seconds));
    }

    private void compile(List<String> path, Path compiled) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                tool("javac"),
                "-proc:full",
                "-processor",
                "org.openjdk.jmh.generators.BenchmarkProcessor",
                "-d",
                compiled.toString(),
                "-cp",
                String.join(File.pathSeparator, path)));
        try (var files = Files.walk(sources.resolve("deploy/bench/src/jmh/java"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(command::add);
        }
        finished("The benchmarks of the small", command);
    }

    private Path measured(List<String> path, int seconds) throws IOException, InterruptedException {
        var result = folder.resolve("result.json");
        var command = new ArrayList<>(List.of(
                tool("java"),
                "-cp",
                String.join(File.pathSeparator, path),
                "org.openjdk.jmh.Main",
                "-bm",
                "avgt",
                "-tu",
                "ns",
                "-rf",
                "json",
                "-rff",
                result.toString()));
        command.addAll(
                seconds == 0
                        ? List.of("-f", "0", "-wi", "0", "-i", "1", "-r", "10ms")
                        : List.of("-f", "1", "-wi", "2", "-w", seconds + "s", "-i", "3", "-r", seconds + "s"));
        finished("JMH", command);
        return result;
    }

    private void tell(Path result) throws IOException {
        for (var benchmark : JSON.readTree(Files.readString(result))) {
            var name = benchmark.path("benchmark").asString();
            figures.plain(
                    MEASURE,
                    words(name.substring(name.lastIndexOf('.') + 1)) + ": ns",
                    "%,.0f",
                    benchmark.at("/primaryMetric/score").asDouble());
        }
    }

    /** The name of a method as words. */
    private static String words(String name) {
        return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private void finished(String what, List<String> command) throws IOException, InterruptedException {
        var log = folder.resolve("log.txt").toFile();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        if (process.waitFor() != 0) {
            throw new Complaint(what + " did not come to an end; see " + log);
        }
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** JMH and what it needs, of this JVM's own class path. */
    private static List<String> ownTools() throws IOException {
        var tools = new ArrayList<String>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.endsWith("*")) {
                try (var files = Files.list(Path.of(entry).toAbsolutePath().getParent())) {
                    files.map(Path::toString).filter(MicroBench::ofJmh).forEach(tools::add);
                }
            } else if (ofJmh(entry)) {
                tools.add(entry);
            }
        }
        return tools;
    }

    private static boolean ofJmh(String jar) {
        var name = String.valueOf(Path.of(jar).getFileName());
        return Stream.of("jmh-", "jopt-simple-", "commons-math3-").anyMatch(name::startsWith);
    }

    private void forget() throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }
}
