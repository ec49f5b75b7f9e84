package org.chengxin.record.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chengxin.record.intake.Examples.number;
import static org.chengxin.record.intake.Examples.taxPenalty;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One event, one reading: on the topic, as a line of a batch, and as the body of a retry. */
@ServiceTest
class EnvelopeTest {

    private static final String INTAKE = "intake.prov-state-tax";

    @Autowired
    RestTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Autowired
    IntakeListener listener;

    private String tax;

    @BeforeEach
    void identityIsUp() {
        IdentityOfTests.isUp();
        tax = tokens.department("PROV_STATE_TAX");
    }

    /** What another system would have sent: with the event, its id and the base64 of its data to be put in. */
    static Stream<Arguments> right() {
        return Stream.of(
                right(
                        "a leap second",
                        event -> event.replace("\"data\"", "\"time\":\"2016-12-31T23:59:60Z\",\"data\"")),
                right("an id of plane 2", event -> event.replace("\"id\":\"", "\"id\":\"𠮷-")),
                right("an id as long as may be", event -> event.replace("\"id\":\"", "\"id\":\"" + "𠮷".repeat(164))),
                right("a data type with a charset", event -> event.replace("n/json", "N/Json; Charset=UTF-8")),
                right("an extension", event -> event.replace("\"data\"", "\"partitionkey\":\"k\",\"data\"")),
                right("data in base64", EnvelopeTest::inBase64));
    }

