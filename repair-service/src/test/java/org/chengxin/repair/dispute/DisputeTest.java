package org.chengxin.repair.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chengxin.repair.CaseTest;
import org.chengxin.repair.records.RecordExample;
import org.chengxin.repair.records.RememberedRecords;
import org.chengxin.repair.records.Standing;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.KafkaProbe;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@CaseTest
class DisputeTest {

    @Autowired
    RestTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    TestClock clock;

    @Autowired
    KafkaProbe kafka;

    @Autowired
    RememberedRecords records;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    final UUID wang = UUID.randomUUID();
    final UUID li = UUID.randomUUID();

    @Test
    void disputingOpensACaseWithAClockAndMarksTheRecordEverywhere() {
        var record = records.remember(RecordExample.adverse().of(wang).version(3));

        var answer = dispute(tokens.citizen(wang), record.recordId(), "\"/facts/summary\"");

        answer.expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("FORWARDED")
                .jsonPath("$.dueOn")
                .isEqualTo("2026-11-27")
                .jsonPath("$.recordVersion")
                .isEqualTo(3);
        var event = kafka.await(
                "case-changes", message -> record.recordId().toString().equals(message.key()));
        assertThat(KafkaProbe.header(event, "ce_type")).isEqualTo("dispute.opened.v1");
        new Contract("repair-service", "dispute.opened.v1").isKeptByJson(KafkaProbe.text(event));
        assertThat(json.readTree(KafkaProbe.text(event)).get("recordVersion").asLong())
                .isEqualTo(3);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"someone else's", "unknown"})
    void someoneElsesRecordLooksLikeAMissingOne(String whose) {
        var someoneElses = records.remember(RecordExample.adverse().of(li)).recordId();

        var answer = dispute(tokens.citizen(wang), whose.equals("unknown") ? UUID.randomUUID() : someoneElses, "null");

        refused(answer, 404, "record-not-found").jsonPath("$.detail").isEqualTo("You have no record with this id.");
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource({
        "IN_FORCE,  2027-03-10, EXPIRED",
        "SUSPENDED, 2027-03-10, EXPIRED",
        "WITHDRAWN, 2026-11-22, WITHDRAWN",
        "DECLINED,  2026-11-22, WITHDRAWN",
    })
    void whatHasEndedCannotBeDisputed(Standing standing, LocalDate today, String reason) {
        var record = records.remember(RecordExample.adverse().of(wang).standing(standing));
        clock.set(today);

        var answer = dispute(tokens.citizen(wang), record.recordId(), "null");

        refused(answer, 409, "record-ended").jsonPath("$.reason").isEqualTo(reason);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "IN_FORCE, 2026-03-20",
        "IN_FORCE, 2026-05-01",
        "IN_FORCE, 2026-11-22",
        "IN_FORCE, 2027-03-09",
        "SUSPENDED, 2026-11-22",
        "REPAIRED, 2027-06-01",
    })
    void whateverIsStillShownCanBeDisputed(Standing standing, LocalDate today) {
        var record = records.remember(RecordExample.adverse().of(wang).standing(standing));
        clock.set(today);

        dispute(tokens.citizen(wang), record.recordId(), "null").expectStatus().isCreated();
    }

    @ParameterizedTest(name = "field {0}")
    @CsvSource({"null", "'\"\"'", "'\"/facts/summary\"'"})
    void theSameThingIsDisputedOnceAtATime(String field) {
        var record = records.remember(RecordExample.adverse().of(wang));
        dispute(tokens.citizen(wang), record.recordId(), field).expectStatus().isCreated();

        var second = dispute(tokens.citizen(wang), record.recordId(), field);

        refused(second, 409, "dispute-already-open");
        dispute(tokens.citizen(wang), record.recordId(), "\"/decidedOn\"")
                .expectStatus()
                .isCreated();
    }

    @Test
    void ofManyAtTheSameMomentOneIsOpened() throws Exception {
        var record = records.remember(RecordExample.adverse().of(wang));
        var token = tokens.citizen(wang);

        Map<Integer, Long> answers;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> attempt = () -> dispute(token, record.recordId(), "null")
                    .returnResult(String.class)
                    .getStatus()
                    .value();
            var attempts =
                    pool.invokeAll(IntStream.range(0, 8).mapToObj(_ -> attempt).toList());
            answers = attempts.stream()
                    .map(future -> future.resultNow())
                    .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
        }

        assertThat(answers).isEqualTo(Map.of(201, 1L, 409, 7L));
        assertThat(jdbc.sql("select count(*) from case_file where record_id = :recordId")
                        .param("recordId", record.recordId())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    static List<String> wrongBodies() {
        return List.of("""
                /recordId {"recordId": null, "grounds": "OTHER", "explanation": "x"}""", """
                /recordId {"recordId": "no id", "grounds": "OTHER", "explanation": "x"}""", """
                /grounds {"recordId": "%s", "grounds": "BAD_LUCK", "explanation": "x"}""", """
                /grounds {"recordId": "%s", "explanation": "x"}""", """
                /explanation {"recordId": "%s", "grounds": "OTHER"}""", """
                /explanation {"recordId": "%s", "grounds": "OTHER", "explanation": "  "}""", """
                /explanation {"recordId": "%s", "grounds": "OTHER", "explanation": "a\\u0000b"}""", """
                /explanation {"recordId": "%s", "grounds": "OTHER", "explanation": "LONG"}""".replace("LONG", "x".repeat(2001)), """
                /field {"recordId": "%s", "field": "facts", "grounds": "OTHER", "explanation": "x"}""", """
                /field {"recordId": "%s", "field": "/a~2", "grounds": "OTHER", "explanation": "x"}""", """
                /field {"recordId": "%s", "field": "/\\u0000", "grounds": "OTHER", "explanation": "x"}""", """
                /colour {"recordId": "%s", "grounds": "OTHER", "explanation": "x", "colour": "red"}""");
    }

    @ParameterizedTest
    @MethodSource("wrongBodies")
    void aWrongFieldIsNamed(String pointerAndBody) {
        var record = records.remember(RecordExample.adverse().of(wang));
        var pointer = pointerAndBody.substring(0, pointerAndBody.indexOf(' '));
        var body = pointerAndBody
                .substring(pointer.length() + 1)
                .replace("%s", record.recordId().toString());

        var answer = post("/v1/disputes", tokens.citizen(wang), body);

        refused(answer, 422, "fields-invalid").jsonPath("$.errors[0].pointer").isEqualTo(pointer);
    }

    @Test
    void twoThousandCharactersAreEnoughAndTaken() {
        var record = records.remember(RecordExample.adverse().of(wang));

        var answer = post("/v1/disputes", tokens.citizen(wang), """
                {"recordId": "%s", "grounds": "OTHER", "explanation": "%s"}
                """.formatted(record.recordId(), "诉".repeat(2000)));

        answer.expectStatus().isCreated();
    }

    @Test
    void onlyThePersonThemselvesMayDispute() {
        var record = records.remember(RecordExample.adverse().of(wang));

        refused(dispute(tokens.officer("PROV_STATE_TAX"), record.recordId(), "null"), 403, "role-missing");
        refused(dispute(tokens.department("PROV_STATE_TAX"), record.recordId(), "null"), 403, "role-missing");
        refused(
                dispute(tokens.of(Map.of("roles", List.of("citizen"))), record.recordId(), "null"),
                403,
                "subject-missing");
        dispute(tokens.unsigned(), record.recordId(), "null").expectStatus().isUnauthorized();
    }

    @Test
    void theSameRequestTwiceIsOneDispute() {
        var record = records.remember(RecordExample.adverse().of(wang));
        var body = body(record.recordId(), "null");
        var key = UUID.randomUUID().toString();

        var first = withKey(body, key);
        var second = withKey(body, key);

        assertThat(second).isEqualTo(first);
        assertThat(first.get("caseId").asString()).isNotEmpty();
    }

    @Test
    void withdrawingClosesTheCaseAndClearsTheMark() {
        var caseId = opened(wang, RecordExample.adverse());

        var answer = withdraw(tokens.citizen(wang), caseId, "\"1\"");

        answer.expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\"")
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("WITHDRAWN")
                .jsonPath("$.clock.running")
                .isEqualTo(false)
                .jsonPath("$.timeline[2].step")
                .isEqualTo("WITHDRAWN");
        var event = kafka.await(
                "case-changes",
                message -> KafkaProbe.header(message, "ce_type").equals("dispute.withdrawn.v1")
                        && KafkaProbe.text(message).contains(caseId));
        new Contract("repair-service", "dispute.withdrawn.v1").isKeptByJson(KafkaProbe.text(event));
    }

    @Test
    void whatWasWithdrawnCanBeDisputedAgain() {
        var record = records.remember(RecordExample.adverse().of(wang));
        var caseId = caseId(dispute(tokens.citizen(wang), record.recordId(), "null"));
        withdraw(tokens.citizen(wang), caseId, "\"1\"").expectStatus().isOk();

        dispute(tokens.citizen(wang), record.recordId(), "null").expectStatus().isCreated();
    }

    @Test
    void aWithdrawalNeedsTheVersionThatWasRead() {
        var caseId = opened(wang, RecordExample.adverse());
        var token = tokens.citizen(wang);

        refused(withdraw(token, caseId, null), 428, "if-match-missing");
        refused(withdraw(token, caseId, "\"7\""), 412, "if-match-stale");
        withdraw(token, caseId, "\"1\"").expectStatus().isOk();
        refused(withdraw(token, caseId, "\"1\""), 412, "if-match-stale");
        refused(withdraw(token, caseId, "\"2\""), 409, "case-closed");
    }

    @Test
    void nobodyElseWithdrawsACase() {
        var caseId = opened(wang, RecordExample.adverse());

        refused(withdraw(tokens.citizen(li), caseId, "\"1\""), 404, "case-not-found");
        refused(withdraw(tokens.officer("PROV_STATE_TAX"), caseId, "\"1\""), 403, "role-missing");
        refused(withdraw(tokens.citizen(wang), UUID.randomUUID().toString(), "\"1\""), 404, "case-not-found");
    }

    @Test
    void aCaseShowsWhatWasSaidAndWhatHappened() {
        var caseId = opened(wang, RecordExample.adverse().version(3));

        var answer = get("/v1/cases/" + caseId, tokens.citizen(wang));

        answer.expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .jsonPath("$.kind")
                .isEqualTo("DISPUTE")
                .jsonPath("$.recordVersion")
                .isEqualTo(3)
                .jsonPath("$.explanation")
                .isEqualTo("It was paid in time.")
                .jsonPath("$.timeline[0].step")
                .isEqualTo("OPENED")
                .jsonPath("$.timeline[0].by")
                .isEqualTo("PERSON")
                .jsonPath("$.timeline[1].step")
                .isEqualTo("FORWARDED")
                .jsonPath("$.clock.overdue")
                .isEqualTo(false);
    }

    @Test
    void aCaseIsOverdueTheDayAfterItsLastDay() {
        var caseId = opened(wang, RecordExample.adverse());
        var token = tokens.citizen(wang);

        clock.set(LocalDate.of(2026, 11, 27));
        get("/v1/cases/" + caseId, token)
                .expectBody()
                .jsonPath("$.clock.overdue")
                .isEqualTo(false);
        clock.set(LocalDate.of(2026, 11, 28));
        get("/v1/cases/" + caseId, token)
                .expectBody()
                .jsonPath("$.clock.overdue")
                .isEqualTo(true);
    }

    @Test
    void aCaseIsSeenByItsPersonItsSourceAndTheReviewer() {
        var caseId = opened(wang, RecordExample.adverse());
        var path = "/v1/cases/" + caseId;

        get(path, tokens.citizen(wang)).expectStatus().isOk();
        get(path, tokens.officer("PROV_STATE_TAX")).expectStatus().isOk();
        get(path, tokens.reviewer("reviewer-1")).expectStatus().isOk();
        refused(get(path, tokens.citizen(li)), 404, "case-not-found");
        refused(get(path, tokens.officer("PROV_EDU")), 404, "case-not-found");
        refused(get(path, tokens.auditor()), 403, "role-missing");
    }

    @Test
    void whoeverReadsAnothersCaseStandsInTheirAccessLog() {
        var caseId = opened(wang, RecordExample.adverse());

        get("/v1/cases/" + caseId, tokens.officer("PROV_STATE_TAX"))
                .expectStatus()
                .isOk();
        get("/v1/cases/" + caseId, tokens.citizen(wang)).expectStatus().isOk();

        var event = kafka.await("access-events", message -> wang.toString().equals(message.key()));
        new Contract("repair-service", "subject.accessed.v1").isKeptByJson(KafkaProbe.text(event));
        var data = json.readTree(KafkaProbe.text(event));
        assertThat(data.get("organisation").asString()).isEqualTo("officer-prov-state-tax");
        assertThat(data.get("purpose").asString()).isEqualTo("REPAIR_REVIEW");
        assertThat(data.get("matterNumber").asString()).isEqualTo(caseId);
        assertThat(kafka.seen("access-events", message -> wang.toString().equals(message.key())))
                .hasSize(1);
    }

    @Test
    void thePersonPagesThroughTheirOwnCasesByTheClock() {
        clock.set(LocalDate.of(2026, 11, 24));
        var later = opened(wang, RecordExample.adverse());
        clock.set(LocalDate.of(2026, 11, 23));
        var sooner = opened(wang, RecordExample.adverse());
        opened(li, RecordExample.adverse());
        var token = tokens.citizen(wang);

        var first = json(get("/v1/cases?limit=1", token));
        var second =
                json(get("/v1/cases?limit=1&cursor=" + first.get("nextCursor").asString(), token));

        assertThat(first.at("/items/0/caseId").asString()).isEqualTo(sooner);
        assertThat(second.at("/items/0/caseId").asString()).isEqualTo(later);
        assertThat(second.has("nextCursor")).isFalse();
    }

    @Test
    void anOfficersQueueHoldsTheCasesOfTheirDepartmentWithoutThePersonsWords() {
        var department = "PROV_" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        var mine = opened(wang, RecordExample.adverse().department(department));
        opened(wang, RecordExample.adverse().department("PROV_EDU"));

        var queue = json(get("/v1/cases", tokens.officer(department)));

        assertThat(queue.get("items")).hasSize(1);
        assertThat(queue.at("/items/0/caseId").asString()).isEqualTo(mine);
        assertThat(queue.get("items").get(0).has("explanation")).isFalse();
        assertThat(queue.get("items").get(0).has("subjectId")).isFalse();
    }

    @Test
    void theQueueIsFilteredByState() {
        var open = opened(wang, RecordExample.adverse());
        var closed = opened(wang, RecordExample.adverse());
        withdraw(tokens.citizen(wang), closed, "\"1\"").expectStatus().isOk();

        var forwarded = json(get("/v1/cases?state=FORWARDED", tokens.citizen(wang)));
        var withdrawn = json(get("/v1/cases?state=WITHDRAWN", tokens.citizen(wang)));

        assertThat(forwarded
                        .get("items")
                        .valueStream()
                        .map(item -> item.get("caseId").asString()))
                .containsExactly(open);
        assertThat(withdrawn
                        .get("items")
                        .valueStream()
                        .map(item -> item.get("caseId").asString()))
                .containsExactly(closed);
        refused(get("/v1/cases?state=LOST", tokens.citizen(wang)), 400, "parameter-invalid");
    }

    @Test
    void theReviewerSeesTheCasesOfAllDepartments() {
        clock.set(LocalDate.of(2024, 1, 2));
        var here = opened(wang, RecordExample.adverse().answerUntil(null));
        var there = opened(li, RecordExample.adverse().department("PROV_EDU"));

        var queue = json(get("/v1/cases?limit=200", tokens.reviewer("reviewer-1")));

        assertThat(queue.get("items")
                        .valueStream()
                        .map(item -> item.get("caseId").asString()))
                .contains(here, there);
    }

    private String opened(UUID subject, RecordExample example) {
        var record = records.remember(example.of(subject));
        return caseId(dispute(tokens.citizen(subject), record.recordId(), "null"));
    }

    private String caseId(ResponseSpec answer) {
        answer.expectStatus().isCreated();
        return json(answer).get("caseId").asString();
    }

    private ResponseSpec dispute(String token, UUID recordId, String field) {
        return post("/v1/disputes", token, body(recordId, field));
    }

    private static String body(UUID recordId, String field) {
        return """
                {"recordId": "%s", "field": %s, "grounds": "WRONG_FACT", "explanation": "It was paid in time."}
                """.formatted(recordId, field);
    }

    private JsonNode withKey(String body, String key) {
        return json(http.post()
                .uri("/v1/disputes")
                .header("Authorization", "Bearer " + tokens.citizen(wang))
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange());
    }

    private ResponseSpec withdraw(String token, String caseId, @Nullable String ifMatch) {
        var request = http.post().uri("/v1/cases/" + caseId + "/withdrawal").header("Authorization", "Bearer " + token);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch)).exchange();
    }

    private ResponseSpec post(String path, String token, String body) {
        return http.post()
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private ResponseSpec get(String path, String token) {
        return http.get().uri(path).header("Authorization", "Bearer " + token).exchange();
    }

    private JsonNode json(ResponseSpec answer) {
        return json.readTree(answer.returnResult(String.class).getResponseBody());
    }

    private static RestTestClient.BodyContentSpec refused(ResponseSpec answer, int status, String slug) {
        return answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:chengxin:problem:" + slug);
    }
}
