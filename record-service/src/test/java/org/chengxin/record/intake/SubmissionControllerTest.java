package org.chengxin.record.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chengxin.record.intake.Examples.members;
import static org.chengxin.record.intake.Examples.number;
import static org.chengxin.record.intake.Examples.person;
import static org.chengxin.record.intake.Examples.subjectOf;
import static org.chengxin.record.intake.Examples.taxPenalty;
import static org.chengxin.record.intake.Examples.with;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class SubmissionControllerTest {

    @Autowired
    RestTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    TestClock clock;

    @Autowired
    JsonMapper json;

    private String tax;

    @BeforeEach
    void identityIsUp() {
        IdentityOfTests.isUp();
        tax = tokens.department("PROV_STATE_TAX");
    }

    @Test
    void aLawfulRecordIsTakenInAndThePersonSeesIt() {
        var number = number();

        var answer = post(tax, taxPenalty(number)).at(201);

        assertThat(answer.path("state").asString()).isEqualTo("FINAL");
        assertThat(answer.path("displayUntil").asString()).isEqualTo("2027-03-10");
        assertThat(answer.path("version").asInt()).isEqualTo(1);
        var mine =
                get("/v1/me/records", tokens.citizen(subjectOf(number))).at(200).path("items");
        assertThat(mine).hasSize(1);
        assertThat(mine.get(0).path("recordId")).isEqualTo(answer.path("recordId"));
        assertThat(mine.get(0).path("flags").path("disputed").asBoolean()).isFalse();
        assertThat(mine.get(0).path("facts").path("summary").asString()).isEqualTo("未按期办理个人所得税汇算清缴");
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("spoilt")
    void whatIsAgainstARuleIsRefusedByName(String slug, String pointer, String path, Object value) {
        var data = with(taxPenalty(number()), path, value);

        var problem = post(tax, data).at(422);

        assertThat(problem.path("type").asString()).isEqualTo("urn:chengxin:problem:" + slug);
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(pointers(problem)).contains(pointer);
        assertThat(problem.toString()).doesNotContain("测试", "530199");
    }

    static Stream<Arguments> spoilt() {
        return Stream.of(
                Arguments.of("unknown-record-type", "/recordType", "recordType", "NO_SUCH_TYPE"),
                Arguments.of("no-legal-basis", "/legalBasis", "legalBasis", List.of()),
                Arguments.of("no-legal-basis", "/legalBasis", "legalBasis", null),
                Arguments.of("no-legal-basis", "/legalBasis/1", "legalBasis", List.of("INCOME_TAX", "SECURITIES")),
                Arguments.of("determination-missing", "/decisionNumber", "decisionNumber", null),
                Arguments.of("determination-missing", "/decidedOn", "decidedOn", null),
                Arguments.of("determination-missing", "/effectiveOn", "effectiveOn", null),
                Arguments.of("notice-missing", "/noticeServedOn", "noticeServedOn", null),
                Arguments.of("prohibited-data", "/facts/religion", "facts.religion", "x"),
                Arguments.of("facts-invalid", "/facts/summary", "facts.summary", null),
                Arguments.of("facts-invalid", "/facts/colour", "facts.colour", "red"),
                Arguments.of("division-unknown", "/division", "division", "110100"),
                Arguments.of("date-invalid", "/decidedOn", "decidedOn", "2026-02-30"),
                Arguments.of("date-invalid", "/decidedOn", "occurredOn", "2026-03-11"),
                Arguments.of("date-invalid", "/effectiveOn", "effectiveOn", "2026-11-23"),
                Arguments.of("date-invalid", "/noticeServedOn", "noticeServedOn", "2026-03-09"),
                Arguments.of("date-invalid", "/final/on", "final.on", "2026-09-19"),
                Arguments.of("already-expired", "/decidedOn", "occurredOn", "2021-11-22"),
                Arguments.of("subject-not-identified", "/subject/documentNumber", "subject.name", "无此人"),
                Arguments.of("subject-mismatch", "/subject/name", "subject.name", "不符甲"),
                Arguments.of("subject-minor", "/occurredOn", "subject.name", "少年甲"),
                Arguments.of("fields-invalid", "/sourceRecordId", "sourceRecordId", null),
                Arguments.of("fields-invalid", "/revision", "revision", 0),
                Arguments.of("fields-invalid", "/subject", "subject", null),
                Arguments.of("fields-invalid", "/facts/summary", "facts.summary", "before\u0000after"),
                Arguments.of("fields-invalid", "/final/basis", "final.basis", "HEARSAY"));
    }

    @Test
    void aTypeThatWasNotInForceOnTheDayOfTheDecisionIsRefused() {
        var data = taxPenalty(number());
        data = with(data, "recordType", "INCOME_TAX_POSITIVE");
        data = with(data, "facts", members("summary", "纳税信用良好"));
        data = with(data, "occurredOn", "2023-06-01");

        assertThat(post(tax, with(data, "decidedOn", "2023-12-31"))
                        .at(422)
                        .path("type")
                        .asString())
                .isEqualTo("urn:chengxin:problem:record-type-not-in-force");
        assertThat(post(tax, with(data, "decidedOn", "2024-01-01"))
                        .at(201)
                        .path("state")
                        .asString())
                .isEqualTo("FINAL");
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        var data = taxPenalty(number());
        data = with(data, "noticeServedOn", null);
        data = with(data, "division", "999999");
        data = with(data, "decisionNumber", "  ");

        var problem = post(tax, data).at(422);

        assertThat(problem.path("type").asString()).isEqualTo("urn:chengxin:problem:determination-missing");
        assertThat(pointers(problem)).containsExactlyInAnyOrder("/decisionNumber", "/noticeServedOn", "/division");
        assertThat(problem.path("slugs")).hasSize(3);
    }

    @Test
    void anotherDepartmentIsNotAProviderOfTheType() {
        var problem = post(tokens.department("PROV_CIVIL_AFFAIRS"), taxPenalty(number()))
                .at(422);

        assertThat(problem.path("type").asString()).isEqualTo("urn:chengxin:problem:not-providing-department");
    }

    @Test
    void aPrefectureProvidesOnlyTypesOfPrefecturesAndOnlyForItself() {
        var data = with(
                with(
                        with(taxPenalty(number()), "recordType", "CONSCRIPTION_ADVERSE"),
                        "legalBasis",
                        List.of("CONSCRIPTION")),
                "facts",
                members("summary", "拒绝履行兵役义务", "dutyPerformed", false));

        post(tokens.prefecture("530100"), data).at(201);

        assertThat(post(tokens.prefecture("530300"), data).at(422).path("type").asString())
                .isEqualTo("urn:chengxin:problem:not-providing-department");
        assertThat(post(tokens.prefecture("530100"), taxPenalty(number()))
                        .at(422)
                        .path("type")
                        .asString())
                .isEqualTo("urn:chengxin:problem:not-providing-department");
    }

    @Test
    void theSameRevisionAgainChangesNothingAndALowerOneIsRefused() {
        var data = taxPenalty(number());
        var first = post(tax, with(data, "revision", 2)).at(201);

        var again = post(tax, with(data, "revision", 2)).at(200);
        var lower = post(tax, data).at(409);

        assertThat(again).isEqualTo(first);
        assertThat(lower.path("type").asString()).isEqualTo("urn:chengxin:problem:revision-superseded");
    }

    @Test
    void aRepeatStaysARepeatWhenTheRecordHasExpiredSince() {
        var data = taxPenalty(number());
        post(tax, data).at(201);

        clock.set(LocalDate.of(2027, 3, 10));

        assertThat(post(tax, data).at(200).path("state").asString()).isEqualTo("EXPIRED");
    }

    @Test
    void anAmendmentReplacesTheContentAndAWithdrawalEndsIt() {
        var number = number();
        var data = taxPenalty(number);
        var id = post(tax, data).at(201).path("recordId").asString();

        var amended = post(
                        tax,
                        "/v1/records/" + id + "/amendments",
                        with(with(data, "revision", 2), "facts.dutyPerformed", true))
                .at(200);
        var shown = get("/v1/records/" + id, tax).at(200);
        var withdrawn = post(tax, "/v1/records/" + id + "/withdrawal", members("revision", 3))
                .at(200);

        assertThat(amended.path("version").asInt()).isEqualTo(2);
        assertThat(shown.path("flags").path("dutyPerformed").asBoolean()).isTrue();
        assertThat(withdrawn.path("state").asString()).isEqualTo("WITHDRAWN");
        assertThat(get("/v1/me/records", tokens.citizen(subjectOf(number)))
                        .at(200)
                        .path("items"))
                .isEmpty();
        get("/v1/records/" + id, tax).at(404);
        assertThat(post(tax, with(data, "revision", 2)).at(409).path("type").asString())
                .isEqualTo("urn:chengxin:problem:revision-superseded");
    }

    @Test
    void anAmendmentAboutAnotherPersonEndsTheRecordForTheFirst() {
        var wrong = number();
        var right = number();
        var data = taxPenalty(wrong);
        post(tax, data).at(201);

        post(tax, with(with(data, "revision", 2), "subject", person(right, "测试乙")))
                .at(200);

        assertThat(get("/v1/me/records", tokens.citizen(subjectOf(wrong)))
                        .at(200)
                        .path("items"))
                .isEmpty();
        assertThat(get("/v1/me/records", tokens.citizen(subjectOf(right)))
                        .at(200)
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void whoMayNotKnowARecordSeesWhatIsAlsoSaidOfAMissingOne() {
        var data = taxPenalty(number());
        var id = post(tax, data).at(201).path("recordId").asString();
        var court = tokens.department("PROV_HIGH_COURT");

        var foreign = get("/v1/records/" + id, court).at(404);
        var missing = get("/v1/records/" + UUID.randomUUID(), court).at(404);

        assertThat(foreign).isEqualTo(missing);
        get("/v1/records/" + id, tokens.citizen(UUID.randomUUID())).at(404);
        post(court, "/v1/records/" + id + "/withdrawal", members("revision", 9)).at(404);
        get("/v1/records/" + id, tokens.auditor()).at(403);
        post(tokens.citizen(UUID.randomUUID()), data).at(403);
    }

    @Test
    void aProviderFindsItsOwnBySourceIdAndState() {
        var data = taxPenalty(number());
        var id = post(tax, data).at(201).path("recordId").asString();
        var of = "?sourceRecordId=" + data.get("sourceRecordId");

        assertThat(get("/v1/records" + of + "&status=FINAL&from=2026-11-22", tax)
                        .at(200)
                        .path("items")
                        .get(0)
                        .path("recordId")
                        .asString())
                .isEqualTo(id);
        assertThat(get("/v1/records" + of + "&status=EXPIRED", tax).at(200).path("items"))
                .isEmpty();
        assertThat(get("/v1/records" + of + "&from=2026-11-23", tax).at(200).path("items"))
                .isEmpty();
        assertThat(get("/v1/records" + of, tokens.department("PROV_HIGH_COURT"))
                        .at(200)
                        .path("items"))
                .isEmpty();
    }

    @Test
    void myRecordsComeInPagesNewestDecisionFirst() {
        var number = number();
        for (var day : List.of("2026-03-10", "2026-03-12", "2026-03-11")) {
            post(tax, with(taxPenalty(number), "decidedOn", day)).at(201);
        }
        var me = tokens.citizen(subjectOf(number));

        var first = get("/v1/me/records?limit=2", me).at(200);
        var second = get(
                        "/v1/me/records?limit=2&cursor="
                                + first.path("nextCursor").asString(),
                        me)
                .at(200);

        assertThat(Stream.concat(first.path("items").values().stream(), second.path("items").values().stream())
                        .map(item -> item.path("decidedOn").asString()))
                .containsExactly("2026-03-12", "2026-03-11", "2026-03-10");
        assertThat(second.has("nextCursor")).isFalse();
    }

    @Test
    void anUnverifiedPersonIsAskedForAgainLater() {
        var problem =
                post(tax, with(taxPenalty(number()), "subject.name", "待核甲")).at(503);

        assertThat(problem.path("type").asString()).isEqualTo("urn:chengxin:problem:authority-unavailable");
    }

    @Test
    void aBatchAnswersEveryLineAndOneBadLineHoldsUpNobody() {
        var good = taxPenalty(number());
        var late = with(taxPenalty(number()), "noticeServedOn", null);
        var lines = Stream.of(
                        json.writeValueAsString(good),
                        "{not json",
                        json.writeValueAsString(late),
                        json.writeValueAsString(good),
                        "5")
                .collect(Collectors.joining("\n"));

        var receipts = batch(tax, lines);

        assertThat(receipts.stream().map(receipt -> receipt.path("line").asInt()))
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(receipts.stream().map(receipt -> receipt.path("type").asString()))
                .containsExactly(
                        "intake.accepted.v1",
                        "intake.rejected.v1",
                        "intake.rejected.v1",
                        "intake.duplicate.v1",
                        "intake.rejected.v1");
        assertThat(receipts.get(1).path("data").path("problem").path("type").asString())
                .isEqualTo("urn:chengxin:problem:event-unreadable");
        assertThat(receipts.get(2).path("data").path("problem").path("type").asString())
                .isEqualTo("urn:chengxin:problem:notice-missing");
    }

    @Test
    void aBatchOfSeveralChunksKeepsTheOrderOfItsLines() {
        var number = number();
        var lines = IntStream.range(0, 1_200)
                .mapToObj(_ -> json.writeValueAsString(taxPenalty(number)))
                .collect(Collectors.joining("\n"));

        var receipts = batch(tax, lines);

        assertThat(receipts)
                .hasSize(1_200)
                .allMatch(receipt -> receipt.path("type").asString().equals("intake.accepted.v1"));
        assertThat(receipts.getLast().path("line").asInt()).isEqualTo(1_200);
    }

    private record Answer(int status, JsonNode body) {

        JsonNode at(int expected) {
            assertThat(status).as("status of %s", body).isEqualTo(expected);
            return body;
        }
    }

    private Answer post(String token, Map<String, Object> data) {
        return post(token, "/v1/records", data);
    }

    private Answer post(String token, String path, Map<String, Object> data) {
        return answer(http.post()
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeValueAsString(data))
                .exchange());
    }

    private Answer get(String path, String token) {
        return answer(
                http.get().uri(path).header("Authorization", "Bearer " + token).exchange());
    }

    private Answer answer(RestTestClient.ResponseSpec response) {
        var result = response.expectBody(String.class).returnResult();
        var body = result.getResponseBody();
        return new Answer(result.getStatus().value(), body == null ? json.nullNode() : json.readTree(body));
    }

    private List<JsonNode> batch(String token, String lines) {
        var body = http.post()
                .uri("/v1/records/batch")
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_NDJSON)
                .body(lines)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return body.lines().map(json::readTree).toList();
    }

    private static List<String> pointers(JsonNode problem) {
        return problem.path("errors").values().stream()
                .map(error -> error.path("pointer").asString())
                .toList();
    }
}
