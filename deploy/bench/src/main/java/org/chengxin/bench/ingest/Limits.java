package org.chengxin.bench.ingest;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.chengxin.bench.peer.SinkBench;
import org.chengxin.bench.report.CpuTime;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;

/** The same events written by bare SQL: once from memory, parsed already, and once out of Kafka. */
final class Limits {

    private static final List<Integer> LANES = List.of(1, 2, 4);

    private final Suite suite;
    private final Map<TopicPartition, Long> from;
    private final Map<TopicPartition, Long> to;

    /** Where the events lie. */
    Limits(Suite suite, Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        this.suite = suite;
        this.from = Map.copyOf(from);
        this.to = Map.copyOf(to);
    }

    /**
     * How fast it went.
     *
     * @param databaseMicros processor time of the database for one event
     */
    record Speed(int lanes, double perSecond, double databaseMicros, long records, long versions) {}

    /** A: rows parsed already; the best of 1, 2 and 4 connections. */
    Speed fromMemory() throws Exception {
        var rows = new ArrayList<Row>();
        poll(List.copyOf(from.keySet()), batch -> rows.addAll(parsed(batch)));
        var best = new ArrayList<Speed>();
        for (int lanes : LANES) {
            best.add(timed(lanes, rows.size(), lane -> () -> {
                try (var sql = new BareSql(suite)) {
                    var batch = new ArrayList<Row>(BareSql.BATCH);
                    for (var row : rows) {
                        if (Math.floorMod(row.sourceRecordId().hashCode(), lanes) == lane) {
                            batch.add(row);
                            if (batch.size() == BareSql.BATCH) {
                                sql.write(batch);
                                batch.clear();
                            }
                        }
                    }
                    sql.write(batch);
                }
                return true;
            }));
        }
        return fastest(best);
    }

    /** B: polled from Kafka and parsed, then the same. */
    Speed fromKafka() throws Exception {
        var partitions = List.copyOf(from.keySet());
        int events = to.entrySet().stream()
                .mapToInt(end -> Math.toIntExact(end.getValue() - from.getOrDefault(end.getKey(), 0L)))
                .sum();
        var best = new ArrayList<Speed>();
        for (int lanes : LANES) {
            best.add(timed(lanes, events, lane -> () -> {
                var mine = new ArrayList<TopicPartition>();
                for (int i = lane; i < partitions.size(); i += lanes) {
                    mine.add(partitions.get(i));
                }
                try (var sql = new BareSql(suite)) {
                    poll(mine, batch -> sql.write(parsed(batch)));
                }
                return true;
            }));
        }
        return fastest(best);
    }

    @FunctionalInterface
    private interface Lane {
        Callable<Boolean> work(int lane);
    }

    private Speed timed(int lanes, int events, Lane lane) throws Exception {
        try (var sql = new BareSql(suite)) {
            sql.empty();
        }
        var cpu = CpuTime.of(suite);
        long begun = System.nanoTime();
        try (var pool = Executors.newFixedThreadPool(lanes)) {
            var work = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < lanes; i++) {
                work.add(lane.work(i));
            }
            for (var done : pool.invokeAll(work)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        double database = CpuTime.of(suite).since(cpu).of(Part.POSTGRESQL);
        try (var sql = new BareSql(suite)) {
            return new Speed(
                    lanes, events / seconds, database * 1e6 / events, sql.count("record"), sql.count("record_version"));
        }
    }

    private static Speed fastest(List<Speed> speeds) {
        return speeds.stream()
                .reduce((one, other) -> one.perSecond() >= other.perSecond() ? one : other)
                .orElseThrow();
    }

    /** The events as they lie in Kafka. */
    void each(SinkBench.Take take) throws SQLException {
        poll(List.copyOf(from.keySet()), take);
    }

    private static List<Row> parsed(List<ConsumerRecord<String, byte[]>> messages) {
        return messages.stream().map(Row::of).toList();
    }

    /** Everything between the two ends of these partitions, in batches as Kafka hands them out. */
    private void poll(List<TopicPartition> partitions, SinkBench.Take take) throws SQLException {
        if (partitions.isEmpty()) {
            return;
        }
        // Reads by place, in no group: record-service's own positions stay as they are.
        var settings = new HashMap<>(suite.kafkaClient("record-service"));
        settings.put("enable.auto.commit", "false");
        settings.put("max.poll.records", BareSql.BATCH);
        long open = partitions.size();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            partitions.forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
            while (open > 0) {
                var messages = new ArrayList<ConsumerRecord<String, byte[]>>();
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    long end = to.getOrDefault(new TopicPartition(message.topic(), message.partition()), 0L);
                    if (message.offset() < end) {
                        messages.add(message);
                    }
                });
                if (!messages.isEmpty()) {
                    take.take(messages);
                }
                open = partitions.stream()
                        .filter(partition -> consumer.position(partition) < to.getOrDefault(partition, 0L))
                        .count();
            }
        }
    }
}
