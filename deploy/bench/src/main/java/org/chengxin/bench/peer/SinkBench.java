package org.chengxin.bench.peer;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.bench.report.CpuTime;
import org.chengxin.bench.report.Figures;
import org.chengxin.local.Complaint;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;

/**
 * The same events through Kafka Connect with Debezium's JDBC sink into one table of the same server: what everybody could
 * use instead. It checks, identifies, versions and announces nothing, and its last writer wins.
 */
public final class SinkBench {

    private static final String MEASURE = "ingest";
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    /** Movements of the write-ahead log that are more than what services do when nothing is asked of them. */
    private static final long MOVED = 40_000;

    private static final int FEW = 20_000;
    private static final List<Variant> ALL = List.of(
            new Variant(1, 500),
            new Variant(2, 500),
            new Variant(4, 500),
            new Variant(1, 2000),
            new Variant(2, 2000),
            new Variant(4, 2000));

    private final Suite suite;
    private final Figures figures;
    private final Path libraries;

    /** @param libraries class path of the worker */
    public SinkBench(Suite suite, Figures figures, Path libraries) {
        this.suite = suite;
        this.figures = figures;
        this.libraries = libraries;
    }

    /** Where the events lie. */
    @FunctionalInterface
    public interface Source {
        void each(Take take) throws SQLException;
    }

    /** Takes some of them. */
    @FunctionalInterface
    public interface Take {
        void take(List<ConsumerRecord<String, byte[]>> messages) throws SQLException;
    }

    private record Variant(int tasks, int batch) {

        String inWords() {
            return "%d tasks, batch %,d".formatted(tasks, batch);
        }
    }

    private record Run(Variant variant, double perSecond, double database, double worker, double broker, int stale) {}

    /**
     * @param latest by source record: the revision that it must have in the end
     * @return events per second of the fastest variant
     */
    public double run(Source source, Map<String, Integer> latest) throws Exception {
        try (var feed = new PlainFeed(suite);
                var connection = open()) {
            source.each(messages -> messages.forEach(feed::add));
            feed.sent();
            var runs = new ArrayList<Run>();
            try (var worker = ConnectWorker.start(
                    suite, libraries, suite.logs().resolveSibling("connect").toAbsolutePath())) {
                // The first run warms the worker up and is not counted.
                run(worker, feed, connection, ALL.getFirst(), "cold", latest);
                for (var variant : feed.events() < FEW ? List.of(ALL.getFirst(), ALL.getLast()) : ALL) {
                    var run = run(
                            worker,
                            feed,
                            connection,
                            variant,
                            "%d-%d".formatted(variant.tasks(), variant.batch()),
                            latest);
                    runs.add(run);
                    System.out.printf("    sink, %s: %,.0f a second%n", variant.inWords(), run.perSecond());
                }
            } finally {
                execute(connection, "drop schema if exists bench_peer cascade");
            }
            return tell(runs);
        }
    }

    private double tell(List<Run> runs) {
        var best = runs.stream()
                .reduce((one, other) -> one.perSecond() >= other.perSecond() ? one : other)
                .orElseThrow();
        figures.plain(
                MEASURE,
                "peer, Debezium's JDBC sink: events per second",
                "%,.0f (%s)",
                best.perSecond(),
                best.variant().inWords());
        figures.plain(
                MEASURE,
                "peer: processor us per event: worker / postgresql / kafka",
                "%,.0f / %,.0f / %,.0f",
                best.worker(),
                best.database(),
                best.broker());
        figures.plain(MEASURE, "peer: records it leaves at an older revision", "%,d", best.stale());
        return best.perSecond();
    }

