package org.chengxin.bench.peer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.chengxin.local.Complaint;
import org.chengxin.local.Suite;
import tools.jackson.databind.json.JsonMapper;

/** Kafka Connect, standalone, with the libraries of {@code deploy/bench/peer}; told what to do over its own interface. */
final class ConnectWorker implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String LOGGING = """
        status = error
        appender.console.type = Console
        appender.console.name = console
        appender.console.layout.type = PatternLayout
        appender.console.layout.pattern = %d{ISO8601} %p %c{1} %m%n
        rootLogger.level = warn
        rootLogger.appenderRef.console.ref = console
        """;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final Path log;
    private final Tool tool;

    private ConnectWorker(URI address, Path log, Tool tool) {
        this.address = address;
        this.log = log;
        this.tool = tool;
    }

    /**
     * Starts it and returns when it can be spoken to.
     *
     * @param folder for its settings and positions
     */
    static ConnectWorker start(Suite suite, Path libraries, Path folder) throws IOException, InterruptedException {
        if (!Files.isDirectory(libraries)) {
            throw new Complaint("The module deploy/bench/peer is not built yet; run mvn package, or deploy/bench/run.");
        }
        Files.createDirectories(folder);
        int port = Tool.freePort();
        var logging = Files.writeString(folder.resolve("log4j2.properties"), LOGGING);
        var settings = Files.writeString(folder.resolve("worker.properties"), settings(suite, folder, port));
        var log = suite.logs().resolve("connect.log");
        var tool = Tool.start(
                log,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Dlog4j2.configurationFile=" + logging,
                        "-cp",
                        libraries + "/*",
                        "org.apache.kafka.connect.cli.ConnectStandalone",
                        settings.toString()));
        var worker = new ConnectWorker(URI.create("http://127.0.0.1:" + port), log, tool);
        try {
            worker.awaitStart();
            return worker;
        } catch (Complaint | InterruptedException e) {
            worker.close();
            throw e;
        }
    }

    private static String settings(Suite suite, Path folder, int port) {
        var kafka = suite.kafkaAdministrator();
        return List.of("", "producer.", "consumer.", "admin.").stream()
                        .flatMap(prefix ->
                                kafka.entrySet().stream().map(one -> prefix + one.getKey() + "=" + one.getValue()))
                        .collect(Collectors.joining("\n"))
                + """

                key.converter=org.apache.kafka.connect.storage.StringConverter
                value.converter=org.apache.kafka.connect.json.JsonConverter
                connector.client.config.override.policy=All
                offset.storage.file.filename=%s
                offset.flush.interval.ms=500
                listeners=http://127.0.0.1:%d
                """.formatted(folder.resolve("offsets"), port);
    }

    private void awaitStart() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && !tool.ended()) {
            try {
                if (send(request("/connectors").GET().build()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // It does not listen yet.
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new Complaint("Kafka Connect did not start; its log may say why: " + log);
    }

    ProcessHandle process() {
        return tool.process();
    }

    /** Begins to move what a connector reads. */
    void create(String name, Map<String, String> settings) throws IOException, InterruptedException {
        var answer = send(request("/connectors")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("name", name, "config", settings))))
                .build());
        if (answer.statusCode() != 201) {
            throw new Complaint("Kafka Connect refused the sink with status " + answer.statusCode() + "; see " + log);
        }
    }

    void delete(String name) throws IOException, InterruptedException {
        send(request("/connectors/" + name).DELETE().build());
    }

    /** @throws Complaint when a task has given up */
    void check(String name) throws IOException, InterruptedException {
        var answer = send(request("/connectors/" + name + "/status").GET().build());
        boolean failed = JSON.readTree(answer.body())
                .path("tasks")
                .valueStream()
                .anyMatch(task -> task.path("state").asString().equals("FAILED"));
        if (failed || tool.ended()) {
            throw new Complaint("The sink of Kafka Connect gave up; its log says why: " + log);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        tool.close();
    }
}
