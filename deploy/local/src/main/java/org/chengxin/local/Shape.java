package org.chengxin.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How many there are of everything that may be there more than once. The first of each is at the suite's own ports, the
 * others 200, 400 … above them.
 *
 * @param ports of the suite
 * @param replicas of each service behind the gateway
 * @param brokers of Kafka
 */
record Shape(Ports ports, int replicas, int brokers) {

    private static final int MOST = 3;

    Shape {
        if (replicas < 1 || replicas > MOST) {
            throw new Complaint("There may be 1 to " + MOST + " replicas, not " + replicas + ".");
        }
        // With two brokers none may be missing, and one is no worse.
        if (brokers != 1 && brokers != MOST) {
            throw new Complaint("There may be 1 or " + MOST + " brokers, not " + brokers + ".");
        }
    }

    boolean isSingle() {
        return replicas == 1 && brokers == 1;
    }

    /** The ports of the n-th of everything, from 1. */
    Ports portsOf(int nth) {
        return nth == 1 ? ports : ports.ofReplica(nth);
    }

    /** What is there as the n-th. */
    List<Part> partsOf(int nth) {
        List<Part> parts = new ArrayList<>();
        if (nth <= brokers) {
            parts.add(Part.KAFKA);
        }
        if (nth <= replicas) {
            parts.addAll(replicated());
        }
        return parts;
    }

    int most() {
        return Math.max(replicas, brokers);
    }

    /** All services but the gateway, which is where clients find the others. */
    static List<Part> replicated() {
        return Part.services().stream().filter(part -> part != Part.GATEWAY).toList();
    }

    /** Where Kafka is found. */
    String kafka() {
        return String.join(
                ",",
                IntStream.rangeClosed(1, brokers)
                        .mapToObj(nth -> "localhost:" + portsOf(nth).of(Part.KAFKA))
                        .toList());
    }

    /** What services are told about each other when there is more than one of something. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        if (brokers > 1) {
            environment.put("CHENGXIN_KAFKA", kafka());
        }
        if (replicas > 1) {
            for (Part part : replicated()) {
                String name = part.id().replace("-service", "").toUpperCase(Locale.ROOT);
                environment.put(
                        "CHENGXIN_" + name + "_URL",
                        String.join(
                                ",",
                                IntStream.rangeClosed(1, replicas)
                                        .mapToObj(nth -> "http://localhost:"
                                                + portsOf(nth).of(part))
                                        .toList()));
            }
        }
        return environment;
    }

    /** Kafka's own view: who votes. */
    String voters() {
        return String.join(
                ",",
                IntStream.rangeClosed(1, brokers)
                        .mapToObj(nth -> nth + "@127.0.0.1:" + portsOf(nth).kafkaController())
                        .toList());
    }

    /** Notes the shape in the suite's folder; the number of brokers is for the life of their data. */
    void remember(Layout layout) {
        Shape before = remembered(layout, ports);
        if (before.brokers != brokers && layout.data(Part.KAFKA).toFile().exists()) {
            throw new Complaint("The suite in " + layout.home() + " was made with " + before.brokers
                    + " broker(s), and topics stay as they are: deploy/local/reset forgets it.");
        }
        Folders.write(file(layout), replicas + " " + brokers);
    }

    /** The shape of the suite in this folder. */
    static Shape remembered(Layout layout, Ports ports) {
        String[] noted = Folders.read(file(layout)).strip().split(" ", -1);
        return noted.length == 2
                ? new Shape(ports, Integer.parseInt(noted[0]), Integer.parseInt(noted[1]))
                : new Shape(ports, 1, 1);
    }

    private static java.nio.file.Path file(Layout layout) {
        return layout.notes().resolve("shape");
    }
}
