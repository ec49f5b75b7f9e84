package org.chengxin.bench.ingest;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.chengxin.local.Complaint;
import org.chengxin.local.Suite;

/** What other services keep of the records: a receipt comes before they know, and their work belongs to the event. */
final class Copies {

    private static final String TOPIC = "record-changes";
    private static final List<String> READERS = List.of("sharing-service", "repair-service", "incentive-service");
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);
    private static final long PAUSE_MILLIS = 50;

    private final Suite suite;

    Copies(Suite suite) {
        this.suite = suite;
    }

    /** Returns when every announcement of records has been sent and every reader is behind it. */
    void awaitAll() throws InterruptedException {
        long end = System.nanoTime() + LONGEST;
        Map<String, Object> settings = new HashMap<>(suite.kafkaAdministrator());
        try (var admin = Admin.create(settings)) {
            while (waiting() > 0 || behind(admin) > 0) {
                if (System.nanoTime() > end) {
                    throw new Complaint("The copies of the records did not catch up in ten minutes.");
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (ExecutionException | SQLException e) {
            throw new Complaint("How far the copies of the records are was not told: " + e.getMessage(), e);
        }
    }

    private long waiting() throws SQLException {
        var database = suite.database("record");
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from outbox")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static long behind(Admin admin) throws ExecutionException, InterruptedException {
        var topic = Objects.requireNonNull(
                admin.describeTopics(List.of(TOPIC)).allTopicNames().get().get(TOPIC));
        var partitions = topic.partitions().stream()
                .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                .toList();
        var ends = admin.listOffsets(
                        partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())))
                .all()
                .get();
        long behind = 0;
        for (var reader : READERS) {
            var read = admin.listConsumerGroupOffsets(reader)
                    .partitionsToOffsetAndMetadata()
                    .get();
            for (var partition : partitions) {
                behind += Objects.requireNonNull(ends.get(partition)).offset()
                        - read.getOrDefault(partition, new OffsetAndMetadata(0)).offset();
            }
        }
        return behind;
    }
}
