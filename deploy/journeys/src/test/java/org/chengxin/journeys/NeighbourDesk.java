package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.chengxin.local.Neighbour;
import org.chengxin.local.demo.DemoPerson;

/** What people and systems of the neighbouring region do: agree on sharing, and announce what its departments decided. */
final class NeighbourDesk {

    private final Neighbour neighbour;
    private final Api api;

    NeighbourDesk(Neighbour neighbour, Api api) {
        this.neighbour = neighbour;
        this.api = api;
    }

    /** Two keepers of a catalogue agree that a region may ask for everything about a person, to supervise. */
    static void agreed(Api platform, String receiver) {
        var today = Cases.today();
        var terms = new HashMap<String, Object>();
        terms.put("receiver", receiver);
        terms.put("purposes", List.of("SUPERVISION"));
        terms.put("legalBasis", "国办发〔2020〕49号");
        terms.put("identity", "TOKEN");
        terms.put("regions", List.of("*"));
        terms.put("grants", List.of(Map.of("recordType", "*", "fields", List.of("*"))));
        terms.put("validFrom", today.toString());
        terms.put("validUntil", today.plusYears(1).toString());
        terms.put("impactAssessment", "PIA-2026-0001");
        var proposed = platform.post("/v1/agreements", platform.user("catalog-admin-1"), terms);
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        var approved = platform.post(
                "/v1/agreements/" + proposed.json().path("agreementId").asString() + "/approval",
                platform.user("catalog-admin-2"),
                Map.of());
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
    }

    /** The neighbour's record-service announces a final tax decision about a person; returns the record's id. */
    String announced(UUID subjectId, String division) throws InterruptedException {
        String recordId = UUID.randomUUID().toString();
        announced(recordId, 1, subjectId, division, "IN_FORCE");
        return recordId;
    }

    /** It announces that its department took the decision back. */
    void withdrawn(String recordId, UUID subjectId, String division) throws InterruptedException {
        announced(recordId, 2, subjectId, division, "WITHDRAWN");
    }

    private void announced(String recordId, int version, UUID subjectId, String division, String standing)
            throws InterruptedException {
        var today = Cases.today();
        var data = new LinkedHashMap<String, Object>();
        data.put("recordId", recordId);
        data.put("version", version);
        data.put("subjectId", subjectId.toString());
        data.put("recordType", "INCOME_TAX_ADVERSE");
        data.put("domain", "TAX");
        data.put("nationalClass", "ADMINISTRATIVE");
        data.put("polarity", "ADVERSE");
        data.put("severity", "GENERAL");
        data.put("department", "PROV_STATE_TAX");
        data.put("division", division);
        data.put("sourceRecordId", "NEIGHBOUR-" + recordId);
        data.put("revision", version);
        data.put("decisionNumber", "川税罚〔2026〕7号");
        data.put("legalBases", List.of("INCOME_TAX"));
        data.put("occurredOn", today.minusDays(300).toString());
        data.put("decidedOn", today.minusDays(220).toString());
        data.put("effectiveOn", today.minusDays(220).toString());
        data.put("finalOn", today.minusDays(30).toString());
        data.put("displayUntil", today.plusDays(500).toString());
        data.put("minDisplayUntil", today.plusDays(100).toString());
        data.put("repairable", true);
        data.put("standing", standing);
        data.put("cause", version == 1 ? "REPORTED" : "WITHDRAWN");
        var flags = new HashMap<String, Object>();
        flags.put("disputed", false);
        flags.put("dutyPerformed", false);
        flags.put("statement", null);
        data.put("flags", flags);
        data.put("facts", Map.of("summary", "四川的记录", "dutyPerformed", false));
        data.put("changedAt", "2026-11-22T02:00:00Z");
        send("record-changes", subjectId.toString(), "record.changed.v1", data);
    }

    private void send(String topic, String key, String type, Map<String, Object> data) throws InterruptedException {
        var settings = new HashMap<>(neighbour.kafkaClient("record-service"));
        settings.put("acks", "all");
        var message = new ProducerRecord<>(topic, key, Api.JSON.writeValueAsBytes(data));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_source", "/record-service",
                        "ce_type", type,
                        "ce_subject", key,
                        "ce_time", "2026-11-22T02:00:00Z",
                        "content-type", "application/json")
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(message).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Something about a person that the neighbour's platform tells ours; a reference when there is no record. */
    Api.Answer tells(DemoPerson person, String region, Map<String, Object> more) {
        var item = new HashMap<String, Object>(Map.of("subject", Cases.subject(person), "region", region));
        item.putAll(more);
        return api.post("/v1/inbound/records", api.client(neighbour.client()), Map.of("items", List.of(item)));
    }
}