    private static Arguments right(String what, UnaryOperator<String> sent) {
        return Arguments.of(what, sent);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("right")
    void whatTheSpecificationAllowsIsTakenInOnEveryWay(String what, UnaryOperator<String> sent) {
        var onTopic = sent.apply(event());
        var inBatch = sent.apply(event());
        var inRetry = sent.apply(event());

        listener.on(List.of(message("application/cloudevents+json", onTopic)));

        assertThat(outcome(id(onTopic))).as(what).isEqualTo("ACCEPTED");
        var receipt = batch(inBatch);
        assertThat(receipt.path("type").asString()).as(receipt.toString()).isEqualTo("intake.accepted.v1");
        assertThat(receipt.path("data").path("eventId").asString()).isEqualTo(id(inBatch));
        assertThat(retried(inRetry, 200).path("type").asString()).isEqualTo("intake.accepted.v1");
    }

    /** What is wrong, and the sentence that says it. */
    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("specversion must be 1.0", event -> event.replace("\"1.0\"", "\"0.3\"")),
                wrong("time is not a timestamp", event -> event.replace("\"data\"", "\"time\":\"now\",\"data\"")),
                wrong("id is empty", event -> event.replaceAll("\"id\":\"[^\"]*\"", "\"id\":\"\"")),
                wrong(
                        "its id shows no character",
                        event -> event.replaceAll("\"id\":\"[^\"]*\"", "\"id\":\"\u200b \"")),
                wrong("its id holds a control character", event -> event.replace("\"id\":\"", "\"id\":\"\\u0007")),
                wrong("its id holds a character that turns", event -> event.replace("\"id\":\"", "\"id\":\"\u202e")),
                wrong("its id is longer than 200", event -> event.replace("\"id\":\"", "\"id\":\"" + "𠮷".repeat(165))),
                wrong("its id holds half", event -> event.replace("\"id\":\"", "\"id\":\"\\ud842")),
                wrong("source is missing", event -> event.replaceAll("\"source\":\"[^\"]*\",", "")),
                wrong("datacontenttype must be", event -> event.replace("application/json", "text/xml")),
                wrong("names a charset", event -> event.replace("n/json", "n/json; charset=gb18030")),
                wrong(
                        "stands twice",
                        event -> inBase64(event.replace("\"revision\":1", "\"revision\":1,\"revision\":7"))),
                wrong("is not JSON", event -> inBase64(event.replace("\"revision\":1", "\"revision\":01"))),
                wrong("exclude each other", event -> event.replace("\"data\"", "\"data_base64\":\"e30=\",\"data\"")),
                wrong("data_base64 is not Base64", event -> inBase64(event).replace("base64\":\"", "base64\":\"{")),
                wrong("the event has no payload", event -> event.replaceAll("\"data\":.*", "\"data\":null}")));
    }

    private static Arguments wrong(String sentence, UnaryOperator<String> sent) {
        return Arguments.of(sentence, sent);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void whatItDoesNotIsRefusedByItsReasonOnEveryWay(String sentence, UnaryOperator<String> sent) {
        var key = UUID.randomUUID().toString();
        var onTopic = sent.apply(event());
        var message = message("application/cloudevents+json", onTopic, key);

        listener.on(List.of(message));

        var problem = json.readTree(jdbc.sql("""
                select problem::text from rejection
                 where event_id = :place or event_id = :id
                 order by id desc limit 1
                """)
                .param("place", INTAKE + "-0@" + message.offset())
                .param("id", idOrNothing(onTopic))
                .query(String.class)
                .single());
        isUnreadable(problem, sentence);
        isUnreadable(batch(sent.apply(event())).path("data").path("problem"), sentence);
        isUnreadable(retried(sent.apply(event()), 400), sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Application/CloudEvents+JSON", "application/cloudevents+json; charset=utf-8"})
    void theMediaTypeIsKnownInAnyCase(String contentType) {
        var event = event();

        listener.on(List.of(message(contentType, event)));

        assertThat(outcome(id(event))).isEqualTo("ACCEPTED");
    }

    private void isUnreadable(JsonNode problem, String sentence) {
        assertThat(problem.path("type").asString())
                .as(problem.toString())
                .isEqualTo("urn:chengxin:problem:event-unreadable");
        assertThat(problem.path("errors").get(0).path("detail").asString()).contains(sentence);
    }

    private String event() {
        return ("{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/prov-state-tax\",\"type\":\"record.reported.v1\","
                        + "\"datacontenttype\":\"application/json\",\"data\":%s}")
                .formatted(UUID.randomUUID(), json.writeValueAsString(taxPenalty(number())));
    }

    private static String inBase64(String event) {
        var begin = event.indexOf("\"data\":");
        var data = event.substring(begin + "\"data\":".length(), event.length() - 1);
        return event.substring(0, begin) + "\"data_base64\":\""
                + Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8)) + "\"}";
    }

    private String id(String event) {
        return json.readTree(event).path("id").asString();
    }

    /** Of an event in which not even the JSON can be stored, none. */
    private String idOrNothing(String event) {
        var id = id(event);
        return id.chars().anyMatch(c -> c == 0 || Character.isSurrogate((char) c)) ? "" : id;
    }

    private ConsumerRecord<String, byte[]> message(String contentType, String event) {
        return message(contentType, event, "k");
    }

    private static long nextOffset = 1;

    private ConsumerRecord<String, byte[]> message(String contentType, String event, String key) {
        var message = new ConsumerRecord<>(INTAKE, 0, nextOffset++, key, event.getBytes(StandardCharsets.UTF_8));
        message.headers().add("content-type", contentType.getBytes(StandardCharsets.UTF_8));
        return message;
    }

    private String outcome(String eventId) {
        return jdbc.sql("select outcome from intake_event where event_id = :id")
                .param("id", eventId)
                .query(String.class)
                .single();
    }

    private JsonNode batch(String line) {
        var answer = http.post()
                .uri("/v1/records/batch")
                .header("Authorization", "Bearer " + tax)
                .contentType(MediaType.APPLICATION_NDJSON)
                .body(line)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return json.readTree(answer);
    }

    /** The event as the mending of one of which nothing could be read. */
    private JsonNode retried(String event, int status) {
        var id = UUID.randomUUID().toString();
        var unreadable = new ConsumerRecord<>(INTAKE, 0, nextOffset++, "k", "{half".getBytes(StandardCharsets.UTF_8));
        Map.of("ce_id", id, "ce_specversion", "1.0", "ce_source", "/s", "ce_type", IntakeDoor.REPORTED)
                .forEach((name, value) -> unreadable.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        listener.on(List.of(unreadable));
        var rejection = jdbc.sql("select id from rejection where event_id = :id")
                .param("id", id)
                .query(UUID.class)
                .single();
        return json.readTree(http.post()
                .uri("/v1/intake/rejections/" + rejection + "/retry")
                .header("Authorization", "Bearer " + tax)
                .contentType(MediaType.APPLICATION_JSON)
                .body(event)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
