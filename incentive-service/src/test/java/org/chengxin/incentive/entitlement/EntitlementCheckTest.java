package org.chengxin.incentive.entitlement;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.chengxin.incentive.entitlement.Subjects.Resolution.Known;
import org.chengxin.incentive.records.RecordExample;
import org.chengxin.incentive.records.RememberedRecords;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.KafkaProbe;
import org.chengxin.testkit.PeerServers;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class EntitlementCheckTest {

    static final String RESOLVE = "/v1/subjects/resolve";

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

    @Autowired
    Subjects subjects;

    final UUID wang = UUID.randomUUID();

    /** The failures of one test must not hold the circuit open for the next. */
    @BeforeEach
    void givenAClosedCircuit() {
        identityKnowsWang();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(PeerUnavailable.class)
                .until(() -> known() && known() && known());
        PeerServers.identity().resetAll();
    }

    private boolean known() {
        return subjects.resolve(DocumentType.RESIDENT_ID, "1", "x") instanceof Known;
    }

    @Test
    void aPersonInGoodStandingIsEntitledAndSeesWhoAsked() {
        identityKnowsWang();
        records.remember(RecordExample.good().of(wang));

        var answer = check(tokens.prefecture("530100"), "GREEN_CHANNEL", "");

        answer.expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.entitled")
                .isEqualTo(true)
                .jsonPath("$.reasons[0].rule")
                .isEqualTo("I-1")
                .jsonPath("$.asOf")
                .isEqualTo("2026-11-22T02:00:00Z");
        var event = accessed();
        assertThat(KafkaProbe.header(event, "ce_type")).isEqualTo("subject.accessed.v1");
        new Contract("incentive-service", "subject.accessed.v1").isKeptByJson(KafkaProbe.text(event));
        var data = json.readTree(KafkaProbe.text(event));
        assertThat(data.get("organisation").asString()).isEqualTo("prefecture-530100");
        assertThat(data.get("purpose").asString()).isEqualTo("ADMINISTRATIVE_PERMIT");
        assertThat(data.get("matterNumber").asString()).isEqualTo("2026-KM-0001");
        assertThat(data.get("recordTypes").get(0).asString()).isEqualTo("VOLUNTEER_POSITIVE");
    }

    @Test
    void aRefusalSaysTheRuleAndNothingOfTheFile() {
        identityKnowsWang();
        records.remember(RecordExample.adverse().of(wang));

        var answer = json(check(tokens.department("PROV_HRSS"), "GREEN_CHANNEL", """
                , "regulatedParty": true"""));

        assertThat(answer.get("entitled").asBoolean()).isFalse();
        assertThat(answer.get("reasons")
                        .valueStream()
                        .map(reason -> reason.get("rule").asString()))
                .contains("I-1", "I-2");
        assertThat(answer.toString()).doesNotContain("INCOME_TAX", "2026-03-10", wang.toString());
        assertThat(json.readTree(KafkaProbe.text(accessed()))
                        .get("organisation")
                        .asString())
                .isEqualTo("dept-prov-hrss");
    }

    @ParameterizedTest(name = "asked on {0}: entitled {1}")
    @CsvSource({"2026-11-21, false", "2026-11-22, true"})
    void thirtySixMonthsToTheDayAreEnough(LocalDate today, boolean entitled) {
        identityKnowsWang();
        records.remember(RecordExample.adverse().of(wang).decided(LocalDate.of(2023, 11, 22)));
        clock.set(today);

        var answer = check(tokens.prefecture("530100"), "DEFICIENCY_TOLERANT_ACCEPTANCE", """
                , "regulatedParty": true""");

        answer.expectStatus().isOk().expectBody().jsonPath("$.entitled").isEqualTo(entitled);
    }

    @Test
    void someoneElsesRecordsAreNotLookedAt() {
        identityKnowsWang();
        records.remember(RecordExample.good().of(UUID.randomUUID()));

        check(tokens.prefecture("530100"), "GREEN_CHANNEL", "")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.entitled")
                .isEqualTo(false);
    }

    @Test
    void thePurposeMayBeSaid() {
        identityKnowsWang();

        check(tokens.prefecture("530100"), "JOINT_INCENTIVE", """
                , "purpose": "AWARD_REVIEW\"""")
                .expectStatus()
                .isOk();

        assertThat(json.readTree(KafkaProbe.text(accessed())).get("purpose").asString())
                .isEqualTo("AWARD_REVIEW");
    }

    @Test
    void theSameRequestTwiceIsTwoAccesses() {
        identityKnowsWang();
        var key = UUID.randomUUID().toString();

        var first = json(withKey(key));
        var second = json(withKey(key));

        assertThat(second.get("entitled")).isEqualTo(first.get("entitled"));
        assertThat(second.get("checkId")).isNotEqualTo(first.get("checkId"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(kafka.seen(
                                "access-events", message -> wang.toString().equals(message.key())))
                        .hasSize(2));
    }

    @Test
    void nobodyIsRegisteredByBeingAskedAbout() {
        identityKnowsWang();

        check(tokens.prefecture("530100"), "GREEN_CHANNEL", "").expectStatus().isOk();

        PeerServers.identity().verify(postRequestedFor(urlEqualTo(RESOLVE)).withRequestBody(equalToJson("""
                {"items": [{"ref": "1", "document": {"type": "RESIDENT_ID", "number": "530199199001010019"},
                            "name": "测试甲"}]}
                """)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FREE_LUNCH", "GUIDE_BAN_3Y", "EXPOSURE", "green_channel"})
    void onlyAnIncentiveOfTheListCanBeChecked(String measure) {
        refused(check(tokens.prefecture("530100"), measure, ""), 422, "measure-unknown")
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/measure");
        PeerServers.identity().verify(0, postRequestedFor(urlEqualTo(RESOLVE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MARKET_PREFERENCE", "PUBLIC_RECOGNITION"})
    void whatThePersonShowsThemselvesIsNotCheckedBehindTheirBack(String measure) {
        refused(check(tokens.prefecture("530100"), measure, ""), 422, "measure-not-checkable");
        PeerServers.identity().verify(0, postRequestedFor(urlEqualTo(RESOLVE)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "subject-unknown, /subject/documentNumber",
        "subject-mismatch, /subject/name",
        "document-invalid, /subject/documentNumber",
    })
    void aPersonWhoIsNotFoundIsSaidBySlugAndLeavesNoAccess(String slug, String pointer) {
        identityAnswers(okJson("""
                {"items": [{"ref": "1", "problem": {"type": "urn:chengxin:problem:%s", "reason": "CHECK_CHARACTER",
                                                    "detail": "530199199001010019 测试甲"}}]}
                """.formatted(slug)));

        var answer = check(tokens.prefecture("530100"), "GREEN_CHANNEL", "");

        var body =
                answer.expectStatus().isEqualTo(422).returnResult(String.class).getResponseBody();
        assertThat(json.readTree(body).get("type").asString()).isEqualTo("urn:chengxin:problem:" + slug);
        assertThat(json.readTree(body).at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(body).doesNotContain("530199199001010019", "测试甲");
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("an error", aResponse().withStatus(500)),
                Arguments.of("overload", aResponse().withStatus(503)),
                Arguments.of("too many requests", aResponse().withStatus(429)),
                Arguments.of("a token not taken", aResponse().withStatus(401)),
                Arguments.of("a cut connection", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                Arguments.of("nothing", aResponse().withFault(Fault.EMPTY_RESPONSE)),
                Arguments.of("noise", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
                Arguments.of("no JSON", okJson("not json")),
                Arguments.of("no body", aResponse().withStatus(200).withHeader("Content-Type", "application/json")),
                Arguments.of("another shape", okJson("{\"people\": []}")),
                Arguments.of("no item", okJson("{\"items\": []}")),
                Arguments.of("an empty item", okJson("{\"items\": [{\"ref\": \"1\"}]}")),
                Arguments.of(
                        "a problem of another age",
                        okJson("{\"items\": [{\"problem\": {\"type\": \"urn:chengxin:problem:new\"}}]}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void identityServiceFailingIsSaidAndNothingIsAnswered(String what, ResponseDefinitionBuilder failure) {
        identityAnswers(failure);

        var answer = check(tokens.prefecture("530100"), "GREEN_CHANNEL", "");

        answer.expectHeader().exists("Retry-After");
        refused(answer, 503, "identity-service-unavailable");
        assertThat(accessesOf(wang)).isZero();
    }

    @Test
    void aSlowIdentityServiceIsNotWaitedForForEver() {
        identityAnswers(okJson("{}").withFixedDelay(20_000));

        var answer = check(tokens.prefecture("530100"), "GREEN_CHANNEL", "");

        refused(answer, 503, "identity-service-unavailable");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/subject | {'measure': 'GREEN_CHANNEL', 'matterNumber': '1'}",
                "/subject/name | {'subject': {'documentType': 'RESIDENT_ID', 'documentNumber': '1'}, 'measure': 'GREEN_CHANNEL', 'matterNumber': '1'}",
                "/subject/documentType | {'subject': {'documentType': 'PASSPORT', 'documentNumber': '1', 'name': 'x'}, 'measure': 'GREEN_CHANNEL', 'matterNumber': '1'}",
                "/matterNumber | {'subject': {'documentType': 'RESIDENT_ID', 'documentNumber': '1', 'name': 'x'}, 'measure': 'GREEN_CHANNEL'}",
                "/matterNumber | {'subject': {'documentType': 'RESIDENT_ID', 'documentNumber': '1', 'name': 'x'}, 'measure': 'GREEN_CHANNEL', 'matterNumber': ' '}",
                "/measure | {'subject': {'documentType': 'RESIDENT_ID', 'documentNumber': '1', 'name': 'x'}, 'matterNumber': '1'}",
                "/purpose | {'subject': {'documentType': 'RESIDENT_ID', 'documentNumber': '1', 'name': 'x'}, 'measure': 'GREEN_CHANNEL', 'matterNumber': '1', 'purpose': 'SELF'}",
                "/score | {'subject': {'documentType': 'RESIDENT_ID', 'documentNumber': '1', 'name': 'x'}, 'measure': 'GREEN_CHANNEL', 'matterNumber': '1', 'score': 800}",
            })
    void aWrongFieldIsNamed(String pointer, String body) {
        var answer = ask(tokens.prefecture("530100"), body.replace('\'', '"'));

        refused(answer, 422, "fields-invalid").jsonPath("$.errors[0].pointer").isEqualTo(pointer);
    }

    @Test
    void onlyDepartmentsAndPrefecturesAsk() {
        for (var token : List.of(
                tokens.citizen(wang),
                tokens.agency(),
                tokens.national(),
                tokens.officer("PROV_HRSS"),
                tokens.auditor())) {
            refused(check(token, "GREEN_CHANNEL", ""), 403, "role-missing");
        }
        check(tokens.unsigned(), "GREEN_CHANNEL", "").expectStatus().isUnauthorized();
        PeerServers.identity().verify(0, postRequestedFor(urlEqualTo(RESOLVE)));
    }

    private void identityKnowsWang() {
        identityAnswers(okJson(json.writeValueAsString(Map.of(
                "items", List.of(Map.of("ref", "1", "subjectId", wang, "adultOn", "2008-01-01", "later", true))))));
    }

    private static void identityAnswers(ResponseDefinitionBuilder answer) {
        PeerServers.identity().stubFor(post(urlEqualTo(RESOLVE)).willReturn(answer));
    }

    private ConsumerRecord<String, byte[]> accessed() {
        return kafka.await("access-events", message -> wang.toString().equals(message.key()));
    }

    private int accessesOf(UUID subjectId) {
        return jdbc.sql("select count(*) from outbox where :key = any(keys)")
                .param("key", subjectId.toString())
                .query(Integer.class)
                .single();
    }

    private ResponseSpec check(String token, String measure, String more) {
        return ask(token, body(measure, more));
    }

    private static String body(String measure, String more) {
        return """
                {"subject": {"documentType": "RESIDENT_ID", "documentNumber": "530199199001010019", "name": "测试甲"},
                 "measure": "%s", "matterNumber": "2026-KM-0001"%s}
                """.formatted(measure, more);
    }

    private ResponseSpec withKey(String key) {
        return http.post()
                .uri("/v1/entitlement-checks")
                .header("Authorization", "Bearer " + tokens.prefecture("530100"))
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body("GREEN_CHANNEL", ""))
                .exchange();
    }

    private ResponseSpec ask(String token, String body) {
        return http.post()
                .uri("/v1/entitlement-checks")
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
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
