package org.chengxin.local;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.chengxin.local.access.BrokerAccess;
import org.chengxin.local.access.LocalSecrets;
import org.chengxin.local.access.RealmFile;
import org.chengxin.local.demo.DemoLoad;
import org.chengxin.local.demo.LoadReport;

/**
 * A whole Chengxin on this machine: PostgreSQL, Kafka, Keycloak, the simulated authority and the seven services, each a
 * process of its own.
 *
 * <p>For tests of other modules: {@code try (Suite suite = Suite.start(SuiteOptions.in(folder, 2000))) { … }}. The jars of
 * the services must have been built. Several suites may run side by side when folders and port offsets differ.
 */
public final class Suite implements AutoCloseable {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Layout layout;
    private final Ports ports;
    private final Shape shape;
    private final Processes processes;
    private final Progress progress;
    private final Map<Part, Server> servers = new EnumMap<>(Part.class);
    private final Starter starter;
    private final Tokens tokens;
    private final Neighbour neighbour;
    private final Twins twins;

    private Suite(
            Layout layout,
            Shape shape,
            Map<String, String> serviceEnvironment,
            Map<String, String> databaseSettings,
            Progress progress) {
        this.layout = layout;
        this.shape = shape;
        Ports ports = shape.ports();
        this.ports = ports;
        this.processes = new Processes(layout);
        this.progress = progress;
        Toolbox toolbox = new Toolbox(layout);
        Postgres postgres = new Postgres(layout, ports, new ClusterSeed(layout, seedVersion(layout)), databaseSettings);
        List<Server> infrastructure = List.of(
                postgres,
                new KafkaBroker(layout, ports, toolbox, shape, 1),
                new KeycloakServer(layout, ports, postgres),
                new AuthorityServer(ports, toolbox));
        infrastructure.forEach(server -> servers.put(server.part(), server));
        this.neighbour = new Neighbour(layout, ports, postgres, toolbox, serviceEnvironment, progress);
        Map<Part, Map<String, String>> environment = new EnumMap<>(Part.class);
        for (Part part : Part.services()) {
            Map<String, String> told = new LinkedHashMap<>(shape.environment());
            if (part == Part.SHARING_SERVICE) {
                told.putAll(neighbour.asWeKnowIt());
            }
            told.putAll(serviceEnvironment);
            environment.put(part, told);
            servers.put(part, new ServiceProcess(part, layout, ports, told));
        }
        this.twins = new Twins(layout, shape, toolbox, environment, progress);
        this.starter = new Starter(layout, servers, processes, progress);
        this.tokens = new Tokens(URI.create(KeycloakServer.baseUrl(ports)));
    }

    /**
     * Starts what is not running yet and returns when all parts are ready and the citizens are bound to their subjects.
     * No demo data: see {@link #load}.
     *
     * @throws Complaint when the machine or the build does not allow it, or a part does not become ready; nothing is left
     *     running then
     */
    public static Suite start(SuiteOptions options) throws InterruptedException {
        Layout layout = Layout.of(
                Layout.sourcesAround(Path.of("")),
                Map.of("CHENGXIN_HOME", options.home().toString()));
        Ports ports = Ports.of(options.portOffset(), options.ports());
        Suite suite = new Suite(
                layout,
                new Shape(ports, options.replicas(), options.brokers()),
                options.serviceEnvironment(),
                options.databaseSettings(),
                new Progress(options.progress()));
        suite.up(List.of(Part.values()));
        try {
            suite.bindCitizens();
        } catch (Complaint complaint) {
            suite.stop();
            throw complaint;
        }
        return suite;
    }

    /** A suite as an earlier command left it, for further commands. */
    static Suite at(Layout layout, Shape shape, Map<String, String> serviceEnvironment, Progress progress) {
        return new Suite(layout, shape, serviceEnvironment, Map.of(), progress);
    }

