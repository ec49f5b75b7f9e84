package org.chengxin.local;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Where each part listens: the usual port plus one offset for all, or a port of its own. */
record Ports(Map<Part, Integer> ofParts, int kafkaController, int kafkaInternal) {

    private static final int USUAL_KAFKA_CONTROLLER = 9093;
    private static final int USUAL_KAFKA_INTERNAL = 9094;
    private static final int NEIGHBOUR = 100;
    private static final int REPLICA = 200;

    Ports {
        ofParts = Map.copyOf(ofParts);
    }

    /**
     * @param offset added to every usual port
     * @param single ports set one by one, by the id of a part, {@code kafka-controller} or {@code kafka-internal}
     */
    static Ports of(int offset, Map<String, Integer> single) {
        Map<String, Integer> left = new LinkedHashMap<>(single);
        Map<Part, Integer> ports = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            ports.put(part, chosen(left, part.id(), part.usualPort() + offset));
        }
        int controller = chosen(left, "kafka-controller", USUAL_KAFKA_CONTROLLER + offset);
        int internal = chosen(left, "kafka-internal", USUAL_KAFKA_INTERNAL + offset);
        if (!left.isEmpty()) {
            throw new Complaint("There is no part \"" + left.keySet().iterator().next() + "\" that has a port.");
        }
        return new Ports(ports, controller, internal);
    }

    /** {@code CHENGXIN_PORT_OFFSET}, and {@code CHENGXIN_PORT_GATEWAY}, {@code CHENGXIN_PORT_RECORD_SERVICE} and so on. */
    static Map<String, Integer> fromEnvironment(Map<String, String> environment) {
        Map<String, Integer> single = new LinkedHashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("CHENGXIN_PORT_") && !name.equals("CHENGXIN_PORT_OFFSET")) {
                String id = name.substring("CHENGXIN_PORT_".length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
                single.put(id, number(name, value));
            }
        });
        return single;
    }

    static int number(String what, @Nullable String value) {
        try {
            return Integer.parseInt(String.valueOf(value).strip());
        } catch (NumberFormatException e) {
            throw new Complaint(what + " must be a whole number, not \"" + value + "\".", e);
        }
    }

    int of(Part part) {
        return Objects.requireNonNull(ofParts.get(part));
    }

    /** Where the neighbouring region's platform listens: its own broker and sharing-service, the rest is ours. */
    Ports ofNeighbour() {
        Map<Part, Integer> ports = new EnumMap<>(ofParts);
        for (Part part : Neighbour.PARTS) {
            ports.put(part, of(part) + NEIGHBOUR);
        }
        return new Ports(ports, kafkaController + NEIGHBOUR, kafkaInternal + NEIGHBOUR);
    }

    /** Where the n-th of what is there more than once listens; the rest is ours. */
    Ports ofReplica(int nth) {
        int further = REPLICA * (nth - 1);
        Map<Part, Integer> ports = new EnumMap<>(ofParts);
        ports.put(Part.KAFKA, of(Part.KAFKA) + further);
        for (Part part : Shape.replicated()) {
            ports.put(part, of(part) + further);
        }
        return new Ports(ports, kafkaController + further, kafkaInternal + further);
    }

    /** Every port and what it is for. */
    Map<Integer, String> purposes() {
        Map<Integer, String> purposes = new LinkedHashMap<>();
        for (Part part : Part.values()) {
            claim(purposes, of(part), part.id());
        }
        claim(purposes, kafkaController, "kafka-controller");
        claim(purposes, kafkaInternal, "kafka-internal");
        return purposes;
    }

    /** Notes these ports in the suite's folder. */
    void remember(Layout layout) {
        Properties properties = new Properties();
        purposes().forEach((port, id) -> properties.setProperty(id, Integer.toString(port)));
        StringWriter text = new StringWriter();
        try {
            properties.store(text, "where this suite listens");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Folders.write(file(layout), text.toString());
    }

    /** The ports of the suite in this folder, if it was started before. */
    static Optional<Ports> remembered(Layout layout) {
        String text = Folders.read(file(layout));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Integer> single = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(id -> single.put(id, number(id, properties.getProperty(id))));
        return Optional.of(of(0, single));
    }

    private static Path file(Layout layout) {
        return layout.home().resolve("ports.properties");
    }

    private static void claim(Map<Integer, String> purposes, int port, String id) {
        if (port < 1 || port > 65_535) {
            throw new Complaint("Port " + port + " of " + id + " is not between 1 and 65535.");
        }
        String other = purposes.put(port, id);
        if (other != null) {
            throw new Complaint("Port " + port + " is given to both " + other + " and " + id + ".");
        }
    }

    private static int chosen(Map<String, Integer> single, String id, int otherwise) {
        Integer port = single.remove(id);
        return port == null ? otherwise : port;
    }
}
