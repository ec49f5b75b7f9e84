package org.chengxin.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.chengxin.bench.Settings.Measure;
import org.chengxin.bench.faults.Fault;
import org.chengxin.bench.faults.FaultsBench;
import org.chengxin.bench.ingest.IngestBench;
import org.chengxin.bench.report.Figures;
import org.chengxin.bench.report.Machine;
import org.chengxin.bench.requests.QueryBench;
import org.chengxin.bench.requests.RegisterBench;
import org.chengxin.bench.requests.ResolveBench;
import org.chengxin.bench.requests.SnapshotBench;
import org.chengxin.bench.requests.VisibleBench;
import org.chengxin.local.Complaint;
import org.chengxin.local.Suite;
import org.chengxin.local.SuiteOptions;
import org.chengxin.local.demo.Population;

/** The command {@code deploy/bench/run}. */
public final class Main {

    private static final List<Integer> USUAL_PORTS =
            List.of(5433, 8080, 8081, 8091, 8092, 8093, 8094, 8095, 8096, 8099, 9092, 9093, 9094);
    /** The second and third of everything listen so much above. */
    private static final List<Integer> REPLICAS = List.of(0, 200, 400);

    private static final int REPETITIONS_PER_SECOND = 10;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        try {
            // Beside the sources, as every script that starts this.
            var bench = Path.of(System.getProperty("chengxin.sources", ".")).resolve("deploy/bench");
            var file = run(Settings.of(arguments), bench.resolve("target/suite"), bench.resolve("results"));
            System.out.println("\nWritten to " + file);
        } catch (Complaint complaint) {
            System.err.println(complaint.getMessage());
            System.exit(1);
        }
    }

    /**
     * Measures a suite of its own.
     *
     * @param home folder of the suite, made anew
     * @param results folder of the table
     * @return the file with the table
     * @throws Complaint when something cannot be measured, or what was measured is wrong
     */
    static Path run(Settings settings, Path home, Path results) throws Exception {
        var began = Instant.now(Clock.systemUTC());
        var machine = Machine.lines(Path.of(System.getProperty("chengxin.sources", ".")));
        forget(home);
        var options = SuiteOptions.in(home, freeOffset())
                .times(settings.replicas(), settings.brokers())
                // One asker stands for many: the bound for a single client would be what is measured.
                .with("CHENGXIN_RATE_SYSTEM", "1000000")
                .with("CHENGXIN_BURST_SYSTEM", "1000000");
        if (!settings.java().isEmpty()) {
            // The one variable that the JVM puts behind its arguments.
            options = options.with("_JAVA_OPTIONS", settings.java());
        }
        var figures = new Figures();
        var suite = Suite.start(options);
        long wrong;
        try {
            wrong = measure(suite, settings, home, figures);
            if (settings.wants(Measure.START)) {
                suite = StartBench.run(suite, options, figures);
            }
        } finally {
            suite.close();
        }
        var file = write(settings, machine, figures, began, results);
        if (wrong > 0) {
            throw new Complaint("%d faults left something lost, doubled, wrong or stale: %s".formatted(wrong, file));
        }
        return file;
    }

    /** @return faults that left something behind which is not right */
    private static long measure(Suite suite, Settings settings, Path home, Figures figures) throws Exception {
        var persons = Population.of(settings.persons());
        say("registering %,d persons".formatted(persons.size()));
        new RegisterBench(suite, figures).run(persons);
        say("intake of %,d events".formatted(settings.events()));
        double perSecond = new IngestBench(suite, figures).run(persons, settings.events());
        if (settings.wants(Measure.RESOLVE)) {
            say("resolving");
            new ResolveBench(suite, figures).run(persons, settings.seconds() * REPETITIONS_PER_SECOND);
        }
        if (settings.wants(Measure.QUERY)) {
            say("queries");
            new QueryBench(suite, figures, persons, settings.seconds()).run();
        }
        if (settings.wants(Measure.VISIBLE)) {
            say("from report to answer");
            new VisibleBench(suite, figures, persons, settings.seconds()).run();
        }
        if (settings.wants(Measure.SNAPSHOT)) {
            say("snapshot");
            new SnapshotBench(suite, figures).run();
        }
        if (settings.wants(Measure.FAULTS)) {
            say("faults under load");
            double rate = settings.rate() > 0 ? settings.rate() : perSecond / 2;
            var all = Fault.all(home, settings.replicas(), settings.brokers());
            var faults = settings.faults().isEmpty() ? all : Fault.named(settings.faults(), all);
            return new FaultsBench(suite, figures, rate, settings.questions(), settings.seconds())
                    .run(faults, settings.persons());
        }
        return 0;
    }

    private static Path write(Settings settings, List<String> machine, Figures figures, Instant began, Path results)
            throws IOException {
        var name = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmm'Z'")
                .withZone(ZoneOffset.UTC)
                .format(began);
        var text = new StringBuilder("# Measured %s%n%n".formatted(name));
        machine.forEach(line -> text.append("* ").append(line).append('\n'));
        text.append(
                "* settings: %,d events, %,d persons, %d seconds a load; %d of each service, %d of Kafka; options of Java: %s%n%n"
                        .formatted(
                                settings.events(),
                                settings.persons(),
                                settings.seconds(),
                                settings.replicas(),
                                settings.brokers(),
                                settings.java().isEmpty() ? "those of local mode" : settings.java()));
        text.append(figures.table());
        Files.createDirectories(results);
        return Files.writeString(results.resolve(name + ".md"), text);
    }

    private static void say(String text) {
        System.out.println("\n" + text);
    }

    private static int freeOffset() {
        return IntStream.iterate(20_000, offset -> offset + 500)
                .limit(40)
                .filter(offset -> USUAL_PORTS.stream()
                        .flatMap(port -> REPLICAS.stream().map(further -> port + further + offset))
                        .allMatch(Main::free))
                .findFirst()
                .orElseThrow(() -> new Complaint("No ports are free."));
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static void forget(Path home) throws IOException {
        if (Files.exists(home)) {
            try (var files = Files.walk(home)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }
}
