package org.chengxin.local.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Kafka topic of the contract. */
public record Topic(String name, int partitions, Map<String, String> settings) {

    private static final Duration INTAKE_KEPT = Duration.ofDays(7);

    /** Consumers must be able to rebuild themselves from the start of the shared topics, so those are kept for ever. */
    private static final Map<String, String> KEPT = Map.of("retention.ms", "-1");

    public Topic {
        settings = Map.copyOf(settings);
    }

    public static List<Topic> all() {
        List<Topic> topics = new ArrayList<>();
        for (Department department : Department.all()) {
            topics.add(new Topic(
                    department.intakeTopic(), 2, Map.of("retention.ms", Long.toString(INTAKE_KEPT.toMillis()))));
            topics.add(new Topic(department.receiptsTopic(), 1, KEPT));
        }
        for (String shared :
                List.of("record-changes", "subject-changes", "case-changes", "standing-changes", "access-events")) {
            topics.add(new Topic(shared, 4, KEPT));
        }
        return List.copyOf(topics);
    }
}
