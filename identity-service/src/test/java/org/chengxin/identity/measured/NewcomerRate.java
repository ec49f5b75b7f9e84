package org.chengxin.identity.measured;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.Numbers;
import org.chengxin.testkit.TestClock;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/**
 * How many persons a second are registered on the way of records: printed, never asserted.
 *
 * <p>Not part of the build; run it on a quiet machine with {@code -Dtest=NewcomerRate}. The figure includes the
 * simulated authority, which runs in the same process with the rules of the local mode.
 */
@ContextConfiguration(initializers = NewcomerRate.WithItsOwnAuthority.class)
@TestPropertySource(properties = "chengxin.identity.other-lookup-keys=")
class NewcomerRate extends IdentityApi {

    private static final HttpServer AUTHORITY = started();

    /** The authority of the other tests costs more than the service. */
    static class WithItsOwnAuthority implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.addBeanFactoryPostProcessor(
                    _ -> TestPropertyValues.of("chengxin.peers.authority-batch.url=http://127.0.0.1:"
                                    + AUTHORITY.getAddress().getPort())
                            .applyTo(context));
        }
    }

    private static final int CALLERS = 2;
    private static final int BATCHES = 8;

    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Test
    void newcomersInBatches() throws InterruptedException {
        theAuthorityOfTheLocalMode();
        measured("warming up", 250);

        measured("batches of 250", 250);
        measured("batches of 1000", 1000);
    }

    private void measured(String title, int size) throws InterruptedException {
        var pending = new AtomicInteger();
        var work = new ArrayList<Callable<Integer>>();
        for (var batch = 0; batch < BATCHES; batch++) {
            var items = IntStream.range(0, size)
                    .mapToObj(ref -> item(String.valueOf(ref), Numbers.next(), "测试甲"))
                    .toList();
            work.add(() -> resolveAll(items, pending));
        }
        var cpu = MACHINE.getProcessCpuTime();
        var begin = System.nanoTime();
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            callers.invokeAll(work).forEach(done -> done.resultNow());
        }
        var seconds = (System.nanoTime() - begin) / 1e9;
        var cpuSeconds = (MACHINE.getProcessCpuTime() - cpu) / 1e9;
        var persons = BATCHES * size;
        System.out.printf(
                "NEWCOMERS %s: %d in %.1f s = %.0f/s, of them answered later %d, CPU %.2f ms each, with their authority%n",
                title, persons, seconds, persons / seconds, pending.get(), cpuSeconds * 1000 / persons);
    }

    /** As record-service does it: whoever is pending is asked about again. */
    private int resolveAll(List<Map<String, Object>> items, AtomicInteger pending) {
        var open = items;
        var asked = 0;
        while (!open.isEmpty() && asked < 40) {
            var answer = post(
                    "/v1/subjects/resolve", tokens.service("record-service"), Map.of("register", true, "items", open));
            assertThat(answer.status()).isEqualTo(200);
            var left = new ArrayList<Map<String, Object>>();
            for (var place = 0; place < open.size(); place++) {
                if (answer.body().at("/items/" + place + "/subjectId").isMissingNode()) {
                    left.add(open.get(place));
                }
            }
            pending.addAndGet(left.size());
            open = left;
            asked++;
            if (!open.isEmpty()) {
                Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);
                clock.set(TestClock.NOW.plusSeconds(20L * asked));
            }
        }
        return asked;
    }

    /** By the rules of the local mode, and as quick as a process of its own would be. */
    private void theAuthorityOfTheLocalMode() {
        AUTHORITY.createContext("/v1/verifications/batch", exchange -> {
            try (exchange) {
                var answers = json.createArrayNode();
                json.readTree(exchange.getRequestBody().readAllBytes())
                        .path("items")
                        .forEach(item -> answers.addObject()
                                .put("ref", item.path("ref").asString())
                                .put(
                                        "result",
                                        result(item.path("documentNumber").asString())));
                var body = json.writeValueAsBytes(json.createObjectNode().set("items", answers));
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
    }

    private static String result(String number) {
        return List.of("998", "997", "999").contains(number.substring(14, 17)) ? "UNKNOWN" : "AGREES";
    }

    private static HttpServer started() {
        try {
            System.setProperty("sun.net.httpserver.nodelay", "true");
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return server;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
