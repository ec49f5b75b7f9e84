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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chengxin.bench.Settings.Measure;
import org.chengxin.bench.faults.Fault;
import org.chengxin.bench.faults.FaultsBench;
import org.chengxin.bench.growth.GrowthBench;
import org.chengxin.bench.ingest.IngestBench;
import org.chengxin.bench.micro.MicroBench;
import org.chengxin.bench.peer.SinkBench;
import org.chengxin.bench.report.Figures;
import org.chengxin.bench.report.Machine;
import org.chengxin.bench.report.Repeats;
import org.chengxin.bench.report.Tried;
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

    /** Start caches know from local mode, which has the first compiler only, what needs no second one: half of all. */
    private static final String FORGET_TRAINING = "-XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining ";

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        try {
            // Beside the sources.
            var bench = sources().resolve("deploy/bench");
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
        var machine = Machine.lines(sources());
        var runs = new ArrayList<Figures>();
        long wrong = 0;
        for (int nth = 1; nth <= settings.repeat(); nth++) {
            if (settings.repeat() > 1) {
                say("run %d of %d".formatted(nth, settings.repeat()));
            }
            var figures = new Figures();
            wrong += once(settings, home, figures);
            runs.add(figures);
        }
        var file = write(settings, machine, Repeats.table(runs), began, results);
        if (wrong > 0) {
            throw new Complaint("%d faults left something lost, doubled, wrong or stale: %s".formatted(wrong, file));
        }
        return file;
    }

    /** @return faults that left something behind which is not right */
    private static long once(Settings settings, Path home, Figures figures) throws Exception {
        forget(home);
        var options = SuiteOptions.in(home, freeOffset())
                .times(settings.replicas(), settings.brokers())
                // One asker stands for many: the bound for a single client would be what is measured.
                .with("CHENGXIN_RATE_SYSTEM", "1000000")
                .with("CHENGXIN_BURST_SYSTEM", "1000000");
        for (var variable : settings.environment().entrySet()) {
            options = options.with(variable.getKey(), variable.getValue());
        }
        for (var setting : settings.postgres().entrySet()) {
            options = options.withDatabase(setting.getKey(), setting.getValue());
        }
        var delivered = options;
        if (!settings.java().isEmpty()) {
            // The one variable that the JVM puts behind its arguments.
            options = options.with("_JAVA_OPTIONS", FORGET_TRAINING + settings.java());
        }
        var suite = Suite.start(options);
        long wrong;
        try {
            wrong = measure(suite, settings, home, figures);
            if (settings.wants(Measure.START)) {
                // On a laptop, whatever the loads were given.
                suite = StartBench.run(suite, delivered, figures);
            }
        } finally {
            suite.close();
        }
        if (settings.wants(Measure.MICRO)) {
            say("the small by itself");
            var micro = new MicroBench(sources(), home.resolveSibling("micro"), figures);
            Tried.of(figures, "micro", "the small by itself", () -> micro.run(Math.min(1, settings.seconds() / 4)));
        }
        return wrong;
    }

    /** @return faults that left something behind which is not right */
    private static long measure(Suite suite, Settings settings, Path home, Figures figures) throws Exception {
        var correctness = new Correctness(suite, figures);
        var persons = Population.of(settings.persons());
        say("registering %,d persons".formatted(persons.size()));
        new RegisterBench(suite, figures).run(persons);
        say("intake of %,d events".formatted(settings.events()));
        var ingest = new IngestBench(suite, figures, new SinkBench(suite, figures, librariesOfPeers()));
        var taken = ingest.run(persons, settings.events(), settings.wants(Measure.INGEST));
        correctness.holdsAfter("ingest");
        if (settings.wants(Measure.RESOLVE)) {
            say("resolving");
            new ResolveBench(suite, figures).run(persons, settings.seconds() * REPETITIONS_PER_SECOND);
        }
        if (settings.wants(Measure.QUERY)) {
            say("queries");
            new QueryBench(suite, figures, persons, settings.loads()).run();
            correctness.holdsAfter("query");
        }
        if (settings.wants(Measure.VISIBLE)) {
            say("from report to answer");
            new VisibleBench(suite, figures, persons, settings.seconds()).run();
            correctness.holdsAfter("visible");
        }
        if (settings.wants(Measure.SNAPSHOT)) {
            say("snapshot");
            new SnapshotBench(suite, figures, settings.loads()).run();
            correctness.holdsAfter("snapshot");
        }
        if (settings.wants(Measure.GROWTH)) {
            say("growth up to %,d records".formatted(settings.records()));
            new GrowthBench(suite, figures, persons, settings.loads()).run(taken.latest(), settings.records());
            correctness.holdsAfter("growth");
        }
        if (settings.wants(Measure.FAULTS)) {
            say("faults under load");
            double rate = settings.rate() > 0 ? settings.rate() : taken.perSecond() / 2;
            var all = Fault.all(home, settings.replicas(), settings.brokers());
            var faults = settings.faults().isEmpty() ? all : Fault.named(settings.faults(), all);
            return new FaultsBench(suite, figures, rate, settings.questions(), settings.seconds())
                    .run(faults, settings.persons());
        }
        return 0;
    }

    private static Path write(Settings settings, List<String> machine, String table, Instant began, Path results)
            throws IOException {
        var name = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmm'Z'")
                .withZone(ZoneOffset.UTC)
                .format(began);
        var text = new StringBuilder("# Measured %s%n%n".formatted(name));
        machine.forEach(line -> text.append("* ").append(line).append('\n'));
        text.append(
                "* settings: %,d events, %,d persons, %d seconds a load, %d runs; %d of each service, %d of Kafka; options of Java: %s; set: %s; PostgreSQL: %s%n%n"
                        .formatted(
                                settings.events(),
                                settings.persons(),
                                settings.seconds(),
                                settings.repeat(),
                                settings.replicas(),
                                settings.brokers(),
                                settings.java().isEmpty() ? "those of local mode" : settings.java(),
                                settings.environment().isEmpty() ? "nothing" : settings.environment(),
                                settings.postgres().isEmpty() ? "as in local mode" : settings.postgres()));
        text.append(table);
        Files.createDirectories(results);
        return Files.writeString(results.resolve(name + ".md"), text);
    }

    /** What the peers run on, beside this module's own jar or classes wherever they are. */
    private static Path librariesOfPeers() {
        return sources().resolve("deploy/bench/peer/target/worker");
    }

    private static Path sources() {
        return Stream.iterate(
                        Path.of(System.getProperty("chengxin.sources", "")).toAbsolutePath(),
                        Objects::nonNull,
                        Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("deploy/bench/pom.xml")))
                .findFirst()
                .orElseThrow(() -> new Complaint("The sources were not found."));
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
