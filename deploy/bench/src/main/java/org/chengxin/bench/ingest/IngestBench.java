package org.chengxin.bench.ingest;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.chengxin.bench.peer.SinkBench;
import org.chengxin.bench.report.Disk;
import org.chengxin.bench.report.Figures;
import org.chengxin.bench.report.Tried;
import org.chengxin.local.Complaint;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;
import org.chengxin.local.access.Department;
import org.chengxin.local.demo.DemoPerson;
import org.chengxin.local.demo.RecordType;

/** Events of known persons that wait in Kafka, all services running, until the last receipt is out. */
public final class IngestBench {

    private static final String MEASURE = "ingest";
    /** Before the measured events, a part of so many of them as a start. */
    private static final int COLD_PART = 4;

    private final Suite suite;
    private final Figures figures;
    private final SinkBench peer;

    public IngestBench(Suite suite, Figures figures, SinkBench peer) {
        this.suite = suite;
        this.figures = figures;
        this.peer = peer;
    }

    /**
     * What was taken in, and how fast.
     *
     * @param latest the revision that each record must have, by the source's own id
     */
    public record Taken(Map<String, Integer> latest, double perSecond) {}

    /**
     * Takes in the events.
     *
     * @param compare whether bare SQL and the peer take in the same events afterwards
     * @return what was sent and how fast it came in, for what comes after
     * @throws Complaint when a receipt, a record or a revision is missing or too many
     */
    public Taken run(List<DemoPerson> persons, int events, boolean compare) throws Exception {
        var today = LocalDate.now(Clock.system(ZoneId.of("Asia/Shanghai")));
        var catalogue = RecordType.catalogue(suite.gateway());
        // Also the only rate of services that have not taken in anything before.
        var first = new EventFeed(catalogue, persons, today, Math.max(1, events / COLD_PART));
        var cold = new Delivery(suite).run(first);
        figures.plain(MEASURE, "cold: events per second", "%,.0f", cold.perSecond());
        var feed = EventFeed.newcomers(catalogue, persons, today, events, first.lastNumber());
        Map<String, Integer> latest = new HashMap<>(first.latest());
        latest.putAll(feed.latest());
        var from = ends(feed.departments());
        var disk = Disk.of(suite);
        var delivered = new Delivery(suite).run(feed);
        double ours = delivered.perSecond();
        figures.plain(MEASURE, "events, waiting to last receipt", "%,d", feed.events());
        figures.plain(MEASURE, "events per second", "%,.0f", ours);
        cpuPerEvent(delivered);
        verify(latest);
        Disk.of(suite).since(disk).tell(MEASURE, feed.latest().size(), figures);
        for (var part : List.of(Part.RECORD_SERVICE, Part.SHARING_SERVICE, Part.POSTGRESQL, Part.KAFKA)) {
            figures.plain(MEASURE, "resident MiB after: " + part.id(), "%,d", suite.residentMemory(part) >> 20);
        }
        if (!compare) {
            return new Taken(Map.copyOf(latest), ours);
        }
        try (var sql = new BareSql(suite)) {
            sql.create();
        }
        var limits = new Limits(suite, from, ends(feed.departments()));
        var a = limits.fromMemory();
        tell("limit A, bare SQL from memory", a);
        figures.ratio(MEASURE, "ours / limit A", ours, a.perSecond(), ">= 0.30");
        var b = limits.fromKafka();
        tell("limit B, bare SQL out of Kafka", b);
        figures.ratio(MEASURE, "ours / limit B", ours, b.perSecond(), ">= 0.40");
        try (var sql = new BareSql(suite)) {
            sql.drop();
        }
        Tried.of(
                figures,
                MEASURE,
                "peer, Debezium's JDBC sink: events per second",
                () -> figures.ratio(
                        MEASURE,
                        "ours / peer (which checks, identifies, versions nothing)",
                        ours,
                        peer.run(limits::each, feed.latest()),
                        ">= 0.45"));
        return new Taken(Map.copyOf(latest), ours);
    }

    private void tell(String what, Limits.Speed speed) {
        figures.plain(MEASURE, what + ": events per second", "%,.0f (%d lanes)", speed.perSecond(), speed.lanes());
        figures.plain(MEASURE, what + ": database us per event", "%,.0f", speed.databaseMicros());
    }

    private void cpuPerEvent(Delivery.Delivered delivered) {
        for (var part : List.of(
                Part.RECORD_SERVICE,
                Part.IDENTITY_SERVICE,
                Part.SHARING_SERVICE,
                Part.REPAIR_SERVICE,
                Part.INCENTIVE_SERVICE,
                Part.POSTGRESQL,
                Part.KAFKA)) {
            figures.plain(MEASURE, "processor us per event: " + part.id(), "%,.0f", delivered.micros(part));
        }
        figures.plain(MEASURE, "processor us per event: all parts", "%,.0f", delivered.micros());
    }

    private Map<TopicPartition, Long> ends(List<Department> departments) {
        var settings = new HashMap<>(suite.kafkaClient("record-service"));
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = departments.stream()
                    .flatMap(department -> consumer.partitionsFor(department.intakeTopic()).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            return consumer.endOffsets(partitions);
        }
    }

    /** What stands in the books, held against what was sent. */
    private record End(int lost, int doubled, int stale) {}

    /** Speed counts only when nothing is lost, doubled or stale. */
    private void verify(Map<String, Integer> latest) throws SQLException, InterruptedException {
        TimeUnit.SECONDS.sleep(1);
        var end = end(latest);
        figures.plain(MEASURE, "records lost or doubled", "%d", end.lost() + end.doubled());
        figures.plain(MEASURE, "records of an older revision", "%d", end.stale());
        if (!end.equals(new End(0, 0, 0))) {
            throw new Complaint("The end is wrong: " + end + ".");
        }
    }

    private End end(Map<String, Integer> latest) throws SQLException {
        var database = suite.database("record");
        var seen = new HashSet<String>();
        int doubled = 0;
        int stale = 0;
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select source_record_id, revision from record where source_record_id like 'BENCH-%'")) {
            while (row.next()) {
                var id = row.getString(1);
                int sent = latest.getOrDefault(id, 0);
                // A record that nobody sent is one too many, like one that is there twice.
                if (!seen.add(id) || sent == 0) {
                    doubled++;
                } else if (sent != row.getInt(2)) {
                    stale++;
                }
            }
        }
        int lost = Math.toIntExact(
                latest.keySet().stream().filter(id -> !seen.contains(id)).count());
        return new End(lost, doubled, stale);
    }
}
