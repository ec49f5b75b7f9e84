package org.chengxin.bench.faults;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.chengxin.local.Complaint;
import org.chengxin.local.Suite;
import org.chengxin.local.access.Department;
import org.chengxin.local.demo.DemoPerson;
import org.chengxin.local.demo.Facts;
import org.chengxin.local.demo.Message;
import org.chengxin.local.demo.Report;
import org.jspecify.annotations.Nullable;

/**
 * Departments at work at a steady rate: new records, amendments, withdrawals, repetitions, and now and then something that
 * cannot be accepted. Each amendment moves the day of decision, so that an answer tells which revision it shows.
 */
final class Reports implements AutoCloseable {

    /** Of the records of the demo, of which some invariants know more than of others. */
    private static final String PREFIX = "DEMO-FAULT-";

    private static final Set<String> ACCEPTED = Set.of("accepted");
    private static final Set<String> AGAIN = Set.of("duplicate", "superseded");
    private static final int RECENT = 400;

    private final Book book;
    private final List<Source> sources;
    private final List<DemoPerson> persons;
    private final LocalDate today;
    private final String round;
    private final SplittableRandom random = new SplittableRandom(20_261_126L);
    private final Map<Department, KafkaProducer<String, byte[]>> producers = new HashMap<>();
    private final List<Entry> recent = new ArrayList<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean stopped;
    private int number;

    /** Starts at once. */
    Reports(
            Suite suite,
            Book book,
            List<Source> sources,
            List<DemoPerson> persons,
            LocalDate today,
            String round,
            double perSecond) {
        this.book = book;
        this.sources = List.copyOf(sources);
        this.persons = List.copyOf(persons);
        this.today = today;
        this.round = round;
        for (var source : sources) {
            producers.computeIfAbsent(source.department(), department -> producer(suite, department));
        }
        this.thread = Threads.paced("reports", perSecond, () -> stopped, this::nextOrFail);
    }

    /** Stops and returns when the broker has taken everything. */
    @Override
    public void close() {
        if (stopped) {
            return;
        }
        stopped = true;
        Threads.end(thread);
        producers.values().forEach(KafkaProducer::close);
        var fault = failure.get();
        if (fault != null) {
            throw new Complaint("Kafka did not take an event in ten minutes: " + fault.getMessage(), fault);
        }
    }

    private void nextOrFail() {
        try {
            next();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void next() {
        int die = recent.isEmpty() ? 0 : random.nextInt(100);
        if (die < 45) {
            var entry = newEntry();
            book.add(entry);
            recent.add(entry);
            if (recent.size() > RECENT) {
                recent.removeFirst();
            }
            say(entry, firstDay());
        } else if (die < 46) {
            refused();
        } else {
            int at = random.nextInt(recent.size());
            var entry = recent.get(at);
            if (die < 70) {
                var before = entry.revision(entry.latest()).orElseThrow().decidedOn();
                if (before != null) {
                    say(entry, before.plusDays(1));
                }
            } else if (die < 80) {
                recent.remove(at);
                say(entry, null);
            } else {
                again(entry, random.nextInt(1, entry.latest() + 1));
            }
        }
    }

    private LocalDate firstDay() {
        return today.minusDays(random.nextInt(60, 300));
    }

    private Entry newEntry() {
        number++;
        return new Entry(
                PREFIX + round + "-" + number,
                persons.get(random.nextInt(persons.size())),
                sources.get(random.nextInt(sources.size())));
    }

    private void say(Entry entry, @Nullable LocalDate decidedOn) {
        int revision = entry.latest() + 1;
        entry.says(revision, decidedOn);
        send(entry, revision, ACCEPTED);
    }

    private void again(Entry entry, int revision) {
        send(entry, revision, AGAIN);
    }

    /** Of a type that does not exist. */
    private void refused() {
        var entry = newEntry();
        var day = firstDay();
        entry.says(1, day);
        var data = content(entry, 1, day);
        data.put("recordType", "NO_SUCH_TYPE");
        send(entry, 1, "record.reported.v1", data, Set.of("rejected"));
    }

    private void send(Entry entry, int revision, Set<String> outcomes) {
        var day = entry.revision(revision).orElseThrow().decidedOn();
        var type = day == null ? "record.withdrawn.v1" : revision == 1 ? "record.reported.v1" : "record.amended.v1";
        Map<String, Object> data = day == null
                ? Map.of("sourceRecordId", entry.sourceRecordId(), "revision", revision)
                : content(entry, revision, day);
        send(entry, revision, type, data, outcomes);
    }

    private Map<String, Object> content(Entry entry, int revision, LocalDate day) {
        var source = entry.source();
        var content = new LinkedHashMap<>(Report.content(
                entry.sourceRecordId(),
                source.type(),
                entry.person(),
                new Report.Dates(day.minusDays(30), day, null, null),
                // The same again in a repetition.
                Facts.of(
                        source.type(),
                        new SplittableRandom(entry.sourceRecordId().hashCode())),
                entry.sourceRecordId().hashCode() & 0xFFFF));
        content.put("revision", revision);
        return content;
    }

    private void send(Entry entry, int revision, String type, Map<String, Object> data, Set<String> outcomes) {
        var id = UUID.randomUUID().toString();
        book.await(id, entry, revision, outcomes);
        var department = entry.source().department();
        var producer = producers.get(department);
        if (producer == null) {
            throw new IllegalStateException(department + " has no producer.");
        }
        var _ = producer.send(
                Message.binary(
                        department,
                        id,
                        type,
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        entry.sourceRecordId(),
                        data),
                (_, fault) -> {
                    if (fault != null) {
                        failure.compareAndSet(null, fault);
                    }
                });
    }

    /** Patient enough for a broker that is away for minutes. */
    private static KafkaProducer<String, byte[]> producer(Suite suite, Department department) {
        var settings = new HashMap<>(suite.kafkaClient(department.clientId()));
        settings.put("acks", "all");
        settings.put("linger.ms", "10");
        settings.put("delivery.timeout.ms", "600000");
        settings.put("max.block.ms", "600000");
        settings.put("request.timeout.ms", "15000");
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
