package org.chengxin.record.effects;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.testkit.Contract;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Brings events of the other services to the listeners, as Kafka would. */
public final class CaseEvents {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CaseEvents() {}

    /** Each under a new id: a repeat is not recognised by it. */
    public static void deliver(ApplicationContext service, String type, Map<String, Object> data) {
        service.getBean(CaseChangesListener.class)
                .on(List.of(Contract.message(
                        "case-changes",
                        String.valueOf(data.get("recordId")),
                        type,
                        "/repair-service",
                        UUID.randomUUID().toString(),
                        JSON.writeValueAsString(data))));
    }

    public static void deliverAboutPersons(ApplicationContext service, String type, Map<String, Object> data) {
        service.getBean(SubjectChangesListener.class)
                .on(List.of(Contract.message(
                        "subject-changes",
                        "k",
                        type,
                        "/identity-service",
                        UUID.randomUUID().toString(),
                        JSON.writeValueAsString(data))));
    }
}
