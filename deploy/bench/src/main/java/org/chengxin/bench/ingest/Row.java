package org.chengxin.bench.ingest;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.json.JsonMapper;

/** What bare SQL needs of an event, and no check of any of it. */
record Row(
        String eventId,
        String department,
        String sourceRecordId,
        int revision,
        UUID subject,
        String recordType,
        String decidedOn,
        String facts) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Row of(ConsumerRecord<String, byte[]> message) {
        var body = JSON.readTree(message.value());
        var header = message.headers().lastHeader("ce_id");
        var data = header == null ? body.path("data") : body;
        return new Row(
                header == null ? body.path("id").asString() : new String(header.value(), StandardCharsets.UTF_8),
                message.topic(),
                data.path("sourceRecordId").asString(),
                data.path("revision").asInt(),
                UUID.nameUUIDFromBytes(
                        data.at("/subject/documentNumber").asString().getBytes(StandardCharsets.UTF_8)),
                data.path("recordType").asString(),
                data.path("decidedOn").asString(),
                data.path("facts").toString());
    }

    /** Never the content: it is about a person. */
    @Override
    public String toString() {
        return "Row " + sourceRecordId + " " + revision;
    }
}
