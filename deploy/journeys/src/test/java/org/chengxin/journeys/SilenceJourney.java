package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.chengxin.local.Part;
import org.chengxin.local.demo.DemoPerson;
import org.chengxin.local.demo.Population;
import org.junit.jupiter.api.Test;

/** After all other journeys (of those before it in the alphabet): no name and no number in any log, metric or trace. */
class SilenceJourney {

    private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{17}[0-9Xx]");
    private static final List<Part> SERVICES = List.of(
            Part.GATEWAY,
            Part.IDENTITY_SERVICE,
            Part.RECORD_SERVICE,
            Part.REPAIR_SERVICE,
            Part.SHARING_SERVICE,
            Part.INCENTIVE_SERVICE,
            Part.EDUCATION_SERVICE);

    private final Set<String> numbers = new HashSet<>();
    private final List<String> names = new ArrayList<>();

    SilenceJourney() {
        for (DemoPerson person : Population.all()) {
            numbers.add(person.documentNumber());
            names.add(person.name());
        }
        names.add("旅程");
    }

    @Test
    void noLogSpeaksOfAPerson() throws Exception {
        // Makes sure that something was said about somebody before the search.
        Platform.suite().load(200);

        var logs = files(Platform.suite().logs());
        assertThat(logs).hasSizeGreaterThan(7);
        for (Path log : logs) {
            assertSilent(log.toString(), Files.readString(log));
        }
        // The neighbour's, when a journey has started it.
        for (Path log : files(Platform.suite().neighbour().logs())) {
            assertSilent(log.toString(), Files.readString(log));
        }
        Invariants.hold(Platform.suite());
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void noMetricSpeaksOfAPerson() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            for (Part part : SERVICES) {
                var metrics = http.send(
                        HttpRequest.newBuilder(URI.create(Platform.suite().url(part) + "/actuator/prometheus"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(metrics.statusCode()).as(part.id()).isEqualTo(200);
                assertThat(metrics.body()).as(part.id()).contains("jvm_memory");
                assertSilent(part.id(), metrics.body());
            }
        }
    }

    /** Spans carry the addresses of requests, those through the gateway and those between services. */
    @Test
    void noTraceAndNoAddressInOneSpeaksOfAPerson() throws Exception {
        new Api(Platform.suite()).get("/v1/observances?year=2027", new Api(Platform.suite()).user("citizen-1"));

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> traced("/v1/observances"));

        try (var files = Files.list(Platform.traces())) {
            for (Path trace : files.toList()) {
                assertSilent(trace.toString(), Files.readString(trace, StandardCharsets.ISO_8859_1));
                assertSilent(trace.toString(), new String(Files.readAllBytes(trace), StandardCharsets.UTF_8));
            }
        }
        for (Part part : SERVICES) {
            assertThat(traced(part.id()))
                    .as("%s is among those who tell", part.id())
                    .isTrue();
        }
    }

    private static boolean traced(String text) throws IOException {
        try (var files = Files.list(Platform.traces())) {
            for (Path trace : files.toList()) {
                if (Files.readString(trace, StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
            return false;
        }
    }

    private void assertSilent(String where, String text) {
        var found = LONG_NUMBER.matcher(text);
        while (found.find()) {
            assertThat(numbers).as("numbers in %s", where).doesNotContain(found.group());
        }
        for (String name : names) {
            assertThat(text.contains(name)).as("a name in %s", where).isFalse();
        }
    }
}
