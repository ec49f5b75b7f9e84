package org.chengxin.local.demo;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a demo load went.
 *
 * @param events sent, each with its receipt
 * @param outcomes receipts by outcome: {@code accepted}, {@code duplicate}, {@code superseded}, {@code rejected:<slug>}
 * @param unexpected receipts that differ from what a fresh platform gives, as {@code expected -> received}
 * @param took from the first event to the last receipt
 */
public record LoadReport(
        int events, SequencedMap<String, Integer> outcomes, SequencedMap<String, Integer> unexpected, Duration took) {

    static LoadReport of(Map<String, Integer> outcomes, Map<String, Integer> unexpected, Duration took) {
        return new LoadReport(
                outcomes.values().stream().mapToInt(Integer::intValue).sum(),
                new TreeMap<>(outcomes),
                new TreeMap<>(unexpected),
                took);
    }

    public double eventsPerSecond() {
        return events / Math.max(0.001, took.toMillis() / 1000.0);
    }

    /** One sentence for people. */
    public String sentence() {
        String counts = outcomes.entrySet().stream()
                .map(outcome ->
                        "%,d %s".formatted(outcome.getValue(), outcome.getKey().replace(":", ": ")))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%,d events in %.1f s (%,.0f/s): %s",
                events,
                took.toMillis() / 1000.0,
                eventsPerSecond(),
                counts);
    }
}
