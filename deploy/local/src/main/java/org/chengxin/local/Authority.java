package org.chengxin.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The public authority that verifies number and name, simulated by {@link AuthorityAnswer}: one person in a request, or up to
 * 500 in a batch, as {@code deploy/contracts/openapi/public-authority.yaml} says.
 *
 * <p>Requests carry identity numbers: none is kept, none is logged.
 */
public final class Authority implements AutoCloseable {

    private static final int MOST_ITEMS = 500;
    private static final int MOST_BYTES = 1 << 20;
    private static final long SLOW_SECONDS = 10;

    private final JsonMapper json = new JsonMapper();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private Authority(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/ready", exchange -> answer(exchange, 200, json.createObjectNode()));
        server.createContext("/v1/verifications", exchange -> posted(exchange, this::one));
        server.createContext("/v1/verifications/batch", exchange -> posted(exchange, this::batch));
        server.start();
    }

    /** @param arguments the port to listen on, loopback only */
    public static void main(String[] arguments) throws IOException {
        // Else the end of an answer waits for the client's acknowledgement of its beginning.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        serve(Integer.parseInt(arguments[0]));
    }

    static Authority serve(int port) throws IOException {
        return new Authority(port);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    @FunctionalInterface
    private interface Reply {
        void to(HttpExchange exchange, JsonNode asked) throws IOException;
    }

    private void posted(HttpExchange exchange, Reply reply) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            var body = exchange.getRequestBody().readNBytes(MOST_BYTES);
            try {
                reply.to(exchange, json.readTree(body));
            } catch (JacksonException unreadable) {
                exchange.sendResponseHeaders(400, -1);
            }
        }
    }

    private void one(HttpExchange exchange, JsonNode asked) throws IOException {
        switch (verdict(asked)) {
            case FAILED -> exchange.sendResponseHeaders(500, -1);
            case PENDING -> {
                if (waited()) {
                    answer(exchange, 200, result(AuthorityAnswer.AGREES));
                }
            }
            case AGREES, DISAGREES, UNKNOWN -> answer(exchange, 200, result(verdict(asked)));
        }
    }

    private void batch(HttpExchange exchange, JsonNode asked) throws IOException {
        var items = asked.path("items");
        if (items.size() > MOST_ITEMS) {
            exchange.sendResponseHeaders(413, -1);
            return;
        }
        var answers = json.createArrayNode();
        for (var item : items) {
            answers.addObject()
                    .put("ref", item.path("ref").asString(""))
                    .put("result", verdict(item).name());
        }
        answer(exchange, 200, json.createObjectNode().set("items", answers));
    }

    private static AuthorityAnswer verdict(JsonNode person) {
        return AuthorityAnswer.on(
                person.path("documentNumber").asString(""), person.path("name").asString(""));
    }

    private JsonNode result(AuthorityAnswer verdict) {
        return json.createObjectNode().put("result", verdict.name());
    }

    private static boolean waited() {
        try {
            TimeUnit.SECONDS.sleep(SLOW_SECONDS);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        try (exchange) {
            var bytes = json.writeValueAsBytes(body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
