package org.chengxin.record.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chengxin.record.intake.Examples.number;
import static org.chengxin.record.intake.Examples.subjectOf;
import static org.chengxin.record.intake.Examples.taxPenalty;
import static org.chengxin.record.intake.Examples.with;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Input that was made to break something: refused by its name, answered, and nobody behind it waits. */
@ServiceTest
class HardInputTest {

    private static final String INTAKE = "intake.prov-state-tax";
    private static final int FIFTY_MEGABYTES = 50 * 1024 * 1024;

    @Autowired
    RestTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Autowired
    Ledger ledger;

    @Autowired
    IntakeListener listener;

    private String tax;

    @BeforeEach
    void identityIsUp() {
        IdentityOfTests.isUp();
        tax = tokens.department("PROV_STATE_TAX");
    }

    @Test
    void everyHardEventOfATopicIsAnsweredAndTheOneBehindThemIsTakenIn() {
        var number = number();
        var whole = json.writeValueAsString(taxPenalty(number()));
        var hard = List.of(
                message(whole.replace("\"facts\":{", "\"facts\":" + "{\"a\":".repeat(5_000))),
                message(whole.replace("\"revision\":1", "\"revision\":1,\"revision\":2")),
                message(new String(new char[FIFTY_MEGABYTES]).replace('\0', ' ')),
                message(whole.replace("\"dutyPerformed\":false", "\"dutyPerformed\":1e999")),
                message(whole.replace("\"dutyPerformed\":false", "\"dutyPerformed\":" + "9".repeat(5_000))),
                message(whole.replace("云税罚", "\\u0000")),
                message(whole.replace("\"facts\":{", "\"facts\":{" + members(20_000))),
                message(whole.getBytes(StandardCharsets.UTF_16BE)),
                message(new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'}));
        var batch = new java.util.ArrayList<>(hard);
        batch.add(message(json.writeValueAsString(taxPenalty(number))));

        listener.on(batch);

        assertThat(ledger.about(subjectOf(number), null, null, 10)).hasSize(1);
        for (var message : hard) {
            var id = new String(message.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
            assertThat(jdbc.sql("select outcome from intake_event where event_id = :id")
                            .param("id", id)
                            .query(String.class)
                            .single())
                    .isEqualTo("REJECTED");
            assertThat(jdbc.sql("select problem::text from rejection where event_id = :id")
                            .param("id", id)
                            .query(String.class)
                            .single())
                    .hasSizeLessThan(20_000)
                    .containsAnyOf("event-unreadable", "fields-invalid");
        }
        assertThat(jdbc.sql("select count(*) from rejection where event_id = :id and sealed is not null")
                        .param(
                                "id",
                                new String(
                                        hard.get(2)
                                                .headers()
                                                .lastHeader("ce_id")
                                                .value(),
                                        StandardCharsets.UTF_8))
                        .query(Long.class)
                        .single())
                .as("what is longer than a message may be is not kept twice")
                .isZero();
    }

    @Test
    void everyHardLineOfABatchIsAnsweredInItsPlace() {
        var number = number();
        var whole = json.writeValueAsString(taxPenalty(number()));
        var lines = List.of(
                whole.replace("\"facts\":{", "\"facts\":" + "[".repeat(5_000)),
                whole.replace("\"revision\":1", "\"revision\":1,\"revision\":2"),
                whole.replace("\"revision\":1", "\"revision\":99999999999999999999"),
                whole.replace("\"dutyPerformed\":false", "\"dutyPerformed\":-1e999"),
                whole.replace("未按期", "\\u0000"),
                whole.replace("未按期", "\\ud800"),
                "{\"specversion\": \"1.0\", \"id\": \"\\ud800\", \"data\": {}}",
                whole.replace("\"facts\":{", "\"facts\":{" + members(20_000)),
                json.writeValueAsString(taxPenalty(number)));

        var receipts = batch(new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));

        assertThat(receipts)
                .extracting(receipt ->
                        receipt.path("data").path("problem").path("type").asString(""))
                .containsExactly(
                        "urn:chengxin:problem:event-unreadable",
                        "urn:chengxin:problem:event-unreadable",
                        "urn:chengxin:problem:fields-invalid",
                        "urn:chengxin:problem:fields-invalid",
                        "urn:chengxin:problem:fields-invalid",
                        "urn:chengxin:problem:fields-invalid",
                        "urn:chengxin:problem:event-unreadable",
                        "urn:chengxin:problem:fields-invalid",
                        "");
        assertThat(ledger.about(subjectOf(number), null, null, 10)).hasSize(1);
    }

    @Test
    void aLineOfFiftyMegabytesIsPassedOverAndTheNextIsRead() {
        var number = number();
        var body = new SequenceInputStream(
                spaces(FIFTY_MEGABYTES),
                new ByteArrayInputStream(
                        ("\n" + json.writeValueAsString(taxPenalty(number))).getBytes(StandardCharsets.UTF_8)));

        var receipts = batch(body);

        assertThat(receipts)
                .extracting(receipt -> receipt.path("type").asString())
                .containsExactly("intake.rejected.v1", "intake.accepted.v1");
        assertThat(receipts.getFirst().toString()).contains("longer than 256 KiB");
        assertThat(ledger.about(subjectOf(number), null, null, 10)).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/v1/records", "/v1/records/00000000-0000-4000-8000-000000000000/amendments"})
    void aBodyThatIsTooLongIsRefusedByItsLength(String path) {
        // One byte more than is allowed is enough: the service reads no further.
        if (path.endsWith("amendments")) {
            var data = taxPenalty(number());
            path = "/v1/records/"
                    + single("/v1/records", json.writeValueAsString(data), 201)
                            .path("recordId")
                            .asString() + "/amendments";
        }

        var problem = single(path, " ".repeat(StrictJson.MOST_BYTES + 1), 413);

        assertThat(problem.path("type").asString()).isEqualTo("urn:chengxin:problem:body-too-large");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{\"revision\": 1, \"revision\": 2}", "{\"a\": 01}", ""})
    void aBodyThatTwoReadersMightReadDifferentlyIsRefused(String body) {
        assertThat(single("/v1/records", body, 400).path("type").asString())
                .isEqualTo("urn:chengxin:problem:body-unreadable");
    }

    @Test
    void aNumberInTheTextIsProhibitedHoweverItIsGrouped() {
        var data = with(taxPenalty(number()), "facts.summary", "付至账户 6222 0200 0000 0000 000");

        var problem = single("/v1/records", json.writeValueAsString(data), 422);

        assertThat(problem.path("type").asString()).isEqualTo("urn:chengxin:problem:prohibited-data");
        assertThat(problem.toString()).contains("/facts/summary").doesNotContain("6222");
    }

    private static String members(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> "\"m" + index + "\":0,")
                .collect(Collectors.joining());
    }

    private static InputStream spaces(long count) {
        return new InputStream() {

            private long left = count;

            @Override
            public int read() {
                return left-- > 0 ? ' ' : -1;
            }

            @Override
            public int read(byte[] into, int from, int most) {
                if (left <= 0) {
                    return -1;
                }
                var some = (int) Math.min(most, left);
                java.util.Arrays.fill(into, from, from + some, (byte) ' ');
                left -= some;
                return some;
            }
        };
    }

    private static ConsumerRecord<String, byte[]> message(String data) {
        return Contract.message(
                INTAKE,
                "k",
                IntakeDoor.REPORTED,
                "/departments/PROV_STATE_TAX",
                UUID.randomUUID().toString(),
                data);
    }

    private static ConsumerRecord<String, byte[]> message(byte[] data) {
        var like = message("{}");
        return new ConsumerRecord<>(
                like.topic(),
                0,
                0,
                like.timestamp(),
                like.timestampType(),
                1,
                data.length,
                like.key(),
                data,
                like.headers(),
                java.util.Optional.empty());
    }

    private List<JsonNode> batch(InputStream body) {
        var answer = http.post()
                .uri("/v1/records/batch")
                .header("Authorization", "Bearer " + tax)
                .contentType(MediaType.APPLICATION_NDJSON)
                .body(new InputStreamResource(body))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return answer == null ? List.of() : answer.lines().map(json::readTree).toList();
    }

    private JsonNode single(String path, String body, int status) {
        return json.readTree(http.post()
                .uri(path)
                .header("Authorization", "Bearer " + tax)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
