package org.chengxin.identity.registration;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.Numbers;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.KafkaProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class RegistrationTest extends IdentityApi {

    @Autowired
    private KafkaProbe kafka;

    @Test
    void aPersonWhomTheAuthorityConfirmsIsRegisteredAndVerified() {
        authoritySays("AGREES");
        var number = Numbers.next();

        var answer = register(number, "测试甲");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.verification()).isEqualTo("VERIFIED");
        assertThat(answer.body().at("/document/type").asString()).isEqualTo("RESIDENT_ID");
        assertThat(answer.body().at("/document/masked").asString()).isEqualTo("5301**********" + number.substring(14));
    }

    @Test
    void theSameDocumentAgainAnswersTheSamePerson() {
        authoritySays("AGREES");
        var number = Numbers.next();
        var first = register(number, "阿依古丽·买买提");

        var again = register(" " + number.replace('1', '１'), "阿依古丽•买买提 ");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.subjectId()).isEqualTo(first.subjectId());
    }

    @Test
    void theOldNumberOfFifteenDigitsIsTheSamePerson() {
        authoritySays("AGREES");
        var first = register("530199193001018880".substring(0, 17) + checkOf("53019919300101888"), "测试甲");

        var old = register("530199300101888", "测试甲");

        assertThat(first.status()).isEqualTo(201);
        assertThat(old.status()).isEqualTo(200);
        assertThat(old.subjectId()).isEqualTo(first.subjectId());
    }

    @Test
    void anotherNameForAKnownDocumentIsAConflictThatRepeatsNoName() {
        authoritySays("AGREES");
        var number = Numbers.next();
        register(number, "测试甲");

        var other = register(number, "测试乙");

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.slug()).isEqualTo("subject-mismatch");
        assertThat(other.text()).doesNotContain(number).doesNotContain("测试");
    }

    @Test
    void aNumberThatTheAuthorityDoesNotKnowRegistersNobody() {
        authoritySays("UNKNOWN");
        var number = Numbers.next();

        var refused = register(number, "测试甲");
        authoritySays("AGREES");
        var later = register(number, "测试甲");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.slug()).isEqualTo("subject-not-identified");
        assertThat(later.status()).isEqualTo(201);
    }

    @Test
    void aNameThatTheAuthorityDeniesIsAMismatchUntilTheRightNameComes() {
        authoritySays("DISAGREES");
        var number = Numbers.next();
        var wrong = register(number, "不符甲");

        authoritySays("AGREES");
        var right = register(number, "测试甲");
        var wrongAgain = register(number, "不符甲");

        assertThat(wrong.status()).isEqualTo(201);
        assertThat(wrong.verification()).isEqualTo("MISMATCH");
        assertThat(right.status()).isEqualTo(200);
        assertThat(right.verification()).isEqualTo("VERIFIED");
        assertThat(right.subjectId()).isEqualTo(wrong.subjectId());
        assertThat(wrongAgain.status()).isEqualTo(409);
    }

    @Test
    void aPersonStaysUnverifiedWhileTheAuthorityIsAway() {
        authorityAnswers(serverError());

        var answer = register(Numbers.next(), "测试甲");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.verification()).isEqualTo("UNVERIFIED");
    }

    @Test
    void twoHundredAtOnceRegisterOnePerson() throws InterruptedException {
        authoritySays("AGREES");
        var number = Numbers.next();
        var requests = new ArrayList<Callable<Answer>>();
        for (var i = 0; i < 200; i++) {
            requests.add(() -> register(number, "测试甲"));
        }

        var answers = new ArrayList<Answer>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : callers.invokeAll(requests)) {
                assertThat(answer.state()).isEqualTo(Future.State.SUCCESS);
                answers.add(answer.resultNow());
            }
        }

        assertThat(answers.stream().map(Answer::status).collect(Collectors.toSet()))
                .isSubsetOf(200, 201);
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream().map(Answer::subjectId).distinct()).hasSize(1);
        kafka.await(
                "subject-changes",
                message -> message.key().equals(answers.getFirst().subjectId().toString()));
        assertThat(kafka.seen(
                        "subject-changes",
                        message -> message.key()
                                .equals(answers.getFirst().subjectId().toString())))
                .hasSize(1);
    }

    @Test
    void aRegistrationIsAnnouncedWithoutSayingWhoItIs() {
        authoritySays("AGREES");
        var number = Numbers.next();

        var subjectId = register(number, "测试甲").subjectId().toString();

        var message =
                kafka.await("subject-changes", candidate -> candidate.key().equals(subjectId));
        new Contract("identity-service", "subject.registered.v1").isKeptByJson(KafkaProbe.text(message));
        assertThat(KafkaProbe.header(message, "ce_type")).isEqualTo("subject.registered.v1");
        assertThat(KafkaProbe.text(message)).doesNotContain(number).doesNotContain("测试");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "RESIDENT_ID, 53019919900101001, LENGTH, /document/number",
        "RESIDENT_ID, 53019919900101001A, CHARSET, /document/number",
        "RESIDENT_ID, 990199199001010019, DIVISION, /document/number",
        "RESIDENT_ID, 530199199002300019, BIRTH_DATE, /document/number",
        "RESIDENT_ID, 530199209912310019, BIRTH_FUTURE, /document/number",
        "RESIDENT_ID, 530199199001010010, CHECK, /document/number",
        "FOREIGN_PERMANENT_RESIDENCE, 853840190001010012, PREFIX, /document/number",
        "FOREIGN_PERMANENT_RESIDENCE, 953999190001010012, COUNTRY, /document/number",
        "PASSPORT, E12345678, TYPE, /document/type"
    })
    void aMalformedNumberIsRefusedWithItsReason(String type, String number, String reason, String pointer) {
        var answer = post(
                "/v1/subjects",
                tokens.prefecture("530100"),
                Map.of("document", Map.of("type", type, "number", number), "name", "测试甲", "realNameField", "TELECOM"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.slug()).isEqualTo("document-invalid");
        assertThat(answer.body().path("reason").asString()).isEqualTo(reason);
        assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(answer.text()).doesNotContain(number).doesNotContain("测试");
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        var answer = post(
                "/v1/subjects",
                tokens.department(TAX),
                Map.of(
                        "document", Map.of("type", "RESIDENT_ID", "number", "1"),
                        "name", "···",
                        "realNameField", "GAMES"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("errors").findValuesAsString("pointer"))
                .containsExactly("/document/number", "/name", "/realNameField");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"document\":null,\"name\":null,\"realNameField\":null}",
                "{\"document\":{\"type\":\"RESIDENT_ID\",\"number\":\"530199199001010019\"},\"name\":\"测试甲\",\"realNameField\":\"TELECOM\",\"shoeSize\":\"AA\"}",
                "{\"document\":{\"type\":\"RESIDENT_ID\",\"number\":\"530199199001010019\",\"issuer\":\"AA\"},\"name\":\"测试甲\",\"realNameField\":\"TELECOM\"}",
                "{\"document\":{\"type\":\"RESIDENT_ID\",\"number\":\"530199199001010019\"},\"name\":\"测试甲\",\"realNameField\":\"GAMES\"}"
            })
    void whatIsMissingOrUnknownIsRefusedByPointer(String body) {
        var answer = postText("/v1/subjects", tokens.department(TAX), body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.slug()).isEqualTo("fields-invalid");
        assertThat(answer.body().path("errors")).isNotEmpty();
        assertThat(answer.text()).doesNotContain("530199199001010019").doesNotContain("测试");
    }

    @Test
    void aBodyThatIsNoJsonIsUnreadable() {
        assertThat(postText("/v1/subjects", tokens.department(TAX), "{\"document\":")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aBodyWithoutEndIsRefused() {
        var answer = postText("/v1/subjects", tokens.department(TAX), "{\"name\":\"" + "x".repeat(1024 * 1024) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.slug()).isEqualTo("body-too-large");
    }

    @Test
    void onlyDepartmentsAndPrefecturesRegister() {
        var person = Map.of(
                "document", Map.of("type", "RESIDENT_ID", "number", Numbers.next()),
                "name", "测试甲",
                "realNameField", "TELECOM");

        assertThat(post("/v1/subjects", tokens.national(), person).status()).isEqualTo(403);
        assertThat(post("/v1/subjects", tokens.service("record-service"), person)
                        .status())
                .isEqualTo(403);
        assertThat(post("/v1/subjects", tokens.expired(), person).status()).isEqualTo(401);
    }

    @Test
    void theDatabaseHoldsNeitherNumberNorNameInClear() {
        authoritySays("AGREES");
        var number = Numbers.next();
        var id = register(number, "测试甲乙丙").subjectId();

        var row = jdbc.sql("""
                select s::text || d::text || coalesce((select string_agg(o::text, '') from outbox o), '')
                from subject s join identity_document d on d.subject_id = s.id
                where s.id = :id
                """).param("id", id).query(String.class).single();

        assertThat(row).contains(id.toString()).doesNotContain(number).doesNotContain("测试");
        assertThat(row)
                .doesNotContain(
                        java.util.HexFormat.of().formatHex(number.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void aRepeatWithTheSameKeyAnswersTheFirstAnswer() {
        authorityAnswers(okJson("{\"result\":\"AGREES\"}"));
        var body = json.writeValueAsString(Map.of(
                "document", Map.of("type", "RESIDENT_ID", "number", Numbers.next()),
                "name", "测试甲",
                "realNameField", "POSTAL"));
        var key = java.util.UUID.randomUUID().toString();

        var first = withKey(key, body);
        var again = withKey(key, body);

        assertThat(first).isEqualTo(201);
        assertThat(again).isEqualTo(201);
    }

    private int withKey(String key, String body) {
        return http.post()
                .uri("/v1/subjects")
                .header("Authorization", "Bearer " + tokens.department(TAX))
                .header("Idempotency-Key", key)
                .contentType(org.springframework.http.MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private static String checkOf(String body) {
        return Numbers.of(body.substring(6, 14), Integer.parseInt(body.substring(14, 17)))
                .substring(17);
    }
}
