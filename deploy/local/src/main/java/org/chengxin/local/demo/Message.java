package org.chengxin.local.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.chengxin.local.access.Department;
import tools.jackson.databind.json.JsonMapper;

/** An intake event as it goes over the wire, in either mode of CloudEvents 1.0. */
public final class Message {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Message() {}

    /** The whole event as one JSON text. */
    public static ProducerRecord<String, byte[]> structured(
            Department department, String id, String type, Instant time, String key, Map<String, Object> data) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("specversion", "1.0");
        envelope.put("id", id);
        envelope.put("source", source(department));
        envelope.put("type", type);
        envelope.put("time", time.toString());
        envelope.put("datacontenttype", "application/json");
        envelope.put("data", data);
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(department.intakeTopic(), key, JSON.writeValueAsBytes(envelope));
        message.headers().add("content-type", bytes("application/cloudevents+json"));
        return message;
    }

    /** The data alone; all else in headers. */
    public static ProducerRecord<String, byte[]> binary(
            Department department, String id, String type, Instant time, String key, Map<String, Object> data) {
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(department.intakeTopic(), key, JSON.writeValueAsBytes(data));
        message.headers()
                .add("ce_specversion", bytes("1.0"))
                .add("ce_id", bytes(id))
                .add("ce_source", bytes(source(department)))
                .add("ce_type", bytes(type))
                .add("ce_time", bytes(time.toString()))
                .add("content-type", bytes("application/json"));
        return message;
    }

    private static String source(Department department) {
        return "/departments/" + department.code();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
