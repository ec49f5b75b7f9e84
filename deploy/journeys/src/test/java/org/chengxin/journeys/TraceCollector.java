package org.chengxin.journeys;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Executors;

/** Takes what the services export as traces (OTLP over HTTP) and keeps each message as a file. */
final class TraceCollector {

    private final Path folder;
    private final HttpServer server;

    TraceCollector(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("traces-", 0).factory()));
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    /** Where the services send to. */
    String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/v1/traces";
    }

    Path folder() {
        return folder;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange;
                var body = exchange.getRequestBody()) {
            Files.copy(body, folder.resolve(UUID.randomUUID() + ".pb"));
            exchange.sendResponseHeaders(200, -1);
        }
    }
}
