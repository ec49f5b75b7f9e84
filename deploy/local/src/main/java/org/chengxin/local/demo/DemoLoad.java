package org.chengxin.local.demo;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.chengxin.local.Complaint;
import org.chengxin.local.access.Department;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends demo events as the departments would, over Kafka with their own tokens, and waits for every receipt. */
public final class DemoLoad {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(5);

    private final URI gateway;
    private final Function<String, Map<String, Object>> clientSettings;
    private final LocalDate today;
    private final Consumer<String> progress;

    private final Map<String, String> awaited = new ConcurrentHashMap<>();
    private final Map<String, Integer> outcomes = new ConcurrentHashMap<>();
    private final Map<String, Integer> unexpected = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private volatile long lastReceipt = System.nanoTime();
    private volatile boolean done;

    /** @param clientSettings Kafka settings of a client id, without serializers */
    public DemoLoad(
            URI gateway,
            Function<String, Map<String, Object>> clientSettings,
            LocalDate today,
            Consumer<String> progress) {
        this.gateway = gateway;
        this.clientSettings = clientSettings;
        this.today = today;
        this.progress = progress;
    }

    /**
     * @param spread the events are sent evenly over this time; zero: as fast as the broker takes them
     * @throws Complaint when no receipt comes for three minutes
     */
    public LoadReport run(int events, Duration spread) throws InterruptedException {
        List<RecordType> catalogue = RecordType.catalogue(gateway);
        List<Department> departments = DemoEvents.departments(catalogue);
        Map<Department, KafkaProducer<String, byte[]>> producers = new LinkedHashMap<>();
        List<Thread> readers = new ArrayList<>();
        try {
            for (Department department : departments) {
                KafkaConsumer<String, byte[]> receipts = receipts(department);
                readers.add(Thread.ofPlatform()
                        .name("receipts-" + department.slug())
                        .start(() -> read(receipts)));
                producers.put(department, producer(department));
            }
            long begun = System.nanoTime();
            send(new DemoEvents(catalogue, Population.all(), today, events), producers, events, spread);
            awaitReceipts(events);
            Duration took = Duration.ofNanos(lastReceipt - begun);
            return LoadReport.of(outcomes, unexpected, took);
        } finally {
            done = true;
            for (Thread reader : readers) {
                reader.join();
            }
            producers.values().forEach(producer -> producer.close(Duration.ofSeconds(2)));
        }
    }

    private void send(
            DemoEvents events, Map<Department, KafkaProducer<String, byte[]>> producers, int total, Duration spread)
            throws InterruptedException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        int sent = 0;
        long report = System.nanoTime() + BETWEEN_REPORTS.toNanos();
        long begun = System.nanoTime();
        lastReceipt = begun;
        while (events.hasNext()) {
            long early = begun + spread.toNanos() / total * sent - System.nanoTime();
            if (early > 0) {
                TimeUnit.NANOSECONDS.sleep(early);
            }
            DemoEvent event = events.next();
            KafkaProducer<String, byte[]> producer = producers.get(event.department());
            if (producer == null) {
                throw new IllegalStateException(event.department() + " has no producer.");
            }
            // A new id each time: a load that was broken off may be repeated, and every event has its receipt.
            String id = UUID.randomUUID().toString();
            awaited.put(id, event.expected());
            var _ = producer.send(message(event, id, now, sent % 2 == 0), (_, fault) -> {
                if (fault != null) {
                    failure.compareAndSet(
                            null,
                            new Complaint(
                                    "Kafka did not take an event of "
                                            + event.department().clientId() + ": " + fault.getMessage(),
                                    fault));
                }
            });
            sent++;
            if (System.nanoTime() > report) {
                tell(total);
                report = System.nanoTime() + BETWEEN_REPORTS.toNanos();
            }
            rethrow();
        }
    }

    /** Both modes of CloudEvents, in turn: the platform reads both. */
    private static ProducerRecord<String, byte[]> message(
            DemoEvent event, String id, Instant time, boolean structured) {
        return structured
                ? Message.structured(event.department(), id, event.type(), time, event.sourceRecordId(), event.data())
                : Message.binary(event.department(), id, event.type(), time, event.sourceRecordId(), event.data());
    }

    private void awaitReceipts(int total) throws InterruptedException {
        long report = System.nanoTime() + BETWEEN_REPORTS.toNanos();
        while (!awaited.isEmpty()) {
            rethrow();
            if (System.nanoTime() - lastReceipt > PATIENCE.toNanos()) {
                throw new Complaint(
                        "%,d of %,d demo events have no receipt and none came for %d minutes; the log of record-service may say why."
                                .formatted(awaited.size(), total, PATIENCE.toMinutes()));
            }
            if (System.nanoTime() > report) {
                tell(total);
                report = System.nanoTime() + BETWEEN_REPORTS.toNanos();
            }
            Thread.sleep(20);
        }
    }

    private void tell(int total) {
        int received = outcomes.values().stream().mapToInt(Integer::intValue).sum();
        progress.accept("demo data: %,d of %,d events have their receipt".formatted(received, total));
    }

    private void read(KafkaConsumer<String, byte[]> consumer) {
        try (consumer) {
            while (!done) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                    receipt(message);
                }
            }
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void receipt(ConsumerRecord<String, byte[]> message) {
        JsonNode value = JSON.readTree(message.value());
        Header header = message.headers().lastHeader("ce_type");
        String type =
                header == null ? value.path("type").asString() : new String(header.value(), StandardCharsets.UTF_8);
        JsonNode data = header == null ? value.path("data") : value;
        String expected = awaited.remove(data.path("eventId").asString());
        if (expected == null) {
            return;
        }
        String outcome = outcome(type, data);
        outcomes.merge(outcome, 1, Integer::sum);
        if (!List.of(expected.split("\\|", -1)).contains(outcome)) {
            unexpected.merge(expected + " -> " + outcome, 1, Integer::sum);
        }
        lastReceipt = System.nanoTime();
    }

    private static String outcome(String type, JsonNode data) {
        String outcome = type.replace("intake.", "").replace(".v1", "");
        return outcome.equals("rejected")
                ? "rejected:" + data.path("problem").path("type").asString().replace("urn:chengxin:problem:", "")
                : outcome;
    }

    /** Reads from now on; the position is fixed before the first event is sent. */
    private KafkaConsumer<String, byte[]> receipts(Department department) {
        Map<String, Object> settings = new HashMap<>(clientSettings.apply(department.clientId()));
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "latest");
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(department.receiptsTopic()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    private KafkaProducer<String, byte[]> producer(Department department) {
        Map<String, Object> settings = new HashMap<>(clientSettings.apply(department.clientId()));
        settings.put("acks", "all");
        settings.put("linger.ms", "20");
        settings.put("batch.size", "65536");
        settings.put("buffer.memory", "4194304");
        settings.put("compression.type", "gzip");
        // Long enough for a broker that is killed and started again.
        settings.put("delivery.timeout.ms", "300000");
        settings.put("max.block.ms", "300000");
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private void rethrow() {
        RuntimeException fault = failure.get();
        if (fault != null) {
            throw fault;
        }
    }
}
