package org.chengxin.sharing.query;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.testkit.PeerServers;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class BatchTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private AskInBatch askInBatch;

    @Autowired
    private ApplicationContext service;

    private Calls calls;

    @BeforeEach
    void client() {
        calls = new Calls(http);
    }

    @Test
    void eachLineIsAnsweredForItselfAndEachPersonSeesIt() {
        var wang = Person.someone().known();
        var li = Person.someone();
        var unknown = Person.someone();
        Person.together(java.util.Arrays.asList(wang, li, null));
        Arrival.arrive(service, Arrival.of(wang.subjectId()));

        var reply = batch(
                tokens.prefecture("530100"),
                line("a", wang, "SUPERVISION"),
                line("b", li, "JUDICIAL"),
                "not json",
                line("c", unknown, "SUPERVISION"),
                line("d", wang, "CURIOSITY"),
                "{\"ref\":\"e\",\"purpose\":\"SUPERVISION\"}",
                "",
                "{\"x\":\"" + "y".repeat(20_000) + "\"}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().getFirst("Content-Type")).startsWith("application/x-ndjson");
        var lines = reply.lines();
        assertThat(lines)
                .extracting(BatchTest::outcome)
                .containsExactly(
                        "report 1",
                        "no-agreement",
                        "line-unreadable",
                        "report 0",
                        "purpose-unknown",
                        "fields-invalid",
                        "line-too-long");
        assertThat(lines).extracting(line -> line.path("line").asInt()).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(lines.get(3).path("ref").asString()).isEqualTo("c");
        assertThat(outcomes(wang)).containsExactlyInAnyOrder("ANSWERED", "REFUSED");
        assertThat(outcomes(li)).containsExactly("REFUSED");
        assertThat(reply.body()).doesNotContain(wang.number()).doesNotContain(wang.name());
    }

    @Test
    void aConsentWithdrawnMeanwhileOpensNoLineAfterwards() throws IOException {
        var wang = Person.someone();
        Person.together(java.util.Collections.nCopies(50, wang));
        Arrival.arrive(service, Arrival.of(wang.subjectId()));
        var given = calls.post(
                "/v1/consents",
                tokens.citizen(wang.subjectId()),
                Map.of(
                        "receiver", "agency-demo-bank",
                        "purpose", "CREDIT_SERVICE",
                        "grants", List.of(Map.of("recordType", "INCOME_TAX_ADVERSE", "fields", List.of("summary")))));
        var bank = new Caller("agency-demo-bank", Set.of("agency"), null, null, null);
        var line = (line("x", wang, "CREDIT_SERVICE") + "\n").getBytes(StandardCharsets.UTF_8);
        int before = 60;
        int all = 150;
        var questions = new InputStream() {
            private int at;

            @Override
            public int read() {
                if (at == before * line.length) {
                    calls.delete(
                            "/v1/consents/" + given.json().path("consentId").asString(),
                            tokens.citizen(wang.subjectId()));
                }
                return at == all * line.length ? -1 : line[at++ % line.length] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                int sign = read();
                if (sign < 0) {
                    return -1;
                }
                bytes[from] = (byte) sign;
                return 1;
            }
        };
        var answers = new ByteArrayOutputStream();

        askInBatch.ask(questions, answers, bank);

        var outcomes = answers.toString(StandardCharsets.UTF_8)
                .lines()
                .map(Calls.JSON::readTree)
                .map(BatchTest::outcome)
                .toList();
        assertThat(outcomes.subList(0, 50)).containsOnly("report 1");
        assertThat(outcomes.subList(100, all)).containsOnly("consent-missing");
        assertThat(outcomes).hasSize(all);
    }

    @Test
    void aBatchEndsAtTenThousandLines() {
        var lines = IntStream.rangeClosed(1, 10_002).mapToObj(_ -> "x").toArray(String[]::new);

        var reply = batch(tokens.prefecture("530100"), lines);

        assertThat(reply.lines()).hasSize(10_001);
        assertThat(outcome(reply.lines().getLast())).isEqualTo("batch-too-long");
    }

    @Test
    void whileNobodyCanSayWhoTheyAreLinesAreAnsweredAndNothingIsShown() {
        var wang = Person.someone();
        PeerServers.identity()
                .stubFor(post("/v1/subjects/resolve").willReturn(aResponse().withStatus(500)));

        var reply = batch(tokens.prefecture("530100"), line("a", wang, "SUPERVISION"), "x");

        assertThat(reply.lines())
                .extracting(BatchTest::outcome)
                .containsExactly("identity-service-unavailable", "line-unreadable");
    }

    @Test
    void breakGlassOpensOtherRegionsAndIsShown() {
        var wang = Person.someone().known();
        Arrival.arrive(service, Arrival.of(wang.subjectId()).with("division", "532900"));
        agreeOnOwnDivision();

        var usual = calls.post("/v1/queries", tokens.prefecture("539810"), wang.question("SUPERVISION", "E-1"));
        var emergency = calls.post(
                "/v1/queries",
                tokens.prefecture("539810"),
                wang.question(
                        "SUPERVISION",
                        "E-1",
                        "breakGlass",
                        Map.of("reason", "DANGER_TO_LIFE", "explanation", "救援中需要立即联系有关单位")));
        var byAgency = calls.post(
                "/v1/queries",
                tokens.agency(),
                wang.question(
                        "CREDIT_SERVICE",
                        "E-1",
                        "breakGlass",
                        Map.of("reason", "DANGER_TO_LIFE", "explanation", "救援中需要立即联系有关单位")));
        var unnamed = calls.post(
                "/v1/queries",
                tokens.prefecture("539810"),
                wang.question(
                        "SUPERVISION", "E-1", "breakGlass", Map.of("reason", "DANGER_TO_LIFE", "explanation", "x")));

        assertThat(usual.json().path("records").size()).isZero();
        assertThat(emergency.json().path("records").size()).isOne();
        assertThat(byAgency.slug()).isEqualTo("break-glass-not-allowed");
        assertThat(unnamed.slug()).isEqualTo("fields-invalid");
        var marks = calls.get("/v1/me/access-log", tokens.citizen(wang.subjectId()))
                .json()
                .path("items")
                .valueStream()
                .map(entry -> entry.path("breakGlass").asString(""))
                .toList();
        assertThat(marks).containsExactlyInAnyOrder("", "DANGER_TO_LIFE", "DANGER_TO_LIFE", "");
    }

    @Test
    void thePersonSeesTheStaffNumberAndNotTheName() {
        var wang = Person.someone().known();

        calls.post(
                "/v1/queries",
                tokens.prefecture("530100"),
                wang.question("SUPERVISION", "S-9", "staff", Map.of("number", "KM-0042", "name", "测试王")));

        var log = calls.get("/v1/me/access-log", tokens.citizen(wang.subjectId()));
        assertThat(log.json().path("items").path(0).path("staffNumber").asString())
                .isEqualTo("KM-0042");
        assertThat(log.body()).doesNotContain("测试王");
    }

    private void agreeOnOwnDivision() {
        var agreement = org.chengxin.sharing.agreements.Agreed.on(
                "prefecture-539810",
                null,
                List.of("539810"),
                List.of(new org.chengxin.sharing.agreements.Agreement.Grant("*", List.of("summary"))));
        service.getBean(org.chengxin.sharing.agreements.Agreements.class).add(agreement);
    }

    private Calls.Reply batch(String token, String... lines) {
        return calls.postLines("/v1/queries/batch", token, String.join("\n", lines) + "\n");
    }

    private static String line(String ref, Person person, String purpose) {
        return Calls.JSON.writeValueAsString(person.question(purpose, "B-1", "ref", ref));
    }

    private List<String> outcomes(Person person) {
        var outcomes = new ArrayList<String>();
        calls.get("/v1/me/access-log", tokens.citizen(person.subjectId()))
                .json()
                .path("items")
                .forEach(entry -> outcomes.add(entry.path("outcome").asString()));
        return outcomes;
    }

    private static String outcome(JsonNode line) {
        return line.has("report")
                ? "report " + line.path("report").path("records").size()
                : line.path("problem").path("type").asString().replace("urn:chengxin:problem:", "");
    }
}
