package org.chengxin.chassis.events;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.chengxin.chassis.events.Departures.Placed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Brings announcements to Kafka in the order of their commits.
 *
 * <p>One replica at a time works (advisory lock). {@link Departures} fix positions in the database before the first
 * attempt to publish, so a repetition after a crash carries the same ones; a row is forgotten only after the broker has
 * acknowledged it and all before it in its topic. Delivery is therefore at least once, in order.
 */
class Relay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    /** One number for all services: each has a database of its own. */
    private static final long LEADERSHIP = 7_246_137L;

    private static final long IDLE_MILLIS = 200;
    private static final long PAUSE_MILLIS = 1_000;
    private static final long ACK_SECONDS = 60;

    private final DataSource dataSource;
    private final Departures departures;
    private final KafkaTemplate<String, byte[]> kafka;
    private final String source;
    private final boolean enabled;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;

    Relay(
            DataSource dataSource,
            Departures departures,
            KafkaTemplate<String, byte[]> kafka,
            String application,
            boolean enabled) {
        this.dataSource = dataSource;
        this.departures = departures;
        this.kafka = kafka;
        this.source = "/" + application;
        this.enabled = enabled;
    }

    /** Something was committed. */
    void wake() {
        work.release();
    }

    @Override
    public boolean isAutoStartup() {
        return enabled;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("relay").start(this::lead);
    }

    @Override
    public void stop() {
        running = false;
        Thread working = thread;
        if (working != null) {
            working.interrupt();
            try {
                working.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void lead() {
        while (running) {
            try (var connection = dataSource.getConnection()) {
                if (locked(connection)) {
                    try {
                        relayWhileRunning(connection);
                    } finally {
                        unlock(connection);
                    }
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException | RuntimeException e) {
                if (running) {
                    log.warn("Announcements wait: {}", e.toString());
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void relayWhileRunning(Connection leadership) throws InterruptedException, SQLException {
        List<Placed> arrived = List.of();
        while (running) {
            work.drainPermits();
            var placed = departures.next(arrived);
            if (placed.isEmpty()) {
                arrived = List.of();
                if (!work.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS) && !leadership.isValid(2)) {
                    throw new SQLException("the connection that holds the lead is gone");
                }
                continue;
            }
            arrived = publish(placed);
            if (arrived.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    /** @return what the broker has acknowledged, of each topic the first of it without a gap */
    private List<Placed> publish(List<Placed> rows) throws InterruptedException {
        var acknowledgements = new ArrayList<CompletableFuture<?>>(rows.size());
        for (var row : rows) {
            acknowledgements.add(kafka.send(message(row)));
        }
        kafka.flush();
        return acknowledged(rows, acknowledgements);
    }

    /** Per topic what was acknowledged up to the first failure: later ones are sent again, behind it. */
    private static List<Placed> acknowledged(List<Placed> rows, List<CompletableFuture<?>> acknowledgements)
            throws InterruptedException {
        var stuck = new HashSet<String>();
        var done = new ArrayList<Placed>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            try {
                acknowledgements.get(i).get(ACK_SECONDS, TimeUnit.SECONDS);
                if (!stuck.contains(row.topic())) {
                    done.add(row);
                }
            } catch (ExecutionException | TimeoutException e) {
                if (stuck.add(row.topic())) {
                    log.warn("Topic {} does not take announcements: {}", row.topic(), e.getMessage());
                }
            }
        }
        return done;
    }

    private ProducerRecord<String, byte[]> message(Placed row) {
        var message = new ProducerRecord<>(row.topic(), row.key(), row.data().getBytes(StandardCharsets.UTF_8));
        header(message, "ce_specversion", "1.0");
        header(message, "ce_id", row.eventId().toString());
        header(message, "ce_source", source);
        header(message, "ce_type", row.type());
        header(message, "ce_subject", row.subject());
        header(message, "ce_time", DateTimeFormatter.ISO_INSTANT.format(row.at()));
        header(message, "ce_sequence", Long.toString(row.position()));
        header(message, "content-type", "application/json");
        String traceparent = row.traceparent();
        if (traceparent != null) {
            header(message, "ce_traceparent", traceparent);
        }
        return message;
    }

    private static void header(ProducerRecord<String, byte[]> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean locked(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, LEADERSHIP);
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static void unlock(Connection connection) {
        try (var statement = connection.prepareStatement("select pg_advisory_unlock(?)")) {
            statement.setLong(1, LEADERSHIP);
            statement.execute();
        } catch (SQLException e) {
            log.debug("The lead ends with its connection: {}", e.getMessage());
        }
    }
}
