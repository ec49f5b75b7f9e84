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
 * @param databaseSettings of the server PostgreSQL, before those of local mode
 * @param replicas of each service behind the gateway
 * @param brokers of Kafka, one or three
 * @param progress where it tells what it does
 */
public record SuiteOptions(
        Path home,
        int portOffset,
        Map<String, Integer> ports,
        Map<String, String> serviceEnvironment,
        Map<String, String> databaseSettings,
        int replicas,
        int brokers,
        PrintStream progress) {

    public SuiteOptions {
        ports = Map.copyOf(ports);
        serviceEnvironment = Map.copyOf(serviceEnvironment);
        databaseSettings = Map.copyOf(databaseSettings);
    }

    /** A suite in a folder of its own, told to standard output. */
    public static SuiteOptions in(Path home, int portOffset) {
        return new SuiteOptions(
                home.toAbsolutePath().normalize(), portOffset, Map.of(), Map.of(), Map.of(), 1, 1, System.out);
    }

    /** More than one of each service, and of Kafka. */
    public SuiteOptions times(int services, int kafkas) {
        return new SuiteOptions(
                home, portOffset, ports, serviceEnvironment, databaseSettings, services, kafkas, progress);
    }

    public SuiteOptions with(String variable, String value) {
        return new SuiteOptions(
                home,
                portOffset,
                ports,
                more(serviceEnvironment, variable, value),
                databaseSettings,
                replicas,
                brokers,
                progress);
    }

    /** A setting of PostgreSQL, for example {@code shared_buffers}. */
    public SuiteOptions withDatabase(String setting, String value) {
        return new SuiteOptions(
                home,
                portOffset,
                ports,
                serviceEnvironment,
                more(databaseSettings, setting, value),
                replicas,
                brokers,
                progress);
    }

    private static Map<String, String> more(Map<String, String> before, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(before);
        more.put(name, value);
        return more;
    }
}
