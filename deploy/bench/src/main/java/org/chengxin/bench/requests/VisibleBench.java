package org.chengxin.bench.requests;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.chengxin.bench.report.Figures;
import org.chengxin.local.Suite;
import org.chengxin.local.access.Department;
import org.chengxin.local.demo.DemoPerson;
import org.chengxin.local.demo.Facts;
import org.chengxin.local.demo.Message;
import org.chengxin.local.demo.RecordType;
import org.chengxin.local.demo.Report;

/** From the moment a department sends a report at a steady rate until a prefecture's question shows the record. */
public final class VisibleBench {

    private static final String MEASURE = "visible";
    private static final double REPORTS_PER_SECOND = 200;
    /** Every so many reports are looked for; to look for all would measure the looking. */
    private static final int LOOKED_FOR = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Suite suite;
    private final Figures figures;
    private final List<DemoPerson> persons;
    private final int seconds;

    public VisibleBench(Suite suite, Figures figures, List<DemoPerson> persons, int seconds) {
        this.suite = suite;
        this.figures = figures;
        this.persons = List.copyOf(persons);
        this.seconds = seconds;
    }

    private record Source(Department department, RecordType type) {}

    public void run() throws Exception {
        var source = source();
        var settings = new HashMap<>(suite.kafkaClient(source.department().clientId()));
        settings.put("acks", "all");
        var client = new Client(suite, "prefecture-530100");
        var run = UUID.randomUUID().toString().substring(0, 8);
        var today = LocalDate.now(Clock.system(ZoneId.of("Asia/Shanghai")));
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var warm = load(producer, client, source, run + "-W", today, Math.max(1, seconds / 4));
            var ours = load(producer, client, source, run, today, seconds);
            figures.plain(MEASURE, "reports per second", "%,.0f", REPORTS_PER_SECOND);
            figures.plain(
                    MEASURE,
                    "sent to readable by query: p50/p95/p99 ms",
                    "%.0f/%.0f/%.0f",
                    ours.millis(50),
                    ours.millis(95),
                    ours.millis(99));
            figures.plain(MEASURE, "records that did not show", "%d", ours.errors() + warm.errors());
            figures.ratio(MEASURE, "p99 against one second", ours.millis(99), 1_000, "<= 1.0");
        }
    }

    private Load.Outcome load(
            KafkaProducer<String, byte[]> producer,
            Client client,
            Source source,
            String run,
            LocalDate today,
            int forSeconds)
            throws InterruptedException {
        var looked = new org.HdrHistogram.ConcurrentHistogram(TimeUnit.MINUTES.toMicros(2), 3);
        var missing = new java.util.concurrent.atomic.AtomicInteger();
        var sent = Load.open(REPORTS_PER_SECOND, forSeconds, nth -> {
            var person = persons.get(Math.floorMod(nth * 7919, persons.size()));
            var id = "VISIBLE-" + run + "-" + nth;
            long begun = System.nanoTime();
            var decision = decided(id, source, person, today, nth);
            producer.send(Message.structured(
                            source.department(),
                            UUID.randomUUID().toString(),
                            "record.reported.v1",
                            Instant.now(),
                            id,
                            decision))
                    .get();
            if (nth % LOOKED_FOR == 0) {
                var recordedOn = String.valueOf(decision.get("decidedOn"));
                if (shows(client, person, source.type().code(), recordedOn, begun)) {
                    looked.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun));
                } else {
                    missing.incrementAndGet();
                }
            }
        });
        return new Load.Outcome(looked, sent.perSecond(), missing.get() + sent.errors());
    }

    /** Each report of a person has a day of its own, by which the record is found again. */
    private static java.util.Map<String, Object> decided(
            String id, Source source, DemoPerson person, LocalDate today, int nth) {
        var day = today.minusDays(301 + nth % 60);
        return Report.content(
                id,
                source.type(),
                person,
                new Report.Dates(day.minusDays(20), day, null, null),
                Facts.of(source.type(), new SplittableRandom(nth)),
                nth);
    }

    private boolean shows(Client client, DemoPerson person, String type, String decidedOn, long begun)
            throws Exception {
        var address = suite.gateway().resolve("/v1/queries");
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            var answer = client.post(address, QueryBench.question(person));
            boolean there = answer.path("records")
                    .valueStream()
                    .anyMatch(record -> record.path("recordType").asString().equals(type)
                            && record.path("decidedOn").asString().equals(decidedOn));
            if (there) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return false;
    }

    private Source source() throws InterruptedException {
        var catalogue = RecordType.catalogue(suite.gateway());
        return Department.all().stream()
                .flatMap(department -> catalogue.stream()
                        .filter(type -> !type.adverse()
                                && type.providingDepartments().contains(department.code())
                                && type.inForceFrom().isBefore(LocalDate.of(2025, 1, 1)))
                        .map(type -> new Source(department, type)))
                .findFirst()
                .orElseThrow();
    }
}