    private Run run(
            ConnectWorker worker,
            PlainFeed feed,
            Connection connection,
            Variant variant,
            String name,
            Map<String, Integer> latest)
            throws Exception {
        execute(connection, "drop schema if exists bench_peer cascade");
        execute(connection, "create schema bench_peer");
        execute(connection, "create table bench_peer.peer_record (" + PlainFeed.columns() + ")");
        var connector = "sink-" + name;
        var cpu = CpuTime.of(suite);
        double used = CpuTime.used(worker.process());
        long start = written(connection);
        worker.create(connector, sink(variant));
        long begun = System.nanoTime();
        long end = begun;
        long place = start;
        long patience = begun + PATIENCE.toNanos();
        long asked = begun;
        while (true) {
            TimeUnit.MILLISECONDS.sleep(50);
            long now = System.nanoTime();
            long moved = written(connection);
            if (moved - start < MOVED) {
                begun = now;
            } else if (moved - place > MOVED || end < begun) {
                end = now;
            }
            place = moved;
            if (now - asked > TimeUnit.MILLISECONDS.toNanos(500)) {
                asked = now;
                if (feed.readBy("connect-" + connector)) {
                    break;
                }
                worker.check(connector);
            }
            if (now > patience) {
                throw new Complaint("The sink of Kafka Connect did not come to its end in %d minutes."
                        .formatted(PATIENCE.toMinutes()));
            }
        }
        var spent = CpuTime.of(suite).since(cpu);
        double workerSpent = CpuTime.used(worker.process()) - used;
        worker.delete(connector);
        double seconds = Math.max(0.05, (end - begun) / 1e9);
        return new Run(
                variant,
                feed.events() / seconds,
                spent.of(Part.POSTGRESQL) * 1e6 / feed.events(),
                workerSpent * 1e6 / feed.events(),
                spent.of(Part.KAFKA) * 1e6 / feed.events(),
                stale(connection, latest));
    }

    private Map<String, String> sink(Variant variant) {
        var database = suite.database("record");
        Map<String, String> settings = new HashMap<>();
        settings.put("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector");
        settings.put("tasks.max", Integer.toString(variant.tasks()));
        settings.put("topics", PlainFeed.TOPIC);
        settings.put("connection.url", database.url() + "?currentSchema=bench_peer");
        settings.put("connection.username", database.user());
        settings.put("connection.password", database.password());
        settings.put("collection.name.format", "peer_record");
        settings.put("insert.mode", "upsert");
        settings.put("primary.key.mode", "record_value");
        settings.put("primary.key.fields", "department,sourceRecordId");
        settings.put("schema.evolution", "none");
        // Without it columns with capitals are taken for missing.
        settings.put("quote.identifiers", "true");
        settings.put("batch.size", Integer.toString(variant.batch()));
        settings.put("consumer.override.max.poll.records", Integer.toString(variant.batch()));
        settings.put("consumer.override.auto.offset.reset", "earliest");
        settings.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        settings.put("value.converter.schemas.enable", "true");
        settings.put("value.converter.schema.content", PlainFeed.schema());
        settings.put("transforms", "flat");
        settings.put("transforms.flat.type", "org.apache.kafka.connect.transforms.Flatten$Value");
        settings.put("transforms.flat.delimiter", "_");
        return settings;
    }

    private static int stale(Connection connection, Map<String, Integer> latest) throws SQLException {
        int stale = 0;
        int found = 0;
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select \"sourceRecordId\", revision from bench_peer.peer_record")) {
            while (row.next()) {
                // What had to be refused has no revision that it must have.
                int wanted = latest.getOrDefault(row.getString(1), 0);
                if (wanted > 0) {
                    found++;
                    stale += row.getInt(2) == wanted ? 0 : 1;
                }
            }
        }
        if (found != latest.size()) {
            throw new Complaint("The sink of Kafka Connect wrote %,d of %,d records.".formatted(found, latest.size()));
        }
        return stale;
    }

    /** Bytes of the write-ahead log up to now. */
    private static long written(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')")) {
            row.next();
            return row.getLong(1);
        }
    }

    private Connection open() throws SQLException {
        var database = suite.database("record");
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
