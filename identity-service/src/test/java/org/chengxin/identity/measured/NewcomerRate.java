package org.chengxin.identity.measured;

import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
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
import org.chengxin.testkit.PeerServers;
import org.chengxin.testkit.TestClock;
import org.junit.jupiter.api.Test;

/**
 * How many persons a second are registered on the way of records: printed, never asserted.
 *
 * <p>Not part of the build; run it on a quiet machine with {@code -Dtest=NewcomerRate}. The figure includes the
 * simulated authority, which runs in the same process with the rules of the local mode.
 */
class NewcomerRate extends IdentityApi {

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

    private static void theAuthorityOfTheLocalMode() {
        var server = PeerServers.authority();
        server.resetAll();
        server.stubFor(WireMock.post("/v1/verifications").atPriority(5).willReturn(okJson("{\"result\":\"AGREES\"}")));
        List.of("998", "997", "999")
                .forEach(sequence -> server.stubFor(WireMock.post("/v1/verifications")
                        .atPriority(3)
                        .withRequestBody(matchingJsonPath("$.documentNumber", matching(".{14}" + sequence + ".")))
                        .willReturn(okJson("{\"result\":\"UNKNOWN\"}"))));
        server.stubFor(WireMock.post("/v1/verifications")
                .atPriority(1)
                .withRequestBody(matchingJsonPath("$.name", matching("不符.*")))
                .willReturn(okJson("{\"result\":\"DISAGREES\"}")));
    }
}
