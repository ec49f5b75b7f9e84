package org.chengxin.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was typed after the command.
 *
 * @param replicas of each service; 0 when nothing was said
 * @param brokers of Kafka; 0 when nothing was said
 * @param words neither an option nor its value
 */
record Arguments(
        boolean detach,
        boolean demo,
        int events,
        int replicas,
        int brokers,
        int portOffset,
        Map<String, Integer> ports,
        List<String> words) {

    static final int USUAL_EVENTS = 40_000;

    static Arguments of(List<String> typed, Map<String, String> environment) {
        boolean detach = false;
        boolean demo = true;
        int events = USUAL_EVENTS;
        int replicas = 0;
        int brokers = 0;
        int offset = Ports.number("CHENGXIN_PORT_OFFSET", environment.getOrDefault("CHENGXIN_PORT_OFFSET", "0"));
        Map<String, Integer> ports = new LinkedHashMap<>(Ports.fromEnvironment(environment));
        List<String> words = new ArrayList<>();
        List<String> left = new ArrayList<>(typed);
        while (!left.isEmpty()) {
            String next = left.removeFirst();
            String option = next.split("=", 2)[0];
            switch (option) {
                case "--detach", "-d" -> detach = true;
                case "--no-demo" -> demo = false;
                case "--demo-events" -> events = Ports.number(option, value(next, left));
                case "--replicas" -> replicas = Ports.number(option, value(next, left));
                case "--brokers" -> brokers = Ports.number(option, value(next, left));
                case "--port-offset" -> offset = Ports.number(option, value(next, left));
                case "--port" -> {
                    String[] pair = value(next, left).split("[:=]", 2);
                    if (pair.length != 2) {
                        throw new Complaint("Write --port as --port gateway:18080.");
                    }
                    ports.put(pair[0], Ports.number("--port " + pair[0], pair[1]));
                }
                default -> {
                    if (next.startsWith("-")) {
                        throw new Complaint("There is no option " + option
                                + "; up knows --detach, --no-demo, --demo-events, --replicas, --brokers,"
                                + " --port-offset and --port.");
                    }
                    words.add(next);
                }
            }
        }
        return new Arguments(detach, demo, events, replicas, brokers, offset, Map.copyOf(ports), List.copyOf(words));
    }

    /** Whether anything was said about ports. */
    boolean choosesPorts() {
        return portOffset != 0 || !ports.isEmpty();
    }

    private static String value(String option, List<String> left) {
        String[] parts = option.split("=", 2);
        if (parts.length == 2) {
            return parts[1];
        }
        if (left.isEmpty()) {
            throw new Complaint("The option " + option + " needs a value.");
        }
        return left.removeFirst();
    }
}
