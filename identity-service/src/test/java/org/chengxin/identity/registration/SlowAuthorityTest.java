package org.chengxin.identity.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.Numbers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/** Registrations with a key while the authority is slow: nobody waits for it with a connection in hand (ADR 0047). */
@TestPropertySource(
        properties = {
            // The relay keeps one; two are left for requests.
            "spring.datasource.hikari.maximum-pool-size=3",
            "spring.datasource.hikari.minimum-idle=0",
            "chengxin.identity.foreground-budget=10m",
            "chengxin.peers.authority.read-timeout=10m"
        })
@ContextConfiguration(initializers = SlowAuthorityTest.WithItsOwnAuthority.class)
// Its connections are wanted by no other test.
@DirtiesContext
class SlowAuthorityTest extends IdentityApi {

    private static final int MANY = 10;
    private static final Semaphore ASKED = new Semaphore(0);
    private static final HttpServer AUTHORITY = started();
    private static volatile CountDownLatch closed = new CountDownLatch(0);

    /** The authority of the other tests cannot be held in the middle of an answer. */
    static class WithItsOwnAuthority implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            // After all other initializers, of which one names the authority of the other tests.
            context.addBeanFactoryPostProcessor(
                    _ -> TestPropertyValues.of("chengxin.peers.authority.url=http://127.0.0.1:"
                                    + AUTHORITY.getAddress().getPort())
                            .applyTo(context));
        }
    }

    @AfterEach
    void nobodyIsLeftWaiting() {
        closed.countDown();
    }

    @Test
    void whileManyRegistrationsWaitForTheAuthorityOthersAreAnswered() throws Exception {
        var known = register(Numbers.next(), "测试甲").subjectId();
        ASKED.drainPermits();
        closed = new CountDownLatch(1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = new ArrayList<Future<Answer>>();
            for (var person = 0; person < MANY; person++) {
                var number = Numbers.next();
                waiting.add(callers.submit(() -> registerOnce(UUID.randomUUID(), number)));
            }
            assertThat(ASKED.tryAcquire(MANY, 60, TimeUnit.SECONDS)).isTrue();

            var meanwhile = get("/v1/subjects/" + known, tokens.department(TAX));

            closed.countDown();
            assertThat(meanwhile.status()).isEqualTo(200);
            for (var registration : waiting) {
                assertThat(registration.get().status()).isEqualTo(201);
            }
        }
    }

    @Test
    void aRepetitionAnswersTheFirstAnswerThoughThePersonIsKnownByNow() {
        var key = UUID.randomUUID();
        var number = Numbers.next();

        var first = registerOnce(key, number);
        var again = registerOnce(key, number);
        var withoutTheKey = register(number, "测试甲");

        assertThat(first.status()).isEqualTo(201);
        assertThat(again).isEqualTo(first);
        assertThat(withoutTheKey.status()).isEqualTo(200);
        assertThat(withoutTheKey.subjectId()).isEqualTo(first.subjectId());
    }

    private Answer registerOnce(UUID key, String number) {
        var result = http.post()
                .uri("/v1/subjects")
                .header("Authorization", "Bearer " + tokens.department(TAX))
                .header("Idempotency-Key", key.toString())
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeValueAsString(Map.of(
                        "document",
                        Map.of("type", "RESIDENT_ID", "number", number),
                        "name",
                        "测试甲",
                        "realNameField",
                        "TELECOM")))
                .exchange()
                .returnResult(String.class);
        var body = result.getResponseBody();
        return new Answer(result.getStatus().value(), json.readTree(body), body);
    }

    private static HttpServer started() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", SlowAuthorityTest::answer);
            server.start();
            return server;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        ASKED.release();
        try (exchange) {
            closed.await();
            exchange.getRequestBody().readAllBytes();
            var body = "{\"result\":\"AGREES\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
