package org.chengxin.journeys;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.chengxin.local.Suite;
import tools.jackson.databind.JsonNode;

/** A department's own system: writes intake events and reads receipts, signed in as the department. */
final class DepartmentSystem implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final String name;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, String> consumer;
    private final List<JsonNode> receipts = new CopyOnWriteArrayList<>();
    private final Thread reader;

    /** @param code of {@code departments.csv} */
    DepartmentSystem(Suite suite, String code) {
        name = code.toLowerCase(Locale.ROOT).replace('_', '-');
        var settings = new HashMap<>(suite.kafkaClient("dept-" + name));
        settings.put("acks", "all");
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        var reading = new HashMap<>(suite.kafkaClient("dept-" + name));
        reading.put("group.id", "dept-" + name + "-" + UUID.randomUUID());
        reading.put("auto.offset.reset", "earliest");
        consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of("receipts." + name));
        reader = Thread.ofVirtual().start(this::read);
    }

    /** Writes a CloudEvent in structured mode; returns its id. */
    String report(String type, Map<String, Object> data) {
        String id = UUID.randomUUID().toString();
        send(
                "intake." + name,
                String.valueOf(data.get("sourceRecordId")),
                Api.JSON.writeValueAsString(Map.of(
                        "specversion",
                        "1.0",
                        "id",
                        id,
                        "source",
                        "/" + name,
                        "type",
                        type,
                        "datacontenttype",
                        "application/json",
                        "data",
                        data)));
        return id;
    }

    /** Writes anything to any topic. */
    void send(String topic, String key, String value) {
        var message = new ProducerRecord<>(topic, key, value.getBytes(StandardCharsets.UTF_8));
        message.headers().add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
        try {
            producer.send(message).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Waits for the receipts of a source record and returns them, oldest first. */
    List<JsonNode> receipts(String sourceRecordId, int count) {
        Awaitility.await().atMost(PATIENCE).until(() -> seen(sourceRecordId).size() >= count);
        return seen(sourceRecordId);
    }

    List<JsonNode> seen(String sourceRecordId) {
        return receipts.stream()
                .filter(receipt -> receipt.path("key").asString().equals(sourceRecordId))
                .toList();
    }

    private void read() {
        try (consumer) {
            while (true) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    var type = message.headers().lastHeader("ce_type");
                    var receipt = Api.JSON.createObjectNode();
                    receipt.put("key", message.key());
                    receipt.put("type", type == null ? "" : new String(type.value(), StandardCharsets.UTF_8));
                    receipt.set("data", Api.JSON.readTree(message.value()));
                    receipts.add(receipt);
                });
            }
        } catch (WakeupException e) {
            // closed
        }
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        reader.join(10_000);
        producer.close(Duration.ofSeconds(10));
    }
}
