package org.chengxin.local.access;

import java.util.ArrayList;
import java.util.List;

/** One right of one client on the broker; what is not granted is refused. */
public record Grant(String clientId, Right right, String name, boolean prefix) {

    /** What may be done. */
    public enum Right {
        WRITE_TOPIC,
        READ_TOPIC,
        JOIN_GROUP
    }

    public static List<Grant> all() {
        List<Grant> grants = new ArrayList<>();
        for (Department department : Department.all()) {
            String client = department.clientId();
            grants.add(new Grant(client, Right.WRITE_TOPIC, department.intakeTopic(), false));
            grants.add(new Grant(client, Right.READ_TOPIC, department.receiptsTopic(), false));
            grants.add(new Grant(client, Right.JOIN_GROUP, client, true));
        }
        service(grants, "identity-service", List.of("subject-changes", "access-events"), List.of());
        service(
                grants,
                "record-service",
                List.of("record-changes", "access-events"),
                List.of("subject-changes", "case-changes"));
        grants.add(new Grant("record-service", Right.READ_TOPIC, "intake.", true));
        grants.add(new Grant("record-service", Right.WRITE_TOPIC, "receipts.", true));
        service(
                grants,
                "repair-service",
                List.of("case-changes", "access-events"),
                List.of("record-changes", "subject-changes"));
        service(
                grants,
                "sharing-service",
                List.of("access-events"),
                List.of("record-changes", "case-changes", "standing-changes", "subject-changes", "access-events"));
        service(
                grants,
                "incentive-service",
                List.of("standing-changes", "access-events"),
                List.of("record-changes", "case-changes", "subject-changes"));
        return List.copyOf(grants);
    }

    private static void service(List<Grant> grants, String client, List<String> writes, List<String> reads) {
        writes.forEach(topic -> grants.add(new Grant(client, Right.WRITE_TOPIC, topic, false)));
        reads.forEach(topic -> grants.add(new Grant(client, Right.READ_TOPIC, topic, false)));
        grants.add(new Grant(client, Right.JOIN_GROUP, client, true));
    }
}
