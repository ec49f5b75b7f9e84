package org.chengxin.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real server that has too much to do: it is waited for, as long as it asks for, and not for ever. */
class PatienceTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);

    private record Refusal(int status, @Nullable String retryAfter) {}

    private final Deque<Refusal> refusals = new ArrayDeque<>();
    private final List<Duration> waited = new ArrayList<>();
    private final Patience patience = new Patience(Duration.ofMinutes(5), NOW, waited::add);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void isWaitedForAsLongAsItSays() throws Exception {
        refusals.add(new Refusal(429, "7"));
        refusals.add(new Refusal(503, "Sun, 22 Nov 2026 08:00:20 GMT"));

        assertThat(checkpoint()).isEqualTo("signed");
        assertThat(waited).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(20));
    }

    @Test
    void isAskedMoreAndMoreSeldomWhereItSaysNothingOfUse() throws Exception {
        refusals.add(new Refusal(429, null));
        refusals.add(new Refusal(429, "soon"));
        refusals.add(new Refusal(503, "0"));
        refusals.add(new Refusal(503, "Sun, 22 Nov 2026 07:00:00 GMT"));

        assertThat(checkpoint()).isEqualTo("signed");
        assertThat(waited)
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    void isGivenUpWhenTheWholeWaitWouldBeTooLong() {
        refusals.add(new Refusal(429, "200"));
        refusals.add(new Refusal(429, "200"));

        assertThatThrownBy(this::checkpoint).isInstanceOf(IOException.class).hasMessageContaining("429");
        assertThat(waited).containsExactly(Duration.ofSeconds(200));
    }

    @Test
    void isNeverWaitedForBeyondReason() {
        refusals.add(new Refusal(503, "9223372036854775807"));

        assertThatThrownBy(this::checkpoint).isInstanceOf(IOException.class).hasMessageContaining("503");
        assertThat(waited).isEmpty();
    }

    @Test
    void whatIsNoQuestionOfTimeIsToldAtOnce() {
        refusals.add(new Refusal(500, "1"));

        assertThatThrownBy(this::checkpoint).isInstanceOf(IOException.class).hasMessageContaining("500");
        assertThat(waited).isEmpty();
    }

    private String checkpoint() throws IOException, InterruptedException {
        try (var log = new Log("http://127.0.0.1:" + server.getAddress().getPort(), patience)) {
            return log.checkpoint();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var refusal = refusals.poll();
            if (refusal != null) {
                var retryAfter = refusal.retryAfter();
                if (retryAfter != null) {
                    exchange.getResponseHeaders().add("Retry-After", retryAfter);
                }
                exchange.sendResponseHeaders(refusal.status(), -1);
                return;
            }
            var body = "signed".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
