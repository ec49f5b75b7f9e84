package org.chengxin.sharing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.sharing.records.SharedRecords;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class AccessLedgerTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private TestClock clock;

    @Autowired
    private GrowLedger growLedger;

    @Autowired
    private AccessLedger ledger;

    @Autowired
    private SharedRecords records;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationContext service;

    private Calls calls;
    private Person wang;

    @BeforeEach
    void client() {
        calls = new Calls(http);
        wang = Person.someone().known();
        Person.revealed();
    }

    @Test
    void thePersonProvesThatALookAndABulkPullAreInTheLog() {
        long start = records.head();
        Arrival.arrive(service, Arrival.of(wang.subjectId()));
        calls.post("/v1/queries", tokens.prefecture("530100"), wang.question("SUBSIDY", "L-1"));
        calls.get("/v1/feeds/national/changes?after=" + start, tokens.national());
        growLedger.grow();

        var entries = calls.get("/v1/me/access-log", tokens.citizen(wang.subjectId()))
                .json()
                .path("items");

        assertThat(entries.size()).isEqualTo(2);
        entries.forEach(entry -> {
            var proof = proof(wang, entry).json();
            assertThat(proof.path("text").asString())
                    .contains(entry.path("accessId").asString());
            assertIncluded(proof);
        });
    }

    @Test
    void theLogIsAsLongAsWhatWasWrittenAndLaterHeadsContainEarlierOnes() {
        for (int i = 0; i < 3; i++) {
            clock.set(LocalDate.parse("2026-12-01").plusDays(i));
            for (int j = 0; j < 100; j++) {
                calls.post("/v1/queries", tokens.prefecture("530100"), wang.question("SUBSIDY", "L-" + j));
            }
            growLedger.grow();
        }

        var tree = new MerkleTree(ledger.tiles());
        var kept = ledger.kept();

        assertThat(kept).hasSizeGreaterThanOrEqualTo(3);
        for (var checkpoint : kept) {
            assertThat(tree.root(checkpoint.size())).isEqualTo(checkpoint.root());
        }
        assertThat(jdbc.sql("""
                                select (select count(*) from access_entry) + (select count(*) from bulk_pull)
                                       = (select count(*) from access_leaf)
                                   and (select count(*) from access_leaf where ledger_index is not null)
                                       = (select size - forgotten from access_ledger_head)
                                """).query(Boolean.class).single()).isTrue();
    }

    @Test
    void anEntryThatWasChangedNoLongerProves() {
        calls.post("/v1/queries", tokens.prefecture("530100"), wang.question("SUBSIDY", "L-2"));
        growLedger.grow();
        jdbc.sql("update access_entry set matter_number = 'other' where subject_id = :wang")
                .param("wang", wang.subjectId())
                .update();

        var entry = calls.get("/v1/me/access-log", tokens.citizen(wang.subjectId()))
                .json()
                .path("items")
                .path(0);
        var proof = proof(wang, entry).json();

        assertThat(included(proof)).isFalse();
    }

    @Test
    void headAndTilesAreForEverybody() {
        calls.post("/v1/queries", tokens.prefecture("530100"), wang.question("SUBSIDY", "L-3"));
        growLedger.grow();

        var checkpoint =
                http.get().uri("/v1/access-ledger/checkpoint").exchange().returnResult(String.class);
        var tile = http.get().uri("/v1/access-ledger/tile/0/000.p/1").exchange().returnResult(byte[].class);
        var missing =
                http.get().uri("/v1/access-ledger/tile/0/x999/999").exchange().returnResult(String.class);
        var key = http.get().uri("/v1/access-ledger/key").exchange().returnResult(String.class);

        assertThat(checkpoint.getResponseBody())
                .startsWith("chengxin/access-log\n" + ledger.head().size() + "\n");
        assertThat(checkpoint.getResponseBody()).contains("\n\n— chengxin/access-log ");
        assertThat(tile.getResponseBody()).hasSize(32);
        assertThat(missing.getStatus().value()).isEqualTo(404);
        assertThat(key.getResponseBody()).startsWith("chengxin/access-log+");
    }

    @Test
    void someoneElsesEntryIsNotProved() {
        var li = Person.someone();
        calls.post("/v1/queries", tokens.prefecture("530100"), wang.question("SUBSIDY", "L-4"));
        growLedger.grow();
        var entry = calls.get("/v1/me/access-log", tokens.citizen(wang.subjectId()))
                .json()
                .path("items")
                .path(0);

        assertThat(proof(li, entry).slug()).isEqualTo("proof-not-found");
    }

    private Calls.Reply proof(Person person, JsonNode entry) {
        return calls.get(
                "/v1/me/access-log/" + entry.path("accessId").asString() + "/proof",
                tokens.citizen(person.subjectId()));
    }

    private static void assertIncluded(JsonNode proof) {
        assertThat(included(proof)).isTrue();
    }

    private static boolean included(JsonNode proof) {
        var lines = proof.path("checkpoint").asString().lines().toList();
        assertThat(lines.get(1)).isEqualTo(proof.path("treeSize").asString());
        return MerkleTree.included(
                MerkleTree.leaf(proof.path("text").asString().getBytes(StandardCharsets.UTF_8)),
                proof.path("index").asLong(),
                proof.path("treeSize").asLong(),
                proof.path("path")
                        .valueStream()
                        .map(hash -> Base64.getDecoder().decode(hash.asString()))
                        .toList(),
                Base64.getDecoder().decode(lines.get(2)));
    }
}
