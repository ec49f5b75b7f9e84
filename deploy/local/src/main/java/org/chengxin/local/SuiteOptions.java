package org.chengxin.local;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a suite is to be like.
 *
 * @param home folder of everything it remembers; an existing one is continued
 * @param portOffset added to every usual port
 * @param ports single ports, by part id
 * @param serviceEnvironment set for all seven services, for example {@code CHENGXIN_CLOCK_OFFSET}
 * @param replicas of each service behind the gateway
 * @param brokers of Kafka, one or three
 * @param progress where it tells what it does
 */
public record SuiteOptions(
        Path home,
        int portOffset,
        Map<String, Integer> ports,
        Map<String, String> serviceEnvironment,
        int replicas,
        int brokers,
        PrintStream progress) {

    public SuiteOptions {
        ports = Map.copyOf(ports);
        serviceEnvironment = Map.copyOf(serviceEnvironment);
    }

    /** A suite in a folder of its own, told to standard output. */
    public static SuiteOptions in(Path home, int portOffset) {
        return new SuiteOptions(home.toAbsolutePath().normalize(), portOffset, Map.of(), Map.of(), 1, 1, System.out);
    }

    /** More than one of each service, and of Kafka. */
    public SuiteOptions times(int services, int kafkas) {
        return new SuiteOptions(home, portOffset, ports, serviceEnvironment, services, kafkas, progress);
    }

    public SuiteOptions with(String variable, String value) {
        Map<String, String> more = new LinkedHashMap<>(serviceEnvironment);
        more.put(variable, value);
        return new SuiteOptions(home, portOffset, ports, more, replicas, brokers, progress);
    }
}
