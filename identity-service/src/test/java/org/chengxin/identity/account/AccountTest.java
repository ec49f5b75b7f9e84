package org.chengxin.identity.account;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.created;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.Numbers;
import org.chengxin.testkit.PeerServers;
import org.chengxin.testkit.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountTest extends IdentityApi {

    private static final String USERS = "/admin/realms/test/users";

    private final String number = Numbers.next();
    private UUID wang = UUID.randomUUID();

    @BeforeEach
    void aPersonIsVerifiedAndTheRealmAnswers() {
        authoritySays("AGREES");
        realmAnswers(created());
        PeerServers.authority()
                .stubFor(WireMock.get(urlPathEqualTo(USERS)).willReturn(okJson("[{\"id\":\"user-1\",\"x\":1}]")));
        PeerServers.authority().stubFor(WireMock.delete(USERS + "/user-1").willReturn(noContent()));
        wang = register(number, "王测试").subjectId();
    }

    @Test
    void anInvitedPersonOpensAnAccountThatIsBoundToThem() {
        var opened = open(invited(), number, "王测试");

        assertThat(opened.status()).isEqualTo(201);
        var userName = opened.body().path("userName").asString();
        assertThat(userName).matches("c-[a-z2-9]{10}");
        PeerServers.authority()
                .verify(
                        1,
                        postRequestedFor(urlEqualTo(USERS))
                                .withHeader("Authorization", WireMock.matching("Bearer .+"))
                                .withRequestBody(matchingJsonPath("$.username", WireMock.equalTo(userName)))
                                .withRequestBody(matchingJsonPath(
                                        "$.attributes.subject_id[0]", WireMock.equalTo(wang.toString())))
                                .withRequestBody(matchingJsonPath("$.groups[0]", WireMock.equalTo("/citizens")))
                                .withRequestBody(WireMock.notContaining(number))
                                .withRequestBody(WireMock.notContaining("王")));
        assertThat(invite(wang).slug()).isEqualTo("account-open");
    }

    @Test
    void whateverDoesNotBelongTogetherIsRefusedInTheSameWords() {
        var code = invited();
        var stranger = open(code, Numbers.next(), "王测试");
        var wrongName = open(code, number, "李测试");
        var wrongCode = open("a".repeat(20), number, "王测试");

        assertThat(stranger.status()).isEqualTo(422);
        assertThat(stranger.slug()).isEqualTo("account-refused");
        assertThat(wrongName.text()).isEqualTo(stranger.text());
        assertThat(wrongCode.text()).isEqualTo(stranger.text());
        assertThat(open(code, number, "王测试").status()).isEqualTo(201);
        assertThat(open(code, number, "王测试").slug()).isEqualTo("account-refused");
    }

    @Test
    void anInvitationEndsAfterADay() {
        var code = invited();

        clock.set(TestClock.NOW.plus(Duration.ofHours(25)));

        assertThat(open(code, number, "王测试").slug()).isEqualTo("account-refused");
    }

    @Test
    void whileTheRealmIsAwayNothingIsOpenedAndTheCodeStaysValid() {
        var code = invited();
        realmAnswers(aResponse().withStatus(500));

        var away = open(code, number, "王测试");

        assertThat(away.status()).isEqualTo(503);
        assertThat(away.slug()).isEqualTo("realm-unavailable");
        realmAnswers(created());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> open(code, number, "王测试").status() == 201);
    }

    @Test
    void anAccountIsClosedOnWish() {
        open(invited(), number, "王测试");

        var closed = delete("/v1/accounts/mine", tokens.citizen(wang));

        assertThat(closed).isEqualTo(204);
        await().atMost(Duration.ofSeconds(60)).until(() -> accounts() == 0);
        PeerServers.authority().verify(deleteRequestedFor(urlEqualTo(USERS + "/user-1")));
        assertThat(delete("/v1/accounts/mine", tokens.citizen(wang))).isEqualTo(204);
    }

    @Test
    void anAccountIsClosedOnDeath() {
        open(invited(), number, "王测试");

        post("/v1/subjects/" + wang + "/death", tokens.department("PROV_PSB"), Map.of("diedOn", "2026-11-20"));

        await().atMost(Duration.ofSeconds(60)).until(() -> accounts() == 0);
        assertThat(invite(wang).slug()).isEqualTo("subject-deceased");
    }

    @Test
    void anOpeningWhoseAnswerFromTheRealmWasLostIsFinishedByTheSameRequest() {
        var code = invited();
        var key = UUID.randomUUID().toString();
        realmAnswers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThat(open(key, code, number, "王测试").slug()).isEqualTo("realm-unavailable");
        var begun = userName();

        // The realm has made the user all the same.
        realmAnswers(aResponse().withStatus(409));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> open(key, code, number, "王测试").status() == 201);

        var again = open(key, code, number, "王测试");
        assertThat(again.body().path("userName").asString()).isEqualTo(begun);
        assertThat(state()).isEqualTo("OPEN");
        PeerServers.authority()
                .verify(
                        0,
                        postRequestedFor(urlEqualTo(USERS))
                                .withRequestBody(
                                        matchingJsonPath("$.username", WireMock.not(WireMock.equalTo(begun)))));
    }

    @Test
    void anOpeningThatDiedBeforeItsEndGoesOnWhenTheLeaseOfItsKeyIsOver() {
        var code = invited();
        var key = UUID.randomUUID().toString();
        var first = open(key, code, number, "王测试");
        // As a process leaves it that dies between the realm's answer and its own commit.
        jdbc.sql("update account set state = 'OPENING' where subject_id = :id")
                .param("id", wang)
                .update();
        jdbc.sql("update idempotency_key set status = null where key = :key")
                .param("key", key)
                .update();
        realmAnswers(aResponse().withStatus(409));

        var tooEarly = open(key, code, number, "王测试");
        clock.set(TestClock.NOW.plus(Duration.ofMinutes(2)));
        var again = open(key, code, number, "王测试");

        assertThat(tooEarly.slug()).isEqualTo("idempotency-key-in-use");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(state()).isEqualTo("OPEN");
    }

    @Test
    void anAbandonedOpeningIsTakenBackAndTheCodeOpensAnother() {
        var code = invited();
        realmAnswers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThat(open(code, number, "王测试").status()).isEqualTo(503);
        var abandoned = userName();
        realmAnswers(created());

        clock.set(TestClock.NOW.plus(Duration.ofMinutes(6)));

        await().atMost(Duration.ofSeconds(60)).until(() -> accounts() == 0);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> open(code, number, "王测试").status() == 201);
        assertThat(userName()).isNotEqualTo(abandoned);
        assertThat(state()).isEqualTo("OPEN");
    }

    @Test
    void anUnfinishedOpeningIsNobodyElsesToFinish() {
        var code = invited();
        realmAnswers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        open(code, number, "王测试");
        realmAnswers(created());

        assertThat(open(code, number, "李测试").slug()).isEqualTo("account-refused");
        assertThat(open(code, Numbers.next(), "王测试").slug()).isEqualTo("account-refused");
        assertThat(state()).isEqualTo("OPENING");
    }

    @Test
    void minorsAndTheUnverifiedAreNotInvited() {
        var child = register(Numbers.of("20150101", 1), "王小测").subjectId();
        authoritySays("DISAGREES");
        var unverified = register(Numbers.next(), "李测试").subjectId();

        assertThat(invite(child).slug()).isEqualTo("subject-minor");
        assertThat(invite(unverified).slug()).isEqualTo("subject-not-verified");
        assertThat(invite(UUID.randomUUID()).slug()).isEqualTo("subject-not-found");
        assertThat(post("/v1/subjects/" + wang + "/account-invitations", tokens.citizen(wang), Map.of())
                        .status())
                .isEqualTo(403);
    }

    private void realmAnswers(ResponseDefinitionBuilder answer) {
        PeerServers.authority().stubFor(WireMock.post(USERS).willReturn(answer));
    }

    private Answer invite(UUID person) {
        return post("/v1/subjects/" + person + "/account-invitations", tokens.department(TAX), Map.of());
    }

    private String invited() {
        return invite(wang).body().path("code").asString();
    }

    private Answer open(String code, String document, String name) {
        return open(UUID.randomUUID().toString(), code, document, name);
    }

    private Answer open(String key, String code, String document, String name) {
        var text = json.writeValueAsString(
                Map.of("code", code, "document", Map.of("type", "RESIDENT_ID", "number", document), "name", name));
        var result = http.post()
                .uri("/v1/accounts")
                .header("Idempotency-Key", key)
                .contentType(org.springframework.http.MediaType.APPLICATION_JSON)
                .body(text)
                .exchange()
                .returnResult(String.class);
        var body = result.getResponseBody();
        return new Answer(
                result.getStatus().value(),
                body == null ? json.createObjectNode() : json.readTree(body),
                body == null ? "" : body);
    }

    private int delete(String path, String token) {
        return http.delete()
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private int accounts() {
        return jdbc.sql("select count(*) from account where subject_id = :id")
                .param("id", wang)
                .query(Integer.class)
                .single();
    }

    private String userName() {
        return jdbc.sql("select user_name from account where subject_id = :id")
                .param("id", wang)
                .query(String.class)
                .single();
    }

    private String state() {
        return jdbc.sql("select state from account where subject_id = :id")
                .param("id", wang)
                .query(String.class)
                .single();
    }
}
