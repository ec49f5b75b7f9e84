package org.chengxin.bench.ingest;

import java.io.IOException;
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
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.chengxin.bench.report.CpuTime;
import org.chengxin.bench.report.Figures;
import org.chengxin.local.Complaint;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;
import org.chengxin.local.access.Department;
import org.chengxin.local.demo.DemoPerson;
import org.chengxin.local.demo.RecordType;

/** Events of known persons that wait in Kafka, all services running, until the last receipt is out. */
public final class IngestBench {

    private static final String MEASURE = "ingest";

    private final Suite suite;
    private final Figures figures;

    public IngestBench(Suite suite, Figures figures) {
        this.suite = suite;
        this.figures = figures;
    }

    /**
     * @return events per second
     * @throws Complaint when a receipt, a record or a revision is missing or too many
     */
    public double run(List<DemoPerson> persons, int events) throws Exception {
        var today = LocalDate.now(Clock.system(ZoneId.of("Asia/Shanghai")));
        var feed = new EventFeed(RecordType.catalogue(suite.gateway()), persons, today, events);
        var from = ends(feed.departments());
        double ours;
        try (var receipts = new Receipts(suite, feed.departments())) {
            var cpu = new AtomicReference<CpuTime>();
            long begun = whileNobodyReads(() -> {
                send(feed, receipts);
                cpu.set(CpuTime.of(suite));
            });
            double seconds = (receipts.awaitAll() - begun) / 1e9;
            ours = feed.events() / seconds;
            figures.plain(MEASURE, "events, waiting to last receipt", "%,d", feed.events());
            figures.plain(MEASURE, "events per second", "%,.0f", ours);
            cpuPerEvent(CpuTime.of(suite).since(cpu.get()), feed.events());
            verify(feed, receipts);
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
        return ours;
    }

    private void tell(String what, Limits.Speed speed) {
        figures.plain(MEASURE, what + ": events per second", "%,.0f (%d lanes)", speed.perSecond(), speed.lanes());
        figures.plain(MEASURE, what + ": database us per event", "%,.0f", speed.databaseMicros());
    }

    private void cpuPerEvent(CpuTime used, int events) {
        for (var part : List.of(
                Part.RECORD_SERVICE,
                Part.IDENTITY_SERVICE,
                Part.SHARING_SERVICE,
                Part.REPAIR_SERVICE,
                Part.INCENTIVE_SERVICE,
                Part.POSTGRESQL,
                Part.KAFKA)) {
            figures.plain(MEASURE, "processor us per event: " + part.id(), "%,.0f", used.of(part) * 1e6 / events);
        }
        figures.plain(MEASURE, "processor us per event: all parts", "%,.0f", used.total() * 1e6 / events);
    }

    @FunctionalInterface
    private interface Sending {
        void run() throws InterruptedException;
    }

    /** The service is held still while the events are written; the moment it goes on is the start. */
    private long whileNobodyReads(Sending sending) throws Exception {
        var readers = suite.processes(Part.RECORD_SERVICE).stream()
                .map(ProcessHandle::pid)
                .toList();
        for (long reader : readers) {
            signal("STOP", reader);
        }
        try {
            sending.run();
        } finally {
            for (long reader : readers) {
                signal("CONT", reader);
            }
        }
        return System.nanoTime();
    }

    private static void signal(String name, long process) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process)).start();
        if (kill.waitFor() != 0) {
            throw new Complaint("Process " + process + " takes no signal.");
        }
    }

    private void send(EventFeed feed, Receipts receipts) {
        Map<String, KafkaProducer<String, byte[]>> producers = new HashMap<>();
        var failure = new AtomicReference<Exception>();
        try {
            for (var department : feed.departments()) {
                producers.put(department.intakeTopic(), producer(department));
            }
            feed.forEach((id, message) -> {
                receipts.await(id);
                var producer = producers.get(message.topic());
                if (producer != null) {
                    var _ = producer.send(message, (_, fault) -> {
                        if (fault != null) {
                            failure.set(fault);
                        }
                    });
                }
            });
        } finally {
            producers.values().forEach(KafkaProducer::close);
        }
        var fault = failure.get();
        if (fault != null) {
            throw new Complaint("Kafka did not take an event: " + fault.getMessage(), fault);
        }
    }

    private KafkaProducer<String, byte[]> producer(Department department) {
        var settings = new HashMap<>(suite.kafkaClient(department.clientId()));
        settings.put("acks", "all");
        settings.put("linger.ms", "20");
        settings.put("batch.size", "65536");
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
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
    private void verify(EventFeed feed, Receipts receipts) throws SQLException, InterruptedException {
        TimeUnit.SECONDS.sleep(1);
        var end = end(feed.latest());
        figures.plain(MEASURE, "records lost or doubled", "%d", end.lost() + end.doubled());
        figures.plain(MEASURE, "records of an older revision", "%d", end.stale());
        if (!end.equals(new End(0, 0, 0))
                || receipts.uncalledFor() > 0
                || receipts.count("rejected") != feed.poisoned()) {
            throw new Complaint("The end is wrong: %s; %,d receipts too many, %,d rejected instead of %,d."
                    .formatted(end, receipts.uncalledFor(), receipts.count("rejected"), feed.poisoned()));
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