    /** Starts parts that are not running, each when what it needs is ready. */
    void up(List<Part> wanted) throws InterruptedException {
        layout.create();
        try (var _ = Lock.on(layout)) {
            List<Part> missing = wanted.stream()
                    .filter(part -> processes.running(part).isEmpty())
                    .toList();
            Preflight.objection(Preflight.here(layout.home()), portsOf(missing), missing.size() == Part.values().length)
                    .ifPresent(sentence -> {
                        throw new Complaint(sentence);
                    });
            jarsOf(missing);
            ports.remember(layout);
            shape.remember(layout);
            if (shape.isSingle()) {
                starter.start(wanted);
            } else {
                startAll(wanted);
            }
        }
    }

    /** What everything stands on, then the brokers at once, then the first of each service, then the others. */
    private void startAll(List<Part> wanted) throws InterruptedException {
        try {
            for (Twins.Twin twin : twins.all()) {
                twin.layout().create();
            }
            starter.start(wanted.stream()
                    .filter(part -> !part.isService() && part != Part.KAFKA)
                    .toList());
            if (wanted.contains(Part.KAFKA)) {
                twins.startBrokersWith(starter);
            }
            starter.start(wanted);
            if (wanted.containsAll(Part.services())) {
                twins.startServices();
            }
        } catch (Complaint complaint) {
            stop();
            throw complaint;
        }
    }

    /** Where clients come in. */
    public URI gateway() {
        return url(Part.GATEWAY);
    }

    public URI url(Part part) {
        return URI.create("http://localhost:" + ports.of(part));
    }

    /** The issuer of the tokens. */
    public URI issuer() {
        return URI.create(KeycloakServer.realmUrl(ports));
    }

    /** The platform of another region beside this one; it runs only when it is started. */
    public Neighbour neighbour() {
        return neighbour;
    }

    /** Signs in participants. */
    public Tokens tokens() {
        return tokens;
    }

    /**
     * Settings of a Kafka producer or consumer that signs in as a client, without serializers. The JVM needs the system
     * property {@code org.apache.kafka.sasl.oauthbearer.allowed.urls}; it is set here.
     */
    public Map<String, Object> kafkaClient(String clientId) {
        return kafkaClient(ports, shape.kafka(), clientId);
    }

    static Map<String, Object> kafkaClient(Ports ports, String bootstrap, String clientId) {
        String issuer = KeycloakServer.realmUrl(ports);
        String allowed = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
        String token = issuer + "/protocol/openid-connect/token";
        String present = System.getProperty(allowed, "");
        if (!List.of(present.split(",", -1)).contains(token)) {
            System.setProperty(allowed, present.isEmpty() ? token : present + "," + token);
        }
        return BrokerAccess.clientSettings(bootstrap, issuer, clientId);
    }

    /** Settings of a Kafka client that may do everything, for what stands beside the suite; without serializers. */
    public Map<String, String> kafkaAdministrator() {
        return KafkaBroker.administrator(ports);
    }

    /** JDBC address, user and password of a service's database, for example {@code record}. */
    public Database database(String name) {
        return new Database(Postgres.url(ports, name), name, LocalSecrets.ofDatabase(name));
    }

    /** How to reach a database. */
    public record Database(String url, String user, String password) {}

    /** Queries whose rows are violations of what must always hold; see {@link Invariants}. */
    public Invariants invariants() {
        return new Invariants(layout.sources().resolve("deploy/journeys/invariants"), this::database);
    }

    public Path log(Part part) {
        return layout.log(part);
    }

    /** Folder of all log files. */
    public Path logs() {
        return layout.logs();
    }

    public boolean running(Part part) {
        return processes.running(part).isPresent();
    }

    /** The part's process; empty when it is not running. */
    public Optional<ProcessHandle> process(Part part) {
        return processes.running(part).stream().boxed().findFirst().flatMap(ProcessHandle::of);
    }

    /** Resident memory in bytes; 0 when the part is not running. */
    public long residentMemory(Part part) {
        return processes.running(part).stream()
                .map(Processes::resident)
                .findFirst()
                .orElse(0);
    }

    /** Kills a part as a power cut would (signal 9) and returns when it is gone. */
    public void kill(Part part) throws InterruptedException {
        processes.kill(part);
    }

    /** Kills the n-th of a part that is there more than once; the first is {@link #kill(Part)}. */
    public void kill(Part part, int nth) throws InterruptedException {
        twins.twin(nth).processes().kill(part);
    }

