package org.chengxin.local;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A process of the suite, by the name used on the command line; what others need comes before them. */
public enum Part {
    POSTGRESQL("postgresql", "PostgreSQL", 5433),
    KEYCLOAK("keycloak", "Keycloak", 8081),
    KAFKA("kafka", "Kafka", 9092),
    AUTHORITY("authority", "simulated public authority", 8099),
    IDENTITY_SERVICE("identity-service", "identity-service", 8091),
    RECORD_SERVICE("record-service", "record-service", 8092),
    REPAIR_SERVICE("repair-service", "repair-service", 8093),
    SHARING_SERVICE("sharing-service", "sharing-service", 8094),
    INCENTIVE_SERVICE("incentive-service", "incentive-service", 8095),
    EDUCATION_SERVICE("education-service", "education-service", 8096),
    GATEWAY("gateway", "gateway", 8080);

    private final String id;
    private final String title;
    private final int usualPort;

    Part(String id, String title, int usualPort) {
        this.id = id;
        this.title = title;
        this.usualPort = usualPort;
    }

    /** Name on the command line, of the log file and of the process file. */
    public String id() {
        return id;
    }

    String title() {
        return title;
    }

    int usualPort() {
        return usualPort;
    }

    /** One of Chengxin's own seven, as opposed to what they stand on. */
    boolean isService() {
        return switch (this) {
            case POSTGRESQL, KAFKA, KEYCLOAK, AUTHORITY -> false;
            default -> true;
        };
    }

    /** The folder of a service's module is named like the service. */
    String module() {
        return id;
    }

    static List<Part> services() {
        return Arrays.stream(values()).filter(Part::isService).toList();
    }

    /** @throws Complaint when there is no such part */
    public static Part named(String id) {
        return Arrays.stream(values())
                .filter(part -> part.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new Complaint("There is no part \"" + id + "\"; the parts are "
                        + Arrays.stream(values()).map(Part::id).collect(Collectors.joining(", ")) + "."));
    }
}
