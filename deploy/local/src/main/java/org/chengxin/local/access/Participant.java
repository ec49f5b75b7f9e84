package org.chengxin.local.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Somebody or something that signs in: a machine client with a secret, or a person with a password. */
public record Participant(String name, Kind kind, String role, Map<String, String> claims) {

    /** How a participant signs in. */
    public enum Kind {
        CLIENT,
        USER
    }

    /** The province itself, as a division. */
    public static final String PROVINCE = "530000";

    /** The region whose platform may run beside ours, as a division. */
    public static final String NEIGHBOUR = "510000";

    /** Persons with a login of their own. */
    public static final int CITIZENS = 20;

    /** The seven services, named as Spring names the applications. */
    public static final List<String> SERVICES = List.of(
            "identity-service",
            "record-service",
            "repair-service",
            "sharing-service",
            "incentive-service",
            "education-service",
            "gateway");

    public Participant {
        claims = Map.copyOf(claims);
    }

    /** Everybody of the role table, in a stable order. */
    public static List<Participant> all() {
        List<Participant> all = new ArrayList<>();
        for (Department department : Department.all()) {
            all.add(client(department.clientId(), "department", of(department)));
            all.add(user(department.officer(), "officer", of(department)));
        }
        for (Prefecture prefecture : Prefecture.all()) {
            all.add(client(prefecture.clientId(), "prefecture", Map.of("division", prefecture.division())));
        }
        all.add(client("national-platform", "national", Map.of()));
        all.add(client("agency-demo-bank", "agency", Map.of()));
        // How the platforms of two regions know each other: ours at the neighbour's, the neighbour's at ours.
        Stream.of(PROVINCE, NEIGHBOUR)
                .forEach(division -> all.add(client(ofRegion(division), "region", Map.of("division", division))));
        SERVICES.forEach(service -> all.add(client(service, "service", Map.of())));
        IntStream.rangeClosed(1, CITIZENS).forEach(n -> all.add(user("citizen-" + n, "citizen", Map.of())));
        Stream.of("reviewer-1", "reviewer-2").forEach(name -> all.add(user(name, "reviewer", Map.of())));
        Stream.of("catalog-admin-1", "catalog-admin-2").forEach(name -> all.add(user(name, "catalog-admin", Map.of())));
        all.add(user("auditor-1", "auditor", Map.of()));
        return List.copyOf(all);
    }

    /** The client of a region's platform at another's. */
    public static String ofRegion(String division) {
        return "region-" + division;
    }

    private static Map<String, String> of(Department department) {
        return new TreeMap<>(Map.of("department", department.code(), "division", PROVINCE));
    }

    private static Participant client(String name, String role, Map<String, String> claims) {
        return new Participant(name, Kind.CLIENT, role, claims);
    }

    private static Participant user(String name, String role, Map<String, String> claims) {
        return new Participant(name, Kind.USER, role, claims);
    }
}