    /** Starts the n-th of a part again and returns when it is ready. */
    public void restart(Part part, int nth) throws InterruptedException {
        Twins.Twin twin = twins.twin(nth);
        try (var _ = Lock.on(layout)) {
            twin.processes().stop(part, Starter.PATIENCE_TO_STOP);
            twin.starter().start(List.of(part));
        }
    }

    /** All processes of a part, the first and its replicas. */
    public List<ProcessHandle> processes(Part part) {
        return Stream.concat(Stream.of(processes), twins.all().stream().map(Twins.Twin::processes))
                .flatMap(each -> each.running(part).stream().boxed())
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .toList();
    }

    /** Ends a part in order and leaves it stopped. */
    public void stop(Part part) throws InterruptedException {
        processes.stop(part, Starter.PATIENCE_TO_STOP);
    }

    /** Stops the part if it runs, starts it and returns when it is ready. */
    public void restart(Part part) throws InterruptedException {
        try (var _ = Lock.on(layout)) {
            processes.stop(part, Starter.PATIENCE_TO_STOP);
            starter.start(List.of(part));
        }
    }

    /**
     * Sends demo events of the demo population through Kafka as their departments and waits for every receipt. Parts may
     * be killed and restarted meanwhile from other threads. The same seed, number of events and day give the same events.
     *
     * @param events how many; 40,000 is the usual demo
     * @throws Complaint when no receipt comes for three minutes
     */
    public LoadReport load(int events) throws InterruptedException {
        return load(events, Duration.ZERO, progress::say);
    }

    /** Like {@link #load(int)}, sent evenly over a time, so that much can happen meanwhile. */
    public LoadReport load(int events, Duration spread) throws InterruptedException {
        return load(events, spread, progress::say);
    }

    LoadReport load(int events, Consumer<String> say) throws InterruptedException {
        return load(events, Duration.ZERO, say);
    }

    private LoadReport load(int events, Duration spread, Consumer<String> say) throws InterruptedException {
        return new DemoLoad(gateway(), this::kafkaClient, LocalDate.now(Clock.system(ZONE)), say).run(events, spread);
    }

    /** The subject id that the login {@code citizen-<n>} is bound to, n from 1 to 20. */
    public UUID citizen(int n) throws InterruptedException {
        return new Citizens(this).subjectOf(n);
    }

    void bindCitizens() throws InterruptedException {
        new Citizens(this).bind();
        progress.say("citizens: citizen-1 to citizen-20 are bound to their subjects");
    }

    /** Makes the start caches that {@code deploy/local/up} makes after its first start, and returns when they are there. */
    public void makeStartCaches() throws InterruptedException {
        starter.makeStartCaches();
    }

    /** Ends every part in order, the neighbour's too; data stay. */
    public void stop() throws InterruptedException {
        neighbour.stop();
        twins.stopServices();
        twins.stopBrokersWhile(starter::stop);
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String seedVersion(Layout layout) {
        Path parts = layout.parts();
        return Toolbox.fingerprint(RealmFile.json()
                + parts.resolve("keycloak.tar.gz").toFile().length()
                + parts.resolve("postgresql.jar").toFile().length());
    }

    Layout layout() {
        return layout;
    }

    Ports ports() {
        return ports;
    }

    Processes processes() {
        return processes;
    }

    Starter starter() {
        return starter;
    }

    Progress progress() {
        return progress;
    }

    /** Better before anything starts than in the middle. */
    private void jarsOf(List<Part> missing) {
        for (Part part : missing) {
            if (part.isService() && !Files.exists(layout.jar(part))) {
                throw new Complaint("The jar of " + part.id() + " is missing (" + layout.jar(part)
                        + "): build it with mvn package.");
            }
        }
    }

    private Map<Integer, String> portsOf(List<Part> missing) {
        Map<Integer, String> purposes = ports.purposes();
        purposes.values()
                .removeIf(id -> missing.stream()
                        .noneMatch(part -> id.equals(part.id())
                                // Kafka has two ports of its own beside that of the clients.
                                || (part == Part.KAFKA && id.startsWith("kafka-"))));
        return purposes;
    }
}
