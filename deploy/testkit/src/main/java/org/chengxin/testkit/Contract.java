package org.chengxin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.json.JsonMapper;

/** An event's contract in tests: what the producer promises, and an example for the consumer to read. */
public record Contract(String producer, String type) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The example as it would arrive from Kafka, in binary mode, with a fresh event id. */
    public ConsumerRecord<String, byte[]> message(String topic, String key) {
        return message(topic, key, type, "/" + producer, UUID.randomUUID().toString(), example());
    }

    /** Any payload as an event in binary mode. */
    public static ConsumerRecord<String, byte[]> message(
            String topic, String key, String type, String source, String eventId, String data) {
        var message = new ConsumerRecord<>(topic, 0, 0L, key, data.getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", eventId,
                        "ce_source", source,
                        "ce_type", type,
                        "ce_subject", key,
                        "content-type", "application/json")
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    public String example() {
        return read("examples/" + type + ".json");
    }

    /** Fails unless the data, as really serialised, keeps the promise. */
    public void isKeptBy(Object data) {
        isKeptByJson(JSON.writeValueAsString(data));
    }

    /** Fails unless the JSON text keeps the promise. */
    public void isKeptByJson(String json) {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(read(type + ".schema.json"), InputFormat.JSON);
        assertThat(schema.validate(json, InputFormat.JSON))
                .extracting(Error::toString)
                .isEmpty();
    }

    private String read(String path) {
        String resource = "/contracts/events/" + producer + "/" + path;
        try (var in = Contract.class.getResourceAsStream(resource)) {
            assertThat(in).as("contract file %s", resource).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
