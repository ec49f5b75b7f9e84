package org.chengxin.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** The real things that tests run against: each started once, at first use, and ended with the JVM. */
public final class Infrastructure {

    private static final List<String> SHARED_TOPICS =
            List.of("record-changes", "subject-changes", "case-changes", "standing-changes", "access-events");
    private static final List<String> DEPARTMENTS = List.of("prov-state-tax", "prov-high-court", "prov-civil-affairs");

    private Infrastructure() {}

    /** A fresh database on the one PostgreSQL. */
    public static String newDatabase() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "").toLowerCase(Locale.ROOT);
        try (var connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Postgres.SERVER.getJdbcUrl("postgres", name);
    }

    public static EmbeddedKafkaBroker kafka() {
        return Kafka.BROKER;
    }

    private static final class Postgres {

        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        // A test's data need not outlive the machine's power.
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Kafka {

        static final EmbeddedKafkaBroker BROKER = start();

        private static EmbeddedKafkaBroker start() {
            var broker = new EmbeddedKafkaKraftBroker(1, 2, topics())
                    .brokerProperties(Map.of("group.initial.rebalance.delay.ms", "0"));
            broker.afterPropertiesSet();
            Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy));
            return broker;
        }

        private static String[] topics() {
            var intake = DEPARTMENTS.stream().flatMap(code -> List.of("intake." + code, "receipts." + code).stream());
            return java.util.stream.Stream.concat(SHARED_TOPICS.stream(), intake)
                    .toArray(String[]::new);
        }
    }

    /** What both kinds of tests need: a database, an issuer of tokens, peers that do as they are told. */
    static class WithoutKafka implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "spring.datasource.url=" + newDatabase(),
                            "spring.datasource.username=postgres",
                            "spring.datasource.password=postgres",
                            "chengxin.web.issuer=" + Issuer.ours().address(),
                            "chengxin.peers.identity-service.url="
                                    + PeerServers.identity().baseUrl(),
                            "chengxin.peers.authority.url="
                                    + PeerServers.authority().baseUrl(),
                            "spring.kafka.properties.security.protocol=PLAINTEXT")
                    .applyTo(context);
        }
    }

    /** The same with a real broker. */
    static class WithKafka extends WithoutKafka {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            super.initialize(context);
            TestPropertyValues.of("spring.kafka.bootstrap-servers=" + kafka().getBrokersAsString())
                    .applyTo(context);
        }
    }
}
