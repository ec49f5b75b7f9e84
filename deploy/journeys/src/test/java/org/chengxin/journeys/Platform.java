package org.chengxin.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.chengxin.local.Suite;
import org.chengxin.local.SuiteOptions;

/**
 * The one suite that all journeys go through: real processes on free ports, started at first use. While a journey is
 * written, {@code -Dchengxin.suite=<folder>} takes the suite that {@code deploy/local/up} left running in that folder.
 */
final class Platform {

    private static final List<Integer> USUAL_PORTS =
            List.of(5433, 8080, 8081, 8091, 8092, 8093, 8094, 8095, 8096, 8099, 9092, 8194, 9192);
    private static final String RUNNING = System.getProperty("chengxin.suite", "");
    private static final Path HOME = RUNNING.isEmpty() ? Path.of("target", "suite") : Path.of(RUNNING);

    private static final class Shared {

        static {
            if (RUNNING.isEmpty()) {
                forget(HOME);
            }
        }

        static final TraceCollector TRACES = new TraceCollector(HOME.resolve("traces"));
        static final Suite SUITE = start();
    }

    /** Who is given a feed as tables that are kept for it, besides all who ask and pull: the last of the prefectures. */
    static final String COPIES = "prefecture-533400";

    private Platform() {}

    static Suite suite() {
        return Shared.SUITE;
    }

    /** A suite that was used before has met the first strangers already. */
    static int strangersBefore() {
        return RUNNING.isEmpty() ? 0 : ThreadLocalRandom.current().nextInt(6_000);
    }

    /** What the services told about their requests, as files. */
    static Path traces() {
        return Shared.TRACES.folder();
    }

    /** A suite of its own, for a trial that needs a fresh one; nothing else may run meanwhile. */
    static Suite another(String name) throws InterruptedException {
        var home = Path.of("target", name);
        forget(home);
        return Suite.start(SuiteOptions.in(home, OFFSET.VALUE));
    }

    /** What the suite was started with, to start parts of it again in another way. */
    static SuiteOptions options() {
        var options = SuiteOptions.in(HOME, OFFSET.VALUE)
                // The invariants read the whole public log again and again, from one address.
                .with("CHENGXIN_RATE_ANONYMOUS", "1000000")
                .with("CHENGXIN_BURST_ANONYMOUS", "1000000")
                .with("CHENGXIN_SMTP_HOST", "127.0.0.1")
                .with("CHENGXIN_SMTP_PORT", Integer.toString(Mailbox.port()))
                // In the same machine; everywhere else a server that does not encrypt gets nothing.
                .with("CHENGXIN_SMTP_TLS", "false")
                .with("CHENGXIN_MESSAGES", "true")
                .with("CHENGXIN_MESSAGES_GATHER", "PT1S")
                .with("CHENGXIN_EXCHANGE_REPLICAS", COPIES + ":" + COPIES)
                .with("CHENGXIN_SHARING_EXCHANGE_REPLICASEVERY", "2s")
                .with("CHENGXIN_SHARING_FOLLOWREGIONSEVERY", "2s");
        return RUNNING.isEmpty() ? traced(options) : options;
    }

    private static SuiteOptions traced(SuiteOptions options) {
        return options.with("CHENGXIN_TRACING_SAMPLING", "1")
                .with("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", Shared.TRACES.address());
    }

    private static Suite start() {
        try {
            var suite = Suite.start(options());
            if (RUNNING.isEmpty()) {
                Runtime.getRuntime().addShutdownHook(new Thread(suite::close));
            }
            return suite;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static final class OFFSET {

        static final int VALUE = RUNNING.isEmpty() ? unused() : ofRunning();

        private static int unused() {
            return IntStream.iterate(10_000, offset -> offset + 500)
                    .limit(60)
                    .filter(offset -> USUAL_PORTS.stream().allMatch(port -> free(port + offset)))
                    .findFirst()
                    .orElseThrow();
        }

        private static int ofRunning() {
            var ports = new Properties();
            try (var file = Files.newBufferedReader(HOME.resolve("ports.properties"))) {
                ports.load(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Integer.parseInt(ports.getProperty("gateway")) - 8080;
        }

        private static boolean free(int port) {
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.isBound();
            } catch (IOException e) {
                return false;
            }
        }
    }

    private static void forget(Path home) {
        if (!Files.exists(home)) {
            return;
        }
        try (var files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
