package org.chengxin.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.chengxin.local.access.BrokerAccess;
import org.chengxin.local.access.LocalSecrets;

/**
 * One Kafka node (KRaft). Clients sign in with tokens of the realm and may do what they were granted, nothing else; the
 * launcher administers it through a second listener with a password.
 */
final class KafkaBroker implements Server {

    private static final String ADMINISTRATOR = "kafka-broker";
    private static final String PLAIN_LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + ADMINISTRATOR
                    + "\" password=\"" + LocalSecrets.ofClient(ADMINISTRATOR) + "\"";

    /** What needs attention, and the line of the start. */
    private static final String LOGGING = """
        status = error
        appender.console.type = Console
        appender.console.name = console
        appender.console.layout.type = PatternLayout
        appender.console.layout.pattern = %d{ISO8601} %p %c{1} %m%n
        rootLogger.level = warn
        rootLogger.appenderRef.console.ref = console
        logger.server.name = kafka.server.KafkaRaftServer
        logger.server.level = info
        # Speaks at every start and stop and says nothing new in a cluster of one.
        logger.state.name = state.change.logger
        logger.state.level = off
        """;

    /** Three brokers on a machine that is busy otherwise: a late heartbeat is no dead broker. */
    private static final String PATIENT = """
            controller.quorum.election.timeout.ms=5000
            controller.quorum.fetch.timeout.ms=10000
            controller.quorum.request.timeout.ms=10000
            broker.session.timeout.ms=30000
            """;

    private final Layout layout;
    private final Ports ports;
    private final Toolbox toolbox;
    private final Shape cluster;
    private final int node;

    /** A broker by itself. */
    KafkaBroker(Layout layout, Ports ports, Toolbox toolbox) {
        this(layout, ports, toolbox, new Shape(ports, 1, 1), 1);
    }

    /**
     * One of a cluster.
     *
     * @param node from 1
     */
    KafkaBroker(Layout layout, Ports ports, Toolbox toolbox, Shape cluster, int node) {
        this.layout = layout;
        this.ports = ports;
        this.toolbox = toolbox;
        this.cluster = cluster;
        this.node = node;
    }

    @Override
    public Part part() {
        return Part.KAFKA;
    }

    @Override
    public void prepare() throws InterruptedException {
        Folders.write(settingsFile(), settings(layout.data(Part.KAFKA)));
        Folders.write(logging(), LOGGING);
        String classPath = toolbox.classPath();
        Folders.once(layout.data(Part.KAFKA), folder -> {
            Path forFormatting = layout.notes().resolve("kafka.format.properties");
            Folders.write(forFormatting, settings(folder));
            Shell.run(
                    "Formatting the Kafka log folder",
                    layout.log(Part.KAFKA),
                    Map.of(),
                    List.of(
                            Jdk.java(),
                            "-Xmx128m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Dlog4j2.configurationFile=" + logging(),
                            "-cp",
                            classPath,
                            "kafka.tools.StorageTool",
                            "format",
                            "--cluster-id",
                            "Y2hlbmd4aW4tbG9jYWwtMQ",
                            "--config",
                            forFormatting.toString()));
        });
    }

