package org.chengxin.sharing.records;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.sharing.Calls;
import org.chengxin.testkit.Contract;
import org.springframework.context.ApplicationContext;

/** A record.changed.v1 as record-service announces it: adverse, final and in its period unless told otherwise. */
public record Arrival(Map<String, Object> data) {

    public static Arrival of(UUID subjectId) {
        var data = new LinkedHashMap<String, Object>();
        data.put("recordId", UUID.randomUUID().toString());
        data.put("version", 1);
        data.put("subjectId", subjectId.toString());
        data.put("recordType", "INCOME_TAX_ADVERSE");
        data.put("domain", "TAX");
        data.put("nationalClass", "ADMINISTRATIVE");
        data.put("polarity", "ADVERSE");
        data.put("severity", "SERIOUS");
        data.put("department", "PROV_STATE_TAX");
        data.put("division", "530100");
        data.put("decidedOn", "2026-03-10");
        data.put("answerUntil", "2026-04-03");
        data.put("finalOn", "2026-09-20");
        data.put("displayUntil", "2028-03-10");
        data.put("standing", "IN_FORCE");
        data.put("cause", "REPORTED");
        data.put("flags", flags(false, null));
        data.put("facts", Map.of("summary", "少缴税款", "amount", 1200.50));
        data.put("changedAt", "2026-03-20T02:00:00Z");
        return new Arrival(data);
    }

    public static Map<String, Object> flags(boolean disputed, String statement) {
        var flags = new LinkedHashMap<String, Object>();
        flags.put("disputed", disputed);
        flags.put("dutyPerformed", false);
        flags.put("statement", statement);
        return flags;
    }

    public Arrival with(String member, Object value) {
        var changed = new LinkedHashMap<>(data);
        changed.put(member, value instanceof LocalDate day ? day.toString() : value);
        return new Arrival(changed);
    }

    /** The same record one version later. */
    public Arrival next() {
        return with("version", (Integer) data.get("version") + 1);
    }

    public String recordId() {
        return (String) data.get("recordId");
    }

    public ConsumerRecord<String, byte[]> message() {
        return Contract.message(
                "record-changes",
                (String) data.get("subjectId"),
                "record.changed.v1",
                "/record-service",
                UUID.randomUUID().toString(),
                Calls.JSON.writeValueAsString(data));
    }

    /** Lets one batch arrive. */
    public static void arrive(ApplicationContext service, Arrival... arrivals) {
        service.getBean(RecordChangesListener.class)
                .on(Arrays.stream(arrivals).map(Arrival::message).toList());
    }
}
