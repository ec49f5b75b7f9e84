package org.chengxin.local;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.chengxin.local.demo.LoadReport;

/** The commands behind the scripts in deploy/local. */
public final class Main {

    private static final String USAGE =
            "Commands: up [part …] [--detach] [--no-demo] [--port-offset N] [--port part:N] [--replicas N] [--brokers"
                    + " N], down, status, logs <part>, restart <part>, kill <part>, neighbour [stop], reset.";

    private final Layout layout;
    private final Map<String, String> environment;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Progress progress = new Progress(System.out);

    private Main(Layout layout, Map<String, String> environment) {
        this.layout = layout;
        this.environment = environment;
    }

    /** @param typed the command and its arguments */
    public static void main(String[] typed) throws InterruptedException {
        int code;
        try {
            Map<String, String> environment = System.getenv();
            Layout layout = Layout.of(Path.of(System.getProperty("chengxin.sources", ".")), environment);
            code = new Main(layout, environment).run(List.of(typed));
        } catch (Complaint complaint) {
            System.err.println(complaint.sentence());
            code = 1;
        }
        System.exit(code);
    }

    private int run(List<String> typed) throws InterruptedException {
        if (typed.isEmpty()) {
            throw new Complaint(USAGE);
        }
        Arguments arguments = Arguments.of(typed.subList(1, typed.size()), environment);
        return switch (typed.getFirst()) {
            case "up" -> up(arguments);
            case "down" -> down();
            case "status" -> Status.print(known(), System.out) ? 0 : 3;
            case "restart" -> restart(part(arguments));
            case "kill" -> kill(part(arguments));
            case "neighbour" -> neighbour(arguments);
            case "reset" -> reset();
            case "start-caches" -> startCaches();
            default -> throw new Complaint(USAGE);
        };
    }