    @Override
    public Launch launch() throws InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Jdk.java());
        command.addAll(cache().options());
        command.addAll(List.of("kafka.Kafka", settingsFile().toString()));
        return new Launch(command, Map.of());
    }

    StartCache cache() throws InterruptedException {
        Path libraries = toolbox.libraries();
        return new StartCache(
                layout.tools().resolve("kafka-" + libraries.getFileName() + "-" + Jdk.version() + ".aot"),
                layout.notes().resolve("kafka.recording"),
                List.of(
                        "-Xms64m",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.awt.headless=true",
                        "-Dlog4j2.configurationFile=" + logging(),
                        "-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=" + realm()
                                + "/protocol/openid-connect/certs," + realm() + "/protocol/openid-connect/token",
                        "-cp",
                        toolbox.classPath()));
    }

    @Override
    public boolean ready() throws InterruptedException {
        Properties administrator = administrator();
        administrator.setProperty("request.timeout.ms", "2000");
        administrator.setProperty("default.api.timeout.ms", "2000");
        try (Admin admin = Admin.create(administrator)) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return false;
        }
    }

    /** Once for the whole cluster. */
    @Override
    public void equip() throws InterruptedException {
        if (node > 1) {
            return;
        }
        try {
            BrokerAccess.apply(administrator(), cluster.brokers());
        } catch (ExecutionException e) {
            throw new Complaint("Topics and rights could not be brought to Kafka: " + e.getMessage(), e);
        }
    }

    private Properties administrator() {
        Properties properties = new Properties();
        administrator(ports).forEach(properties::setProperty);
        return properties;
    }

    /** Settings of a client that may do everything. */
    static Map<String, String> administrator(Ports ports) {
        return Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + ports.kafkaInternal(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                PLAIN_LOGIN + ";");
    }

    private String realm() {
        return KeycloakServer.realmUrl(ports);
    }

    private Path logging() {
        return layout.notes().resolve("kafka-log4j2.properties");
    }

    private Path settingsFile() {
        return layout.notes().resolve("kafka.properties");
    }

    private String settings(Path data) {
        String plainServer =
                PLAIN_LOGIN + " user_" + ADMINISTRATOR + "=\"" + LocalSecrets.ofClient(ADMINISTRATOR) + "\";";
        return """
            process.roles=broker,controller
            node.id=%8$d
            controller.quorum.voters=%9$s
            listeners=CLIENTS://127.0.0.1:%2$d,INTERNAL://127.0.0.1:%3$d,CONTROLLER://127.0.0.1:%1$d
            advertised.listeners=CLIENTS://localhost:%2$d,INTERNAL://127.0.0.1:%3$d
            listener.security.protocol.map=CLIENTS:SASL_PLAINTEXT,INTERNAL:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT
            inter.broker.listener.name=INTERNAL
            controller.listener.names=CONTROLLER
            log.dirs=%4$s

            listener.name.clients.sasl.enabled.mechanisms=OAUTHBEARER
            listener.name.clients.oauthbearer.sasl.server.callback.handler.class=org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler
            listener.name.clients.oauthbearer.sasl.oauthbearer.jwks.endpoint.url=%5$s/protocol/openid-connect/certs
            listener.name.clients.oauthbearer.sasl.oauthbearer.expected.audience=chengxin
            listener.name.clients.oauthbearer.sasl.oauthbearer.expected.issuer=%5$s
            listener.name.clients.oauthbearer.sasl.oauthbearer.sub.claim.name=client_id
            listener.name.clients.oauthbearer.sasl.jaas.config=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;

            sasl.mechanism.inter.broker.protocol=PLAIN
            sasl.mechanism.controller.protocol=PLAIN
            listener.name.internal.sasl.enabled.mechanisms=PLAIN
            listener.name.internal.plain.sasl.jaas.config=%6$s
            listener.name.controller.sasl.enabled.mechanisms=PLAIN
            listener.name.controller.plain.sasl.jaas.config=%6$s

            authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
            super.users=User:%7$s
            allow.everyone.if.no.acl.found=false

            auto.create.topics.enable=false
            min.insync.replicas=%11$d
            default.replication.factor=%10$d
            offsets.topic.replication.factor=%10$d
            offsets.topic.num.partitions=4
            transaction.state.log.replication.factor=%10$d
            transaction.state.log.min.isr=%11$d
            transaction.state.log.num.partitions=4
            share.coordinator.state.topic.replication.factor=%10$d
            share.coordinator.state.topic.min.isr=%11$d
            group.initial.rebalance.delay.ms=0
            log.cleaner.dedupe.buffer.size=10000000
            num.network.threads=2
            num.io.threads=4
            %12$s
            """.formatted(
                        ports.kafkaController(),
                        ports.of(Part.KAFKA),
                        ports.kafkaInternal(),
                        data,
                        realm(),
                        plainServer,
                        ADMINISTRATOR,
                        node,
                        cluster.voters(),
                        cluster.brokers(),
                        cluster.brokers() == 1 ? 1 : 2,
                        cluster.brokers() == 1 ? "" : PATIENT);
    }
}
