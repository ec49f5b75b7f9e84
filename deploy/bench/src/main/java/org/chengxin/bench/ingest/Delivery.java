package org.chengxin.bench.ingest;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.chengxin.bench.report.CpuTime;
import org.chengxin.local.Complaint;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;
import org.chengxin.local.access.Department;

/** Events that wait in Kafka until all are there, then until the last of their receipts is out. */
public final class Delivery {

    private final Suite suite;

    public Delivery(Suite suite) {
        this.suite = suite;
    }

    /** How long it took to the last receipt, and what of the processor until all copies were made, too. */
    public record Delivered(int events, double seconds, CpuTime used) {

        public double perSecond() {
            return events / seconds;
        }

        public double micros(Part part) {
            return used.of(part) * 1e6 / events;
        }

        public double micros() {
            return used.total() * 1e6 / events;
        }
    }

    /** @throws Complaint when a receipt is missing, too many or not what the event deserves */
    public Delivered run(EventFeed feed) throws IOException, InterruptedException {
        try (var receipts = new Receipts(suite, feed.departments())) {
            var cpu = new AtomicReference<CpuTime>();
            long begun = whileNobodyReads(() -> {
                send(feed, receipts);
                cpu.set(CpuTime.of(suite));
            });
            double seconds = (receipts.awaitAll() - begun) / 1e9;
            new Copies(suite).awaitAll();
            var used = CpuTime.of(suite).since(cpu.get());
            if (receipts.uncalledFor() > 0 || receipts.count("rejected") != feed.poisoned()) {
                throw new Complaint("The end is wrong: %,d receipts too many, %,d rejected instead of %,d."
                        .formatted(receipts.uncalledFor(), receipts.count("rejected"), feed.poisoned()));
            }
            return new Delivered(feed.events(), seconds, used);
        }
    }

    @FunctionalInterface
    private interface Sending {
        void run() throws InterruptedException;
    }

    /** The service is held still while the events are written; the moment it goes on is the start. */
    private long whileNobodyReads(Sending sending) throws IOException, InterruptedException {
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
}
