package org.chengxin.sharing.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.ReceiverTokens;
import org.chengxin.sharing.access.BulkPull.Kind;
import org.chengxin.sharing.agreements.Agreed;
import org.chengxin.sharing.agreements.Agreement.Grant;
import org.chengxin.sharing.agreements.Agreements;
import org.chengxin.sharing.feed.StreamSnapshot.End;
import org.chengxin.sharing.feed.StreamSnapshot.Wanted;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.sharing.records.SharedRecords;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class SnapshotTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Agreements agreements;

    @Autowired
    private SharedRecords records;

    @Autowired
    private StreamSnapshot snapshots;

    @Autowired
    private TestClock clock;

    @Autowired
    private ApplicationContext service;

    @LocalServerPort
    private int port;

    private Calls calls;
    private String division;
    private Person wang;

    @BeforeEach
    void aReceiverOfItsOwn() {
        calls = new Calls(http);
        division = "54" + "%04d".formatted(Math.abs(UUID.randomUUID().hashCode() % 10_000));
        wang = Person.someone().known();
        ReceiverTokens.areGiven();
        agreements.add(Agreed.on(
                "prefecture-" + division,
                "prefecture-" + division,
                List.of(division),
                List.of(new Grant("*", List.of("summary")))));
    }

    @Test
    void itHoldsWhatMayBeUsedAndEndsWithASignedCount() throws GeneralSecurityException {
        var shown = arrival();
        Arrival.arrive(
                service,
                shown,
                arrival().with("standing", "REPAIRED"),
                arrival().with("finalOn", null));

        var reply = snapshot("");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().getFirst("X-Snapshot-Position")).isEqualTo(String.valueOf(records.head()));
        var lines = reply.lines();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().path("recordId").asString()).isEqualTo(shown.recordId());
        assertThat(lines.getFirst().path("fields").propertyNames()).containsExactly("summary");
        var trailer = lines.getLast();
        assertThat(trailer.path("op").asString()).isEqualTo("END");
        assertThat(trailer.path("items").asInt()).isOne();
        assertThat(trailer.path("sha256").asString())
                .isEqualTo(sha256(
                        reply.body().lines().limit(1).map(line -> line + "\n").collect(Collectors.joining())));
        assertSigned(trailer);
        var log = accesses();
        assertThat(log.size()).isOne();
        assertThat(log.path(0).path("recordTypes").path(0).asString()).isEqualTo("INCOME_TAX_ADVERSE");
    }

    @Test
    void partsGoOnWhereTheOneBeforeEnded() {
        var all = IntStream.range(0, 2_300).mapToObj(_ -> arrival()).toArray(Arrival[]::new);
        Arrival.arrive(service, all);

        var seen = new ArrayList<String>();
        var first = snapshot("?maxBytes=1");
        String position = first.headers().getFirst("X-Snapshot-Position");
        JsonNode trailer = addTo(seen, first);
        int parts = 1;
        // What changes meanwhile stands behind the position and comes with the changes after it.
        Arrival.arrive(service, all[2_299].next().with("standing", "REPAIRED"));
        while (trailer.path("op").asString().equals("CONTINUE")) {
            trailer = addTo(
                    seen,
                    snapshot("?maxBytes=1&position=" + position + "&after="
                            + trailer.path("after").asLong()));
            parts++;
        }
        var changes = calls.get(
                "/v1/feeds/prefecture-" + division + "/changes?after=" + position, tokens.prefecture(division));

        assertThat(parts).isEqualTo(3);
        assertThat(seen).hasSize(2_299).doesNotHaveDuplicates().doesNotContain(all[2_299].recordId());
        assertThat(changes.lines()).hasSize(1);
        assertThat(changes.lines().getFirst().path("op").asString()).isEqualTo("STOP_USE");
    }

    @Test
    void whatEndsWhileTheClientReadsSlowlyIsNotGivenAnyMore() throws IOException {
        var all = IntStream.range(0, 1_500).mapToObj(_ -> arrival()).toArray(Arrival[]::new);
        Arrival.arrive(service, all);
        var ended = all[1_400];
        var given = new ByteArrayOutputStream() {

            private boolean begun;

            @Override
            public void flush() {
                // The first page is out, the second has been judged.
                if (!begun) {
                    begun = true;
                    Arrival.arrive(service, ended.next().with("standing", "REPAIRED"));
                    clock.set(TestClock.NOW.plusSeconds(2));
                }
            }
        };

        var trailer = snapshots.write(
                new Wanted(
                        "prefecture-" + division,
                        "prefecture-" + division,
                        Kind.SNAPSHOT,
                        records.head(),
                        0,
                        Long.MAX_VALUE),
                given);

        assertThat(trailer.op()).isEqualTo(End.END);
        assertThat(trailer.items()).isEqualTo(1_499);
        assertThat(given.toString(StandardCharsets.UTF_8))
                .contains(all[1_401].recordId())
                .doesNotContain(ended.recordId());
    }

    @Test
    void itBreaksOffWhileTokensAreNotGivenAndGoesOnAfterwards() throws GeneralSecurityException {
        var record = arrival();
        Arrival.arrive(service, record);
        ReceiverTokens.areNotGiven();

        var meanwhile = snapshot("");
        var logged = accesses().size();
        ReceiverTokens.areGiven();
        var afterwards = snapshot("?position=" + meanwhile.headers().getFirst("X-Snapshot-Position") + "&after="
                + meanwhile.lines().getFirst().path("after").asLong());

        assertThat(meanwhile.lines()).hasSize(1);
        var trailer = meanwhile.lines().getFirst();
        assertThat(trailer.path("op").asString()).isEqualTo("BROKEN");
        assertThat(trailer.path("reason").asString()).isEqualTo("identity-service-unavailable");
        assertSigned(trailer);
        assertThat(logged).isZero();
        assertThat(afterwards.lines().getFirst().path("subject").path("token").asString())
                .isEqualTo(ReceiverTokens.of("prefecture-" + division, wang.subjectId()));
        assertThat(afterwards.lines().getLast().path("op").asString()).isEqualTo("END");
        assertThat(accesses().size()).isOne();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"gzip", "zstd"})
    void itIsPackedAsTheReceiverLikes(String coding) throws IOException, InterruptedException {
        Arrival.arrive(service, arrival(), arrival());

        // A client that leaves the packing to its caller.
        HttpResponse<byte[]> result;
        try (var client = HttpClient.newHttpClient()) {
            result = client.send(
                    HttpRequest.newBuilder(URI.create(
                                    "http://localhost:" + port + "/v1/feeds/prefecture-" + division + "/snapshot"))
                            .header("Authorization", "Bearer " + tokens.prefecture(division))
                            .header("Accept-Encoding", coding)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }

        assertThat(result.headers().firstValue("Content-Encoding")).contains(coding);
        var packed = new ByteArrayInputStream(result.body());
        InputStream plain = coding.equals("gzip") ? new GZIPInputStream(packed) : new ZstdInputStream(packed);
        assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8).lines())
                .hasSize(3);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "position=99999999999, position-in-future",
        "position=-1, position-invalid",
        "position=1&after=2, position-invalid",
        "maxBytes=0, bytes-invalid",
        "position=x, parameter-invalid"
    })
    void aSnapshotThatCannotBeIsRefused(String parameters, String slug) {
        var reply = snapshot("?" + parameters);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.slug()).isEqualTo(slug);
    }

    @Test
    void itIsOpenToItsReceiverAlone() {
        assertThat(calls.get("/v1/feeds/prefecture-" + division + "/snapshot", tokens.prefecture("530100"))
                        .slug())
                .isEqualTo("no-agreement");
        assertThat(calls.get("/v1/feeds/prefecture-" + division + "/snapshot", tokens.auditor())
                        .status())
                .isEqualTo(403);
    }

    private JsonNode accesses() {
        return calls.get("/v1/me/access-log", tokens.citizen(wang.subjectId()))
                .json()
                .path("items");
    }

    private Arrival arrival() {
        return Arrival.of(wang.subjectId()).with("division", division);
    }

    private Calls.Reply snapshot(String parameters) {
        return calls.get("/v1/feeds/prefecture-" + division + "/snapshot" + parameters, tokens.prefecture(division));
    }

    private static JsonNode addTo(List<String> seen, Calls.Reply part) {
        var lines = part.lines();
        lines.subList(0, lines.size() - 1)
                .forEach(line -> seen.add(line.path("recordId").asString()));
        return lines.getLast();
    }

    private static String sha256(String text) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void assertSigned(JsonNode trailer) throws GeneralSecurityException {
        var jws = trailer.path("signature").asString().split("\\.");
        byte[] x = Base64.getUrlDecoder()
                .decode(calls.get("/v1/feeds/keys", tokens.national())
                        .json()
                        .path("keys")
                        .path(0)
                        .path("x")
                        .asString());
        boolean odd = (x[31] & 0x80) != 0;
        x[31] &= 0x7f;
        for (int i = 0; i < 16; i++) {
            byte swap = x[i];
            x[i] = x[31 - i];
            x[31 - i] = swap;
        }
        var key = KeyFactory.getInstance("Ed25519")
                .generatePublic(
                        new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, x))));
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        verifier.update((jws[0] + "." + jws[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(verifier.verify(Base64.getUrlDecoder().decode(jws[2]))).isTrue();
        var signed = Calls.JSON.readTree(Base64.getUrlDecoder().decode(jws[1]));
        assertThat(signed.path("sha256")).isEqualTo(trailer.path("sha256"));
        assertThat(signed.path("items")).isEqualTo(trailer.path("items"));
    }
}
