package org.chengxin.sharing.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.ReceiverTokens;
import org.chengxin.sharing.agreements.Agreed;
import org.chengxin.sharing.agreements.Agreement.Grant;
import org.chengxin.sharing.agreements.Agreements;
import org.chengxin.sharing.exchange.Receivers.Receiver;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

@ServiceTest
class ExchangeTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private TestClock clock;

    @Autowired
    private Agreements agreements;

    @Autowired
    private ExportFiles exportFiles;

    @Autowired
    private RefreshReplicas refreshReplicas;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationContext service;

    @TempDir
    private Path folder;

    private Calls calls;
    private Person wang;
    private String division;
    private Receiver receiver;

    @BeforeEach
    void aReceiverOfItsOwn() {
        calls = new Calls(http);
        wang = Person.someone().known();
        ReceiverTokens.areGiven();
        division = "55" + "%04d".formatted(Math.abs(UUID.randomUUID().hashCode() % 10_000));
        receiver = new Receiver("prefecture-" + division, "prefecture-" + division);
        agreements.add(Agreed.on(
                receiver.name(), receiver.feed(), List.of(division), List.of(new Grant("*", List.of("summary")))));
    }

    @Test
    void filesHoldTheSnapshotAndTheManifestSaysWhichAndIsSigned() throws Exception {
        var shown = arrival();
        Arrival.arrive(service, shown, arrival().with("standing", "REPAIRED"));

        var manifest = exportFiles.export(receiver, folder).orElseThrow();

        assertThat(manifest.items()).isOne();
        var part = manifest.parts().getFirst();
        byte[] packed = Files.readAllBytes(folder.resolve(receiver.name()).resolve(part.name()));
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(packed)))
                .isEqualTo(part.sha256());
        assertThat(Exchanged.lines(folder.resolve(receiver.name()).resolve(part.name()))
                        .getFirst()
                        .path("recordId")
                        .asString())
                .isEqualTo(shown.recordId());
        try (var files = Files.list(folder.resolve(receiver.name()))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(4)
                    .noneMatch(name -> name.endsWith(".part"));
        }
        var name = receiver.feed() + "-" + manifest.position() + ".manifest";
        var jws = Files.readString(folder.resolve(receiver.name()).resolve(name + ".jws"))
                .split("\\.");
        assertThat(Base64.getUrlDecoder().decode(jws[1]))
                .isEqualTo(Files.readAllBytes(folder.resolve(receiver.name()).resolve(name + ".json")));
        var log = calls.get("/v1/me/access-log", tokens.citizen(wang.subjectId()))
                .json()
                .path("items");
        assertThat(log.path(0).path("organisation").asString()).isEqualTo(receiver.name());
    }

    @Test
    void theTableHoldsTheSameItemsAndNoFormula() throws Exception {
        var one = arrival().with("facts", Map.of("summary", "=1+1, \"a\"\nb"));
        var other = arrival().with("flags", Arrival.flags(true, "@SUM(A1) 我有\"话\"说"));
        Arrival.arrive(service, one, other);

        var manifest = exportFiles.export(receiver, folder).orElseThrow();

        var part = manifest.csv().getFirst();
        byte[] packed = Files.readAllBytes(folder.resolve(receiver.name()).resolve(part.name()));
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(packed)))
                .isEqualTo(part.sha256());
        assertThat(part.items()).isEqualTo(2);
        String table;
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        var rows = table.split("\r\n");
        assertThat(rows).hasSize(3);
        assertThat(rows[0]).startsWith("\ufeff\"position\",\"recordId\"").endsWith(",\"fields\"");
        assertThat(rows[1])
                .contains("\"" + one.recordId() + "\"")
                .endsWith(",\"{\"\"summary\"\":\"\"=1+1, \\\"\"a\\\"\"\\nb\"\"}\"");
        assertThat(rows[2]).contains("\"" + other.recordId() + "\"").contains(",\"'@SUM(A1) 我有\"\"话\"\"说\",");
    }

    @Test
    void aClosedFeedIsNotExported() throws IOException {
        assertThat(exportFiles.export(new Receiver("nobody", "national"), folder))
                .isEmpty();

        try (var files = Files.list(folder.resolve("nobody"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void withoutTokensNoFileIsMadeAndCopiesStayAsTheyAre() throws IOException {
        var kept = arrival();
        Arrival.arrive(service, kept);
        refreshReplicas.refresh(receiver);
        var filled = subjects();
        Arrival.arrive(service, arrival());
        ReceiverTokens.are("{}");

        var none = exportFiles.export(receiver, folder);
        refreshReplicas.refresh(receiver);
        var meanwhile = subjects();
        ReceiverTokens.areGiven();
        var manifest = exportFiles.export(receiver, folder);
        refreshReplicas.refresh(receiver);

        var token = ReceiverTokens.of(receiver.name(), wang.subjectId());
        assertThat(filled).containsExactly(token);
        assertThat(none).isEmpty();
        assertThat(meanwhile).isEqualTo(filled);
        assertThat(manifest.orElseThrow().items()).isEqualTo(2);
        assertThat(subjects()).containsExactly(token, token);
    }

    @Test
    void copiesFollowTheFeedAndGoWhenTheAgreementEnds() {
        var kept = arrival();
        var ends = arrival();
        Arrival.arrive(service, kept, ends);
        refreshReplicas.refresh(receiver);
        var filled = copies();
        Arrival.arrive(service, ends.next().with("standing", "REPAIRED"));

        refreshReplicas.refresh(receiver);
        var followed = copies();
        var narrower = Agreed.on(
                receiver.name(),
                receiver.feed(),
                List.of(division),
                List.of(new Grant("*", List.of())),
                LocalDate.parse("2027-06-01"),
                null);
        jdbc.sql("update agreement set status = 'ENDED' where receiver = :receiver")
                .param("receiver", receiver.name())
                .update();
        agreements.add(narrower);
        refreshReplicas.refresh(receiver);
        var underAnother = jdbc.sql("select fields::text from exchange.replica_record where receiver = :receiver")
                .param("receiver", receiver.name())
                .query(String.class)
                .list();
        clock.set(LocalDate.parse("2027-06-01"));
        refreshReplicas.refresh(receiver);

        assertThat(filled).containsExactlyInAnyOrder(kept.recordId(), ends.recordId());
        assertThat(followed).containsExactly(kept.recordId());
        assertThat(underAnother).containsExactly("{}");
        assertThat(copies()).isEmpty();
    }

    @Test
    void theViewShowsNobodyElsesCopiesAndNothingAfterItsPeriod() {
        Arrival.arrive(service, arrival());
        refreshReplicas.refresh(receiver);

        // The account of the test is nobody's receiver.
        assertThat(jdbc.sql("select count(*) from exchange.current_record")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private Arrival arrival() {
        return Arrival.of(wang.subjectId()).with("division", division);
    }

    private List<String> subjects() {
        return jdbc.sql("select subject ->> 'token' from exchange.replica_record where receiver = :receiver")
                .param("receiver", receiver.name())
                .query(String.class)
                .list();
    }

    private List<String> copies() {
        return jdbc.sql("select record_id::text from exchange.replica_record where receiver = :receiver")
                .param("receiver", receiver.name())
                .query(String.class)
                .list();
    }
}
