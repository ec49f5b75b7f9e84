package org.chengxin.identity.authority;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.Numbers;
import org.chengxin.identity.document.DocumentType;
import org.chengxin.identity.document.IdentityDocument;
import org.chengxin.identity.registry.PendingVerifications;
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

@ExtendWith(OutputCaptureExtension.class)
class VerificationTest extends IdentityApi {

    /** Milliseconds; longer than anybody here waits for an answer. */
    private static final int AS_GOOD_AS_NEVER = 60_000;

    @Autowired
    private PendingVerifications pending;

    @Autowired
    private PublicAuthority authority;

    @BeforeEach
    void nobodyElseIsWaiting() {
        jdbc.sql("delete from pending_verification").update();
        authoritySays("AGREES");
        var question = new Question(
                new IdentityDocument(DocumentType.RESIDENT_ID, "530199190001010018"), new PersonName("测试甲"));
        for (var success = 0; success < 2; success++) {
            await().atMost(Duration.ofSeconds(60)).until(() -> authority.askPatiently(question) == Verdict.AGREES);
        }
        PeerServers.authority().resetAll();
    }

    static Stream<Arguments> waysToFail() {
        return Stream.of(
                arguments("never answering", okJson("{\"result\":\"AGREES\"}").withFixedDelay(AS_GOOD_AS_NEVER)),
                arguments("dribbling", okJson("{\"result\":\"AGREES\"}").withChunkedDribbleDelay(5, AS_GOOD_AS_NEVER)),
                arguments("500", serverError().withBody("oops")),
                arguments("403", aResponse().withStatus(403)),
                arguments("cut connection", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                arguments("garbage", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
                arguments("no JSON", okJson("<html>")),
                arguments("no result", okJson("{}")),
                arguments("null", okJson("null")),
                arguments("a result nobody knows", okJson("{\"result\":\"MAYBE\"}")),
                arguments("5 MB", okJson("{\"result\":\"AGREES\",\"more\":\"" + "x".repeat(5_000_000) + "\"}")));
    }

    private static Arguments arguments(String name, ResponseDefinitionBuilder answer) {
        return Arguments.of(Named.of(name, answer));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToFail")
    void howeverTheAuthorityFailsThePersonIsRegisteredAndUnverified(ResponseDefinitionBuilder answer) {
        authorityAnswers(answer);

        var registered = register(Numbers.next(), "测试甲");

        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.verification()).isEqualTo("UNVERIFIED");
        assertThat(waiting(registered.subjectId())).isEqualTo(1);
    }

    @Test
    void whoIsUnverifiedIsVerifiedByItselfWhenTheAuthorityIsBack() {
        authorityAnswers(serverError());
        var number = Numbers.next();
        var id = register(number, "测试甲").subjectId();

        authorityAnswers(okJson("{\"result\":\"AGREES\"}").withFixedDelay(3_000));
        timePasses(Duration.ofMinutes(20));

        await().atMost(Duration.ofSeconds(60)).until(() -> verification(id).equals("VERIFIED"));
        assertThat(waiting(id)).isZero();
        assertThat(register(number, "测试甲").verification()).isEqualTo("VERIFIED");
        var profile = get("/v1/subjects/" + id, tokens.department(TAX));
        assertThat(profile.body().at("/realNameFields/0/verified").asBoolean()).isTrue();
    }

    @Test
    void aLaterNoOfTheAuthorityIsKept() {
        authorityAnswers(serverError());
        var wang = register(Numbers.next(), "不符甲").subjectId();
        var number = Numbers.next();
        var li = register(number, "测试乙").subjectId();

        authoritySays("UNKNOWN", Map.of("不符甲", "DISAGREES"));
        timePasses(Duration.ofMinutes(20));

        await().atMost(Duration.ofSeconds(60)).until(() -> verification(wang).equals("MISMATCH"));
        await().atMost(Duration.ofSeconds(60)).until(() -> verification(li).equals("NOT_IDENTIFIED"));
        assertThat(register(number, "测试乙").slug()).isEqualTo("subject-not-identified");
        authoritySays("AGREES");
        assertThat(register(number, "测试乙").verification()).isEqualTo("VERIFIED");
    }

    @Test
    void thePauseGrowsWithEachFailureUpToAQuarterOfAnHour() {
        assertThat(PendingVerifications.delayAfter(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(PendingVerifications.delayAfter(2)).isEqualTo(Duration.ofSeconds(4));
        assertThat(PendingVerifications.delayAfter(5)).isEqualTo(Duration.ofSeconds(32));
        assertThat(PendingVerifications.delayAfter(100)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void aQuestionThatWasNotAnsweredIsAskedAgainLater() {
        authorityAnswers(serverError());
        var id = register(Numbers.next(), "测试甲").subjectId();

        timePasses(Duration.ofMinutes(20));

        // The pause begins when the answer is stored: a clock that stood still could not be relied on to reach its end.
        await().atMost(Duration.ofMinutes(3)).until(() -> {
            clock.set(clock.instant().plus(Duration.ofMinutes(1)));
            return attempts(id) >= 2;
        });
        assertThat(verification(id)).isEqualTo("UNVERIFIED");
    }

    @Test
    void aQuestionInFlightIsNotAskedTwiceAndComesBackWhenItsAskerDies() {
        var id = UUID.randomUUID();
        jdbc.sql("""
                insert into subject (id, sealed_name, name_key, verification, registered_at)
                values (:id, '', '', 'UNVERIFIED', now())
                """).param("id", id).update();
        jdbc.sql("""
                insert into pending_verification (subject_id, next_attempt_at)
                values (:id, '2026-11-22T02:30:00Z')
                """).param("id", id).update();
        var far = Duration.ofDays(300);

        var first = claimAt(Duration.ofMinutes(29), far);
        jdbc.sql("update pending_verification set next_attempt_at = '2026-11-22T01:30:00Z'")
                .update();
        var second = pending.claimAll(10, far);
        var third = pending.claimAll(10, far);

        assertThat(first).isZero();
        assertThat(second.size() + third.size()).isLessThanOrEqualTo(1);
        assertThat(attempts(id)).isEqualTo(1);
        jdbc.sql("delete from pending_verification").update();
        jdbc.sql("delete from subject where id = :id").param("id", id).update();
    }

    @Test
    void whateverHappensTheLogTellsNeitherNumberNorName(CapturedOutput log) {
        var number = Numbers.next();

        authorityAnswers(aResponse().withStatus(400).withBody("no such person: " + number));
        register(number, "测试甲");
        authorityAnswers(okJson("not JSON but " + number));
        register(Numbers.next(), "测试甲");
        postText("/v1/subjects", tokens.department(TAX), "{\"name\":\"测试甲\",\"number\":\"" + number + "\"}");
        postText("/v1/subjects", tokens.department(TAX), "{\"name\":\"测试甲\",\"document\":" + number);
        timePasses(Duration.ofMinutes(20));
        await().atMost(Duration.ofSeconds(60)).until(() -> attemptsOfAll() >= 1);

        assertThat(log).doesNotContain(number).doesNotContain("测试");
    }

    @Test
    void theAuthorityIsAskedWithTypeNumberAndName() {
        authoritySays("AGREES");
        var number = Numbers.next();

        register(number, "测试甲");

        PeerServers.authority()
                .verify(
                        1,
                        postRequestedFor(urlEqualTo("/v1/verifications"))
                                .withoutHeader("Authorization")
                                .withRequestBody(com.github.tomakehurst.wiremock.client.WireMock.equalToJson(
                                        "{\"documentType\":\"RESIDENT_ID\",\"documentNumber\":\"" + number
                                                + "\",\"name\":\"测试甲\"}")));
    }

    private int claimAt(Duration later, Duration lease) {
        timePasses(later);
        return pending.claimAll(10, lease).size();
    }

    private void timePasses(Duration duration) {
        clock.set(TestClock.NOW.plus(duration));
    }

    private String verification(UUID id) {
        return jdbc.sql("select verification from subject where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private int attempts(UUID id) {
        return jdbc.sql("select coalesce(max(attempts), 0) from pending_verification where subject_id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    private int attemptsOfAll() {
        return jdbc.sql("select coalesce(max(attempts), 0) from pending_verification")
                .query(Integer.class)
                .single();
    }

    private int waiting(UUID id) {
        return jdbc.sql("select count(*) from pending_verification where subject_id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }
}
