package org.chengxin.bench.peer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.chengxin.local.Suite;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The events once more, in a topic of the peer's own and all in one plain form: a sink that is told one schema cannot read
 * the two modes of CloudEvents. Facts are one text, so that it need not know every record type's.
 */
final class PlainFeed implements AutoCloseable {

    static final String TOPIC = "bench-peer";

    private static final int PARTITIONS = 4;
    private static final List<String> TEXTS = List.of(
            "department",
            "sourceRecordId",
            "recordType",
            "division",
            "occurredOn",
            "decidedOn",
            "effectiveOn",
            "decisionNumber",
            "legalBasis",
            "facts");
    private static final List<String> SUBJECT = List.of("documentType", "documentNumber", "name");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;
    private int events;

    /** Makes the topic anew. */
    PlainFeed(Suite suite) throws InterruptedException, ExecutionException {
        Map<String, Object> settings = new LinkedHashMap<>(suite.kafkaAdministrator());
        admin = Admin.create(settings);
        if (admin.listTopics().names().get().contains(TOPIC)) {
            admin.deleteTopics(List.of(TOPIC)).all().get();
        }
        admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.empty())))
                .all()
                .get();
        settings.put("linger.ms", "20");
        settings.put("batch.size", "65536");
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** What one event says, without its envelope; the order within a source record stays as it is. */
    void add(ConsumerRecord<String, byte[]> message) {
        var body = JSON.readTree(message.value());
        var data = message.headers().lastHeader("ce_id") == null ? body.path("data") : body;
        Map<String, Object> plain = new LinkedHashMap<>();
        TEXTS.forEach(name -> plain.put(name, text(data.path(name))));
        plain.put("department", message.topic());
        plain.put("revision", data.path("revision").asInt());
        plain.put("subject", data.path("subject"));
        var _ = producer.send(new ProducerRecord<>(TOPIC, message.key(), JSON.writeValueAsBytes(plain)));
        events++;
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }

    void sent() {
        producer.flush();
    }

    int events() {
        return events;
    }

    /** Whether a group has confirmed every event. */
    boolean readBy(String group) throws InterruptedException, ExecutionException {
        long confirmed;
        try {
            confirmed = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                    .mapToLong(place -> place == null ? 0 : place.offset())
                    .sum();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw e;
        }
        return confirmed == ends();
    }

    private long ends() throws InterruptedException, ExecutionException {
        var latest = new LinkedHashMap<TopicPartition, OffsetSpec>();
        for (int i = 0; i < PARTITIONS; i++) {
            latest.put(new TopicPartition(TOPIC, i), OffsetSpec.latest());
        }
        return admin.listOffsets(latest).all().get().values().stream()
                .mapToLong(each -> each.offset())
                .sum();
    }

    /** The schema of {@link #add} in Kafka Connect's own notation. */
    static String schema() {
        List<Map<String, Object>> fields = new ArrayList<>();
        TEXTS.forEach(name -> fields.add(field(name, "string")));
        fields.add(field("revision", "int32"));
        var subject = field("subject", "struct");
        subject.put(
                "fields",
                SUBJECT.stream().map(name -> (Object) field(name, "string")).toList());
        fields.add(subject);
        return JSON.writeValueAsString(Map.of("type", "struct", "optional", false, "fields", fields));
    }

    private static Map<String, Object> field(String name, String type) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("field", name);
        field.put("type", type);
        field.put("optional", true);
        return field;
    }

    /** The columns of the peer's one table, named as its own flattening names them. */
    static String columns() {
        var columns = new ArrayList<String>();
        TEXTS.forEach(name -> columns.add("\"%s\" text".formatted(name)));
        SUBJECT.forEach(name -> columns.add("\"subject_%s\" text".formatted(name)));
        columns.add("\"revision\" integer");
        columns.add("primary key (\"department\", \"sourceRecordId\")");
        return String.join(", ", columns);
    }

    @Override
    public void close() {
        producer.close();
        admin.deleteTopics(List.of(TOPIC));
        admin.close();
    }
}
