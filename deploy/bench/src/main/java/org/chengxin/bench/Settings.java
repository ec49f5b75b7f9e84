package org.chengxin.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chengxin.bench.requests.Loads;
import org.chengxin.local.Complaint;

/**
 * How much is measured.
 *
 * @param events that wait in Kafka before the clock of the intake starts
 * @param persons whom they are about
 * @param seconds each load of requests lasts
 * @param warm seconds at most that one kind of request is asked before it counts
 * @param only the measures that are taken
 * @param records up to how many the books grow
 * @param repeat how often all of it is done, each time by a new suite
 * @param java options for the JVMs of the suite that outweigh those of local mode; empty for none
 * @param faults which of them are tried; empty for all
 * @param rate reports a second under faults; 0 for half of what the intake was measured at
 * @param questions a second under faults
 * @param replicas of each service
 * @param brokers of Kafka, one or three
 * @param environment variables set for all services
 * @param postgres settings of PostgreSQL
 */
public record Settings(
        int events,
        int persons,
        int seconds,
        int warm,
        Set<Measure> only,
        int records,
        int repeat,
        String java,
        Map<String, String> environment,
        Map<String, String> postgres,
        List<String> faults,
        int rate,
        int questions,
        int replicas,
        int brokers) {

    /**
     * What can be measured; each needs what those before it left behind. Persons are always registered and events taken in,
     * but held against bare SQL and the peer only when that is wanted.
     */
    public enum Measure {
        REGISTER,
        INGEST,
        RESOLVE,
        QUERY,
        VISIBLE,
        SNAPSHOT,
        START,
        MICRO,
        /** Only when asked for: it makes the books ten or a hundred times as large. */
        GROWTH,
        /** Only when asked for: it takes longer than all others together. */
        FAULTS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String USAGE =
            """
            deploy/bench/run [--events 200000] [--persons 50000] [--seconds 20] [--warm 300] [--only %s]
                [--records 1000000] [--repeat 1] [--java "-XX:TieredStopAtLevel=4 -Xmx512m"] [--set NAME=VALUE]
                [--postgres shared_buffers=4GB]
                [--faults kill-kafka,stop-kafka] [--rate 500] [--questions 100]
                [--replicas 2] [--brokers 3]
            Starts a suite of its own beside any other, measures it and writes a table to deploy/bench/results.\
            """.formatted(Arrays.stream(Measure.values()).map(Measure::word).collect(Collectors.joining(",")));

    /** @throws Complaint when an argument is not understood */
    static Settings of(String... arguments) {
        int events = 200_000;
        int persons = 50_000;
        int seconds = 20;
        int warm = 300;
        int records = 1_000_000;
        int repeat = 1;
        Set<Measure> only = EnumSet.complementOf(EnumSet.of(Measure.GROWTH, Measure.FAULTS));
        var java = "";
        Map<String, String> environment = new TreeMap<>();
        Map<String, String> postgres = new TreeMap<>();
        List<String> faults = List.of();
        int rate = 0;
        int questions = 100;
        int replicas = 1;
        int brokers = 1;
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new Complaint(USAGE);
            }
            var value = arguments[i + 1];
            switch (arguments[i]) {
                case "--events" -> events = number(value);
                case "--persons" -> persons = number(value);
                case "--seconds" -> seconds = number(value);
                case "--warm" -> warm = number(value);
                case "--records" -> records = number(value);
                case "--repeat" -> repeat = number(value);
                case "--java" -> java = value;
                case "--set" -> environment.putAll(setting(value));
                case "--postgres" -> postgres.putAll(setting(value));
                case "--only" -> only = measures(value);
                case "--faults" -> faults = List.of(value.split(",", -1));
                case "--rate" -> rate = number(value);
                case "--questions" -> questions = number(value);
                case "--replicas" -> replicas = number(value);
                case "--brokers" -> brokers = number(value);
                default -> throw new Complaint(USAGE);
            }
        }
        return new Settings(
                events,
                persons,
                seconds,
                warm,
                only,
                records,
                repeat,
                java,
                Map.copyOf(environment),
                Map.copyOf(postgres),
                faults,
                rate,
                questions,
                replicas,
                brokers);
    }

    /** How requests are asked. */
    Loads loads() {
        return new Loads(Duration.ofSeconds(seconds), Duration.ofSeconds(warm));
    }

    boolean wants(Measure measure) {
        return only.contains(measure);
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as for a number that is not above zero.
        }
        throw new Complaint(text + " is no number above zero.\n" + USAGE);
    }

    private static Map<String, String> setting(String text) {
        int at = text.indexOf('=');
        if (at < 1) {
            throw new Complaint(text + " sets nothing.\n" + USAGE);
        }
        return Map.of(text.substring(0, at), text.substring(at + 1));
    }

    private static Set<Measure> measures(String text) {
        Set<Measure> measures = EnumSet.noneOf(Measure.class);
        for (var word : text.split(",", -1)) {
            measures.add(Arrays.stream(Measure.values())
                    .filter(measure -> measure.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new Complaint(word + " is no measure.\n" + USAGE)));
        }
        return measures;
    }
}
