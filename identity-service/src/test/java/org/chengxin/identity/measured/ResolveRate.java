package org.chengxin.identity.measured;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.Numbers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/**
 * What it costs to resolve 1,000 known documents, beside the one statement with as many rows: printed, never asserted.
 *
 * <p>Not part of the build: {@code -Dtest=ResolveRate -Djacoco.skip}, and {@code -DargLine=-XX:TieredStopAtLevel=1} for the compiler of
 * the local mode. Processor time is this process's, in which the caller does next to nothing; the database's is its own.
 */
// One lookup key, as in the local mode when none is on its way.
@TestPropertySource(properties = "chengxin.identity.other-lookup-keys=")
class ResolveRate extends IdentityApi {

    private static final int DOCUMENTS = 1000;
    private static final int WARM_UP = 60;
    private static final int REPETITIONS = 150;

    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @LocalServerPort
    private int port;

    @Autowired
    private DataSource dataSource;

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    @Test
    void aThousandKnownDocuments() throws Exception {
        authorityAnswersBatches(okJson("{\"items\":["
                + IntStream.range(0, DOCUMENTS)
                        .mapToObj(ref -> "{\"ref\":\"" + ref + "\",\"result\":\"AGREES\"}")
                        .collect(Collectors.joining(","))
                + "]}"));
        var items = IntStream.range(0, DOCUMENTS)
                .mapToObj(ref -> item(String.valueOf(ref), Numbers.next(), "测试甲"))
                .toList();
        register(items);
        jdbc.sql("analyze").update();

        var body = json.writeValueAsBytes(Map.of("register", false, "items", items));
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/subjects/resolve"))
                .header("Authorization", "Bearer " + tokens.service("record-service"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        measured("resolve over HTTP", () -> {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
        });
        try (var connection = dataSource.getConnection()) {
            var hashes = hashes(connection);
            measured("the one statement", () -> statement(connection, hashes));
        }
    }

    private void register(List<Map<String, Object>> items) {
        var open = items;
        for (var attempt = 0; attempt < 40 && !open.isEmpty(); attempt++) {
            var answer = post(
                    "/v1/subjects/resolve", tokens.service("record-service"), Map.of("register", true, "items", open));
            var left = new ArrayList<Map<String, Object>>();
            for (var place = 0; place < open.size(); place++) {
                if (answer.body().at("/items/" + place + "/subjectId").isMissingNode()) {
                    left.add(open.get(place));
                }
            }
            open = left;
        }
        assertThat(open).isEmpty();
    }

    private static java.sql.Array hashes(Connection connection) throws Exception {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select array_agg(hash) from (select hash from document_hash limit " + DOCUMENTS + ") one")) {
            row.next();
            return row.getArray(1);
        }
    }

    private static void statement(Connection connection, java.sql.Array hashes) throws Exception {
        try (var statement = connection.prepareStatement("""
                select h.hash, s.id, s.sealed_name, s.verification, d.sealed_number
                from document_hash h
                join identity_document d on d.id = h.document_id
                join subject s on s.id = d.subject_id
                where h.hash = any (?)""")) {
            statement.setArray(1, hashes);
            var rows = 0;
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    rows += row.getString(3).isEmpty() ? 0 : 1;
                }
            }
            assertThat(rows).isEqualTo(DOCUMENTS);
        }
    }

    private static void measured(String title, Work work) throws Exception {
        for (var time = 0; time < WARM_UP; time++) {
            work.run();
        }
        var walls = new long[REPETITIONS];
        var cpu = MACHINE.getProcessCpuTime();
        for (var time = 0; time < REPETITIONS; time++) {
            var begun = System.nanoTime();
            work.run();
            walls[time] = System.nanoTime() - begun;
        }
        var used = (MACHINE.getProcessCpuTime() - cpu) / 1e6 / REPETITIONS;
        java.util.Arrays.sort(walls);
        System.out.printf(
                "RESOLVE %s: p50 %.1f ms, fastest tenth %.1f ms, processor of this process %.1f ms%n",
                title, walls[REPETITIONS / 2] / 1e6, walls[REPETITIONS / 10] / 1e6, used);
    }
}
