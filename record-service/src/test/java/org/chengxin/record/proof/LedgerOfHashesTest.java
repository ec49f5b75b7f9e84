package org.chengxin.record.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.chengxin.record.ledger.CreditRecord;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.WrittenRecords;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class LedgerOfHashesTest {

    @Autowired
    Ledger ledger;

    @Autowired
    GrowTree tree;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RestTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    JsonMapper json;

    @Test
    void aPersonChecksThatTheirRecordStandsInTheSignedTree() {
        var record = written();
        await().atMost(60, TimeUnit.SECONDS).until(() -> leaf(record) < tree.size());

        var proof = json.readTree(get("/v1/records/" + record.id() + "/proof", tokens.citizen(record.subjectId())));

        var content = proof.path("content").asString();
        assertThat(content).contains(record.id().toString());
        var commitment = Hash.of(bytes(proof.path("salt").asString()), content.getBytes(StandardCharsets.UTF_8));
        assertThat(commitment).isEqualTo(bytes(proof.path("commitment").asString()));
        var lines = proof.path("checkpoint").asString().split("\n");
        var size = Long.parseLong(lines[1]);
        var root = Hash.leaf(commitment);
        var at = proof.path("leaf").asLong();
        var last = size - 1;
        for (var hash : proof.path("hashes").values()) {
            var other = bytes(hash.asString());
            if (at % 2 == 1 || at == last) {
                root = Hash.node(other, root);
                while (at % 2 == 0 && at != 0) {
                    at /= 2;
                    last /= 2;
                }
            } else {
                root = Hash.node(root, other);
            }
            at /= 2;
            last /= 2;
        }
        assertThat(Base64.getEncoder().encodeToString(root)).isEqualTo(lines[2]);
        assertThat(get("/v1/records/" + record.id() + "/proof", tokens.citizen(UUID.randomUUID())))
                .contains("record-not-found");
    }

    @Test
    void tenWritersLeaveNoGapsAndAReaderNeverMissesOne() throws Exception {
        var before = tree.size();
        var reading = new AtomicBoolean(true);
        var seen = new TreeSet<Long>();
        Callable<Void> reader = () -> {
            var next = before;
            while (reading.get() || next < tree.size()) {
                tree.growOnce();
                var size = tree.size();
                // Whatever stands before a signed head is there, all of it, at once.
                var places = jdbc.sql("select leaf from version_place where leaf >= :from and leaf < :to order by leaf")
                        .param("from", next)
                        .param("to", size)
                        .query((row, _) -> row.getLong("leaf"))
                        .list();
                assertThat((long) places.size()).isEqualTo(size - next);
                seen.addAll(places);
                next = size;
            }
            return null;
        };
        var written = new ArrayList<CreditRecord>();
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            var read = hands.submit(reader);
            List<Callable<List<CreditRecord>>> writers = new ArrayList<>();
            for (var writer = 0; writer < 10; writer++) {
                writers.add(() -> {
                    var mine = new ArrayList<CreditRecord>();
                    for (var count = 0; count < 12; count++) {
                        mine.add(written());
                    }
                    return mine;
                });
            }
            for (var done : hands.invokeAll(writers)) {
                written.addAll(done.get());
            }
            while (written.stream().anyMatch(record -> leaf(record) == Long.MAX_VALUE)) {
                tree.growOnce();
            }
            reading.set(false);
            read.get();
        }

        assertThat(written).hasSize(120);
        assertThat(seen)
                .contains(written.stream()
                        .map(this::leaf)
                        .filter(leaf -> leaf >= before)
                        .toArray(Long[]::new));
        assertThat(jdbc.sql("select max(leaf) + 1 - count(leaf) from version_place")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void tilesAreForEverAndEnoughToBuildTheRoot() {
        written();
        await().atMost(60, TimeUnit.SECONDS).until(() -> tree.size() > 0);

        var lines = get("/v1/ledger/checkpoint", null).split("\n");
        var size = Long.parseLong(lines[1]);
        var width = size % 256;
        var address = "/v1/ledger/tile/0/%03d%s".formatted(size / 256, width == 0 ? "" : ".p/" + width);
        if (width > 0) {
            var tile = http.get()
                    .uri(address)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueMatches("Cache-Control", ".*immutable.*")
                    .expectBody(byte[].class)
                    .returnResult()
                    .getResponseBody();
            assertThat(tile).hasSize((int) width * 32);
        }
        assertThat(get("/v1/ledger/key", null)).startsWith("chengxin.local/records+");
        assertThat(get("/v1/ledger/tile/0/999", null)).contains("tile-not-found");
        assertThat(get("/v1/ledger/consistency?from=1&to=" + size, null)).contains("hashes");
        assertThat(get("/v1/ledger/consistency?from=0&to=1", null)).contains("outside-the-tree");
    }

    /** What the verifier's own tests work on is made by this service: {@code -Dledger.fixture=true} makes it anew. */
    @Test
    @EnabledIfSystemProperty(named = "ledger.fixture", matches = "true")
    void theFilesOfTheVerifiersTestsAreWrittenByTheRealService() throws IOException {
        var folder = Path.of("..", "deploy", "verifier", "src", "test", "resources", "ledger");
        Files.createDirectories(folder.resolve("tile").resolve("0"));
        for (var count = 0; count < 200; count++) {
            written();
        }
        tree.grow();
        Files.writeString(folder.resolve("earlier"), tree.checkpoint().orElseThrow());
        for (var count = 0; count < 100; count++) {
            written();
        }
        tree.grow();
        var size = tree.size();
        Files.writeString(folder.resolve("checkpoint"), tree.checkpoint().orElseThrow());
        Files.writeString(folder.resolve("key"), get("/v1/ledger/key", null));
        for (var tile = 0L; tile * 256 < size; tile++) {
            var width = Math.min(256, size - tile * 256);
            var name = "%03d%s".formatted(tile, width == 256 ? "" : ".p/" + width);
            var file = folder.resolve("tile").resolve("0").resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(
                    file,
                    http.get()
                            .uri("/v1/ledger/tile/0/" + name)
                            .exchange()
                            .expectBody(byte[].class)
                            .returnResult()
                            .getResponseBody());
        }
        Files.writeString(
                folder.resolve("rows"),
                jdbc.sql("""
                                select leaf || E'\\t' || record_id || ' version ' || version || E'\\t' || encode(commitment, 'hex')
                                       || E'\\t' || coalesce(encode(salt, 'hex'), E'\\\\N')
                                       || E'\\t' || coalesce(replace(content::text, E'\\\\', E'\\\\\\\\'), E'\\\\N')
                                  from record_version
                                  join version_place using (record_id, version, commitment)
                                 where leaf < :size
                                 order by leaf
                                """).param("size", size).query(String.class).list().stream()
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    private CreditRecord written() {
        return transaction.execute(_ -> WrittenRecords.adverse(ledger));
    }

    private long leaf(CreditRecord record) {
        return jdbc.sql(
                        "select coalesce(leaf, 9223372036854775807) from version_place where record_id = :id and version = 1")
                .param("id", record.id())
                .query(Long.class)
                .single();
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private String get(String path, String token) {
        var request = http.get().uri(path);
        return (token == null ? request : request.header("Authorization", "Bearer " + token))
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
