package org.chengxin.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chengxin.local.access.LocalSecrets;
import org.chengxin.local.access.Participant;

/**
 * The platform of another region beside this one, as far as regions meet: a sharing-service and a broker of its own, with
 * a database of its own in our PostgreSQL. It signs in at our Keycloak and asks our identity-service who persons are;
 * what its record-service would announce, somebody writes to its broker.
 */
public final class Neighbour {

    static final List<Part> PARTS = List.of(Part.KAFKA, Part.SHARING_SERVICE);

    private static final String REGION = Participant.NEIGHBOUR;
    private static final String DATABASE = "sharing_" + REGION;

    private final Layout layout;
    private final Ports ports;
    private final Postgres postgres;
    private final Processes processes;
    private final Starter starter;

    /** @param environment what all services of the suite are told on top */
    Neighbour(
            Layout ours,
            Ports oursPorts,
            Postgres postgres,
            Toolbox toolbox,
            Map<String, String> environment,
            Progress progress) {
        this.layout = ours.ofNeighbour();
        this.ports = oursPorts.ofNeighbour();
        this.postgres = postgres;
        this.processes = new Processes(layout);
        Map<String, String> settings = new LinkedHashMap<>(environment);
        settings.put("CHENGXIN_DATABASE_URL", Postgres.url(ports, DATABASE));
        settings.put("CHENGXIN_DATABASE_USER", DATABASE);
        settings.put("CHENGXIN_DATABASE_PASSWORD", LocalSecrets.ofDatabase(DATABASE));
        settings.putAll(known(REGION, Participant.PROVINCE, "http://localhost:" + ports.of(Part.GATEWAY)));
        this.starter = new Starter(
                layout,
                Map.of(
                        Part.KAFKA,
                        new KafkaBroker(layout, ports, toolbox),
                        Part.SHARING_SERVICE,
                        new ServiceProcess(Part.SHARING_SERVICE, layout, ports, settings)),
                processes,
                progress);
    }

    /** What our sharing-service is told of it. */
    Map<String, String> asWeKnowIt() {
        return known(Participant.PROVINCE, REGION, url().toString());
    }

    /** What one region's sharing-service is told of another: where it is, and under which name it knows the one. */
    private static Map<String, String> known(String region, String other, String url) {
        String peer = "CHENGXIN_PEERS_REGION" + other;
        String client = Participant.ofRegion(region);
        return Map.of(
                peer + "_URL", url,
                peer + "_CLIENT_ID", client,
                peer + "_CLIENT_SECRET", LocalSecrets.ofClient(client));
    }

    /** Its GB/T 2260 code. */
    public String region() {
        return REGION;
    }

    /** The name by which we know its platform. */
    public String client() {
        return Participant.ofRegion(REGION);
    }

    public URI url() {
        return URI.create("http://localhost:" + ports.of(Part.SHARING_SERVICE));
    }

    /** Folder of its log files. */
    public Path logs() {
        return layout.logs();
    }

    /** How to reach its database. */
    public Suite.Database database() {
        return new Suite.Database(Postgres.url(ports, DATABASE), DATABASE, LocalSecrets.ofDatabase(DATABASE));
    }

    /** Like {@link Suite#kafkaClient}, at its own broker. */
    public Map<String, Object> kafkaClient(String clientId) {
        return Suite.kafkaClient(ports, "localhost:" + ports.of(Part.KAFKA), clientId);
    }

    /** Starts what does not run yet and returns when it is ready. The suite must run. */
    public void start() throws InterruptedException {
        layout.create();
        postgres.create(List.of(DATABASE));
        try (var _ = Lock.on(layout)) {
            starter.start(PARTS);
        }
    }

    /** Kills its sharing-service as a power cut would; its broker stays. */
    public void kill() throws InterruptedException {
        processes.kill(Part.SHARING_SERVICE);
    }

    /** Ends it in order; its data stay. */
    public void stop() throws InterruptedException {
        for (Part part : PARTS.reversed()) {
            processes.stop(part, Starter.PATIENCE_TO_STOP);
        }
    }
}
