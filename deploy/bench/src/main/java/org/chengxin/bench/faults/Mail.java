package org.chengxin.bench.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.chengxin.bench.ingest.Receipts;
import org.chengxin.local.Suite;
import org.chengxin.local.access.Department;
import tools.jackson.databind.json.JsonMapper;

/** Brings the receipts of departments into the book. */
final class Mail implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Book book;
    private final List<Thread> readers = new ArrayList<>();
    private volatile boolean closed;

    /** Reads from now on. */
    Mail(Suite suite, Book book, List<Department> departments) {
        this.book = book;
        for (var department : departments) {
            var consumer = Receipts.reader(suite, department);
            readers.add(Thread.ofPlatform().name("mail-" + department.slug()).start(() -> read(consumer)));
        }
    }

    private void read(KafkaConsumer<String, byte[]> consumer) {
        try (consumer) {
            while (!closed) {
                consumer.poll(Duration.ofMillis(200)).forEach(this::enter);
            }
        }
    }

    private void enter(ConsumerRecord<String, byte[]> message) {
        var data = JSON.readTree(message.value());
        book.receipt(
                header(message, "ce_id"),
                data.path("eventId").asString(),
                header(message, "ce_type").replace("intake.", "").replace(".v1", ""),
                data.path("recordId").asString(""));
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closed = true;
        for (var reader : readers) {
            Threads.end(reader);
        }
    }
}
