package org.chengxin.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Writes to and reads from the real broker, as a department or another service would. */
public class KafkaProbe implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> seen = new CopyOnWriteArrayList<>();
    private final Thread reader;

    public KafkaProbe(String brokers) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        brokers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "probe-" + UUID.randomUUID(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                        "1000"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        reader = Thread.ofVirtual().start(this::read);
    }

    /** Writes a message and waits for the broker's acknowledgement. */
    public void send(String topic, String key, Map<String, String> headers, String value) {
        var message = new ProducerRecord<>(topic, key, value.getBytes(StandardCharsets.UTF_8));
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        send(message);
    }

    /** A CloudEvent in structured mode. */
    public void sendStructured(String topic, String key, String event) {
        send(topic, key, Map.of("content-type", "application/cloudevents+json; charset=UTF-8"), event);
    }

    /** What a contract's example would be as a message, sent on for real. */
    public void send(ConsumerRecord<String, byte[]> like, String topic, String key) {
        send(new ProducerRecord<>(topic, null, key, like.value(), like.headers()));
    }

    private void send(ProducerRecord<String, byte[]> message) {
        try {
            producer.send(message).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Waits until a message that fits stands in the topic; the first is returned. */
    public ConsumerRecord<String, byte[]> await(String topic, Predicate<ConsumerRecord<String, byte[]>> fits) {
        return await(topic, 1, fits).getFirst();
    }

    /** Waits until at least as many messages that fit stand in the topic. */
    public List<ConsumerRecord<String, byte[]>> await(
            String topic, int count, Predicate<ConsumerRecord<String, byte[]>> fits) {
        Awaitility.await().atMost(PATIENCE).until(() -> seen(topic, fits).size() >= count);
        return seen(topic, fits);
    }

    /** What fits and has been seen up to now. */
    public List<ConsumerRecord<String, byte[]>> seen(String topic, Predicate<ConsumerRecord<String, byte[]>> fits) {
        return seen.stream()
                .filter(message -> message.topic().equals(topic))
                .filter(fits)
                .toList();
    }

    public static String header(ConsumerRecord<String, byte[]> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    public static String text(ConsumerRecord<String, byte[]> message) {
        return new String(message.value(), StandardCharsets.UTF_8);
    }

    private void read() {
        try (consumer) {
            consumer.subscribe(java.util.regex.Pattern.compile("[a-z].*"));
            while (true) {
                consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
            }
        } catch (WakeupException e) {
            // closed
        }
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        reader.join(5_000);
        producer.close(Duration.ofSeconds(5));
    }
}
