package org.chengxin.identity.authority;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.Numbers;
import org.chengxin.identity.document.DocumentType;
import org.chengxin.identity.document.IdentityDocument;
import org.chengxin.identity.registry.PersonName;
import org.chengxin.testkit.PeerServers;
import org.chengxin.testkit.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Many persons in one question to the authority: what it answers, and what it answers instead (ADR 0051). */
@ExtendWith(OutputCaptureExtension.class)
class BatchQuestionTest extends IdentityApi {

    private static final String BATCH = "/v1/verifications/batch";

    /** Milliseconds; longer than anybody here waits for an answer. */
    private static final int AS_GOOD_AS_NEVER = 60_000;

    @Autowired
    private PublicAuthority authority;

    @BeforeEach
    void batchesAreAnsweredAndNobodyIsWaiting() {
        jdbc.sql("delete from pending_verification").update();
        authoritySays("AGREES");
        var questions = List.of(question(), question());
        for (var success = 0; success < 2; success++) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> authority.askAll(questions).size() == 2);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> authority.askPatiently(questions).size() == 2);
        }
        PeerServers.authority().resetAll();
    }

    @Test
    void aThousandPersonsAreTwoRequests() {
        // Written out: a template for so many takes a starved machine longer than the service waits.
        authorityAnswersBatches(answered(
                IntStream.range(0, 500).mapToObj(ref -> ref + " AGREES").toArray(String[]::new)));

        var answer = register(strangers(1000));

        assertThat(slugs(answer)).hasSize(1000).containsOnly("");
        PeerServers.authority().verify(exactly(2), postRequestedFor(urlEqualTo(BATCH)));
        PeerServers.authority().verify(exactly(0), postRequestedFor(urlEqualTo("/v1/verifications")));
    }

    @Test
    void theAuthorityIsToldTypeNumberAndNameOfEach() {
        authoritySays("AGREES");
        var number = Numbers.next();

        register(List.of(item("x", Numbers.next(), "王测试"), item("y", number, "李测试")));

        PeerServers.authority()
                .verify(
                        1,
                        postRequestedFor(urlEqualTo(BATCH))
                                .withoutHeader("Authorization")
                                .withRequestBody(matchingJsonPath(
                                        "$.items[1]",
                                        equalToJson(
                                                "{\"ref\":\"1\",\"documentType\":\"RESIDENT_ID\",\"documentNumber\":\""
                                                        + number + "\",\"name\":\"李测试\"}"))));
    }

    @Test
    void answersCountByTheirReferenceInWhateverOrder() {
        authorityAnswersBatches(answered("2 UNKNOWN", "0 AGREES", "1 DISAGREES"));

        assertThat(slugs(register(strangers(3)))).containsExactly("", "subject-mismatch", "subject-not-identified");
    }

    static Stream<Arguments> liesAboutTheSecond() {
        return Stream.of(
                lie("missing", answered("0 AGREES", "2 AGREES")),
                lie("needs longer", answered("0 AGREES", "1 PENDING", "2 AGREES")),
                lie("fails", answered("0 AGREES", "1 FAILED", "2 AGREES")),
                lie("a result nobody knows", answered("0 AGREES", "1 MAYBE", "2 AGREES")),
                lie(
                        "no result",
                        okJson("{\"items\":[{\"ref\":\"0\",\"result\":\"AGREES\"},{\"ref\":\"1\"},"
                                + "{\"ref\":\"2\",\"result\":\"AGREES\"}]}")),
                lie(
                        "a result that is none",
                        okJson(
                                "{\"items\":[{\"ref\":\"0\",\"result\":\"AGREES\"},"
                                        + "{\"ref\":\"1\",\"result\":{\"a\":[1]}},null,7,[],{\"ref\":{}},{\"ref\":\"2\",\"result\":\"AGREES\"}]}")),
                lie("contradicts itself", answered("0 AGREES", "1 AGREES", "1 UNKNOWN", "2 AGREES")),
                lie("contradicts itself twice", answered("0 AGREES", "1 AGREES", "1 UNKNOWN", "1 AGREES", "2 AGREES")),
                lie(
                        "about whom nobody asked",
                        answered("0 AGREES", "3 AGREES", "-1 AGREES", "1x AGREES", "99999999999 AGREES", "2 AGREES")));
    }

    private static Arguments lie(String name, ResponseDefinitionBuilder answer) {
        return Arguments.of(Named.of(name, answer));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("liesAboutTheSecond")
    void whoeverIsNotAnsweredWaitsAndHurtsNobodyElse(ResponseDefinitionBuilder answer) {
        authorityAnswersBatches(answer);

        assertThat(slugs(register(strangers(3)))).containsExactly("", "verification-pending", "");
    }

    @Test
    void whatIsSaidTwiceIsSaid() {
        authorityAnswersBatches(answered("0 AGREES", "1 AGREES", "1 AGREES"));

        assertThat(slugs(register(strangers(2)))).containsExactly("", "");
    }

    static Stream<Arguments> waysToFail() {
        return Stream.of(
                lie("never answering", batchOf("AGREES").withFixedDelay(AS_GOOD_AS_NEVER)),
                lie("dribbling", okJson("{\"items\":[]}").withChunkedDribbleDelay(5, AS_GOOD_AS_NEVER)),
                lie("500", serverError().withBody("oops")),
                lie("knows no batches", aResponse().withStatus(404)),
                lie("too many for it", aResponse().withStatus(413)),
                lie("cut connection", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                lie("garbage", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
                lie("no JSON", okJson("<html>")),
                lie("null", okJson("null")),
                lie("no items", okJson("{\"items\":\"all agree\"}")),
                lie("deep", okJson("[".repeat(20_000))),
                lie(
                        "5 MB",
                        okJson("{\"items\":[{\"ref\":\"0\",\"result\":\"AGREES\"}],\"more\":\"" + "x".repeat(5_000_000)
                                + "\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToFail")
    void howeverABatchFailsEverybodyWaitsAndIsAskedAboutAlone(ResponseDefinitionBuilder answer, CapturedOutput log) {
        authoritySays("AGREES");
        authorityAnswersBatches(answer);
        var strangers = strangers(3);

        assertThat(slugs(register(strangers))).containsOnly("verification-pending");

        await().atMost(Duration.ofMinutes(3)).until(() -> {
            clock.set(clock.instant().plus(Duration.ofMinutes(1)));
            return waiting() == 0;
        });
        assertThat(slugs(register(strangers))).containsOnly("");
        assertThat(log).doesNotContain("测试").doesNotContain(numberOf(strangers.getFirst()));
    }

    @Test
    void manyWhoWaitAreAskedAboutTogether() {
        authorityAnswers(serverError());
        var strangers = strangers(300);
        register(strangers);
        PeerServers.authority().resetAll();

        authoritySays("AGREES", Map.of("测试甲0", "PENDING"));
        authorityAnswersAboutName("测试甲0", okJson("{\"result\":\"DISAGREES\"}"));
        clock.set(TestClock.NOW.plus(Duration.ofMinutes(20)));

        await().atMost(Duration.ofMinutes(3)).until(() -> {
            clock.set(clock.instant().plus(Duration.ofMinutes(1)));
            return waiting() == 0;
        });
        var slugs = slugs(register(strangers));
        assertThat(slugs.getFirst()).isEqualTo("subject-mismatch");
        assertThat(slugs.subList(1, 300)).containsOnly("");
    }

    private static ResponseDefinitionBuilder answered(String... items) {
        var list = Stream.of(items)
                .map(item -> item.split(" ", -1))
                .map(item -> "{\"ref\":\"" + item[0] + "\",\"result\":\"" + item[1] + "\",\"more\":null}")
                .toList();
        return okJson("{\"items\":[" + String.join(",", list) + "],\"more\":1}");
    }

    private static Question question() {
        var number = Numbers.next();
        return new Question(new IdentityDocument(DocumentType.RESIDENT_ID, number), new PersonName("测试甲"));
    }

    private static List<Map<String, Object>> strangers(int count) {
        return IntStream.range(0, count)
                .mapToObj(ref -> item(String.valueOf(ref), Numbers.next(), "测试甲" + ref))
                .toList();
    }

    private static String numberOf(Map<String, Object> item) {
        return item.get("document") instanceof Map<?, ?> document ? String.valueOf(document.get("number")) : "";
    }

    private Answer register(List<Map<String, Object>> items) {
        return post("/v1/subjects/resolve", tokens.service("record-service"), Map.of("register", true, "items", items));
    }

    private int waiting() {
        return jdbc.sql("select count(*) from pending_verification")
                .query(Integer.class)
                .single();
    }

    private static List<String> slugs(Answer answer) {
        var slugs = new ArrayList<String>();
        answer.body()
                .path("items")
                .forEach(item -> slugs.add(item.at("/problem/type").asString("").replace("urn:chengxin:problem:", "")));
        return slugs;
    }
}