    private int up(Arguments arguments) throws InterruptedException {
        layout.create();
        Suite suite = suiteFor(arguments);
        List<Part> wanted = arguments.words().isEmpty()
                ? List.of(Part.values())
                : arguments.words().stream().map(Part::named).toList();
        if (wanted.stream().allMatch(suite::running)) {
            System.out.println("Chengxin is already running at " + suite.gateway()
                    + "; deploy/local/status shows its parts, deploy/local/down stops it.");
            if (arguments.words().isEmpty() && arguments.demo()) {
                // It may have been started without.
                demo(suite, arguments.events());
            }
            return 0;
        }
        boolean ranBefore = suite.processes().anyRunning();
        AtomicBoolean leave = new AtomicBoolean();
        Thread hook = new Thread(() -> endAll(suite, leave));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            suite.up(wanted);
            if (wanted.size() == Part.values().length) {
                suite.bindCitizens();
                progress.say("ready: " + suite.gateway() + " (start page), " + suite.gateway() + "/docs (interfaces)");
                if (arguments.demo()) {
                    demo(suite, arguments.events());
                }
            }
        } catch (Complaint complaint) {
            // What was asked for did not come about: nothing is left behind. But what ran before goes on.
            leave.compareAndSet(false, ranBefore || !suite.starter().hasBegun());
            if (!stopping.get()) {
                System.err.println(complaint.sentence());
            }
            return 1;
        }
        summary(suite);
        if (suite.starter().startCachesMissing()) {
            // A process of its own with low priority: it may outlive this command.
            new StartCaches(layout).inBackground();
        }
        if (arguments.detach()) {
            leave.set(true);
            System.out.println("All parts go on running; deploy/local/down stops them.");
            return 0;
        }
        System.out.println("Ctrl-C stops everything.");
        watch(suite);
        leave.set(true);
        return 0;
    }

    /** Ctrl-C, a signal, or a failed start. */
    private void endAll(Suite suite, AtomicBoolean leave) {
        if (leave.get()) {
            return;
        }
        stopping.set(true);
        try {
            progress.say("stopping");
            suite.stop();
            progress.say("stopped; the data stay in " + layout.home());
        } catch (InterruptedException | Complaint e) {
            System.err.println(e.getMessage());
        }
    }

    private void demo(Suite suite, int events) throws InterruptedException {
        Path note = layout.notes().resolve("demo.txt");
        if (!Folders.read(note).isBlank()) {
            progress.say("demo data: there already (" + Folders.read(note).strip() + ")");
            return;
        }
        progress.say("demo data: " + events + " events on their way through Kafka");
        LoadReport report = suite.load(events, progress::say);
        progress.say("demo data: " + report.sentence());
        report.unexpected()
                .forEach((difference, count) -> progress.say("demo data: unexpected " + difference + ": " + count));
        Folders.write(note, report.sentence());
    }

    private void summary(Suite suite) {
        System.out.println();
        System.out.println("  gateway    " + suite.gateway() + "   interfaces: " + suite.gateway() + "/docs");
        System.out.println("  Keycloak   " + suite.url(Part.KEYCLOAK) + "   realm chengxin, admin / admin-password");
        System.out.println("  Kafka      localhost:" + suite.ports().of(Part.KAFKA)
                + "   SASL_PLAINTEXT, OAUTHBEARER, for example dept-prov-state-tax");
        System.out.println("  PostgreSQL localhost:" + suite.ports().of(Part.POSTGRESQL)
                + "   for example database record, user record, password local-record");
        System.out.println("  logs       " + layout.logs());
        System.out.println();
    }

    /** Tells of parts that die; returns when another command has stopped all. */
    private void watch(Suite suite) throws InterruptedException {
        Set<Part> told = EnumSet.noneOf(Part.class);
        while (suite.processes().anyRunning()) {
            for (Part part : Part.values()) {
                if (!suite.processes().died(part)) {
                    told.remove(part);
                } else if (told.add(part)) {
                    progress.say(part.id() + " has died; deploy/local/restart " + part.id() + " heals it");
                }
            }
            Thread.sleep(1000);
        }
    }

    private int down() throws InterruptedException {
        Suite suite = known();
        if (!suite.processes().anyRunning()) {
            suite.stop();
            System.out.println("Nothing of Chengxin is running.");
            return 0;
        }
        progress.say("stopping");
        suite.stop();
        progress.say("stopped; the data stay in " + layout.home());
        return 0;
    }

    private int restart(Part part) throws InterruptedException {
        Suite suite = known();
        if (!suite.processes().anyRunning()) {
            throw new Complaint("Nothing of Chengxin is running; start it with deploy/local/up.");
        }
        suite.restart(part);
        return 0;
    }

    private int kill(Part part) throws InterruptedException {
        Suite suite = known();
        if (!suite.running(part)) {
            throw new Complaint(part.id() + " is not running.");
        }
        suite.kill(part);
        progress.say(part.id() + " is killed; deploy/local/restart " + part.id() + " heals it");
        return 0;
    }

    private int neighbour(Arguments arguments) throws InterruptedException {
        Suite suite = known();
        if (arguments.words().equals(List.of("stop"))) {
            suite.neighbour().stop();
            return 0;
        }
        if (!suite.running(Part.KEYCLOAK) || !suite.running(Part.POSTGRESQL)) {
            throw new Complaint("The neighbour needs this suite; start it with deploy/local/up.");
        }
        suite.neighbour().start();
        System.out.println("region " + suite.neighbour().region() + " at "
                + suite.neighbour().url() + "; deploy/local/neighbour stop ends it.");
        return 0;
    }

    private int reset() throws InterruptedException {
        Suite suite = known();
        suite.stop();
        layout.forget();
        System.out.println(
                "Forgotten: databases, topics, realm, logs. Unpacked servers stay in " + layout.tools() + ".");
        return 0;
    }

    private int startCaches() throws InterruptedException {
        known().makeStartCaches();
        return 0;
    }

    private Suite known() {
        layout.create();
        Ports ports = Ports.remembered(layout).orElseGet(() -> Ports.of(0, Map.of()));
        return Suite.at(layout, Shape.remembered(layout, ports), Map.of(), progress);
    }

    /** Ports as typed; else as the suite in this folder had them. */
    private Suite suiteFor(Arguments arguments) {
        Optional<Ports> before = Ports.remembered(layout);
        Ports typed = Ports.of(arguments.portOffset(), arguments.ports());
        Ports ports = arguments.choosesPorts() ? typed : before.orElse(typed);
        if (before.isPresent() && !before.get().equals(ports)) {
            Suite earlier = Suite.at(layout, new Shape(before.get(), 1, 1), Map.of(), progress);
            if (earlier.processes().anyRunning()) {
                throw new Complaint("This suite is running on other ports, with the gateway at " + earlier.gateway()
                        + "; stop it with deploy/local/down, or give the second one a folder of its own in"
                        + " CHENGXIN_HOME.");
            }
        }
        Shape earlier = Shape.remembered(layout, ports);
        Shape shape = new Shape(
                ports,
                arguments.replicas() == 0 ? earlier.replicas() : arguments.replicas(),
                arguments.brokers() == 0 ? earlier.brokers() : arguments.brokers());
        return Suite.at(layout, shape, serviceEnvironment(), progress);
    }

    /** What the services may be told through the environment of the command. */
    private Map<String, String> serviceEnvironment() {
        String offset = environment.get("CHENGXIN_CLOCK_OFFSET");
        return offset == null ? Map.of() : Map.of("CHENGXIN_CLOCK_OFFSET", offset);
    }

    private static Part part(Arguments arguments) {
        if (arguments.words().size() != 1) {
            throw new Complaint("Name one part, for example record-service.");
        }
        return Part.named(arguments.words().getFirst());
    }
}
