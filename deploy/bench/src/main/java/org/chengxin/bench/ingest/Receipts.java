package org.chengxin.bench.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.chengxin.local.Complaint;
import org.chengxin.local.Suite;
import org.chengxin.local.access.Department;
import tools.jackson.databind.json.JsonMapper;

/** Reads the receipts of some departments and crosses off the events that have theirs. */
public final class Receipts implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Set<String> awaited = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> outcomes = new ConcurrentHashMap<>();
    private final List<Thread> readers = new ArrayList<>();
    private volatile long last;
    private volatile boolean closed;
    private volatile int again;

    /** Reads from now on. */
    public Receipts(Suite suite, Collection<Department> departments) {
        for (var department : departments) {
            var consumer = reader(suite, department);
            readers.add(
                    Thread.ofPlatform().name("receipts-" + department.slug()).start(() -> read(consumer)));
        }
    }

    /** A reader of a department's receipts, at the place where the next one will be. */
    public static KafkaConsumer<String, byte[]> reader(Suite suite, Department department) {
        var settings = new HashMap<>(suite.kafkaClient(department.clientId()));
        settings.put("enable.auto.commit", "false");
        var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(department.receiptsTopic()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    /** An event whose receipt is to come; said before it is sent. */
    public void await(String eventId) {
        awaited.add(eventId);
    }

    /** Waits for all receipts; returns the moment of the last one ({@link System#nanoTime}). */
    public long awaitAll() throws InterruptedException {
        int open = awaited.size();
        last = System.nanoTime();
        long told = last;
        while (!awaited.isEmpty()) {
            if (System.nanoTime() - last > PATIENCE.toNanos()) {
                throw new Complaint("%,d events have no receipt, and none came for %d minutes."
                        .formatted(awaited.size(), PATIENCE.toMinutes()));
            }
            if (System.nanoTime() - told > TimeUnit.SECONDS.toNanos(5)) {
                told = System.nanoTime();
                System.out.printf("    %,d of %,d receipts%n", open - awaited.size(), open);
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return last;
    }

    /** How many of each kind came: {@code accepted}, {@code duplicate}, {@code superseded}, {@code rejected}. */
    public int count(String outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    /** Receipts for events that had theirs already, or were never sent. */
    public int uncalledFor() {
        return again;
    }

    private void read(KafkaConsumer<String, byte[]> consumer) {
        try (consumer) {
            while (!closed) {
                consumer.poll(Duration.ofMillis(200)).forEach(this::cross);
            }
        }
    }

    private synchronized void cross(ConsumerRecord<String, byte[]> message) {
        var event = JSON.readTree(message.value());
        var header = message.headers().lastHeader("ce_type");
        var type = header == null ? event.path("type").asString() : new String(header.value(), StandardCharsets.UTF_8);
        var data = header == null ? event.path("data") : event;
        if (awaited.remove(data.path("eventId").asString())) {
            outcomes.merge(type.replace("intake.", "").replace(".v1", ""), 1, Integer::sum);
            last = System.nanoTime();
        } else {
            again++;
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            for (var reader : readers) {
                reader.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
