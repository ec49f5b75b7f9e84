package org.chengxin.sharing.query;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Calls.Reply;
import org.chengxin.sharing.Person;
import org.chengxin.testkit.PeerServers;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

@ServiceTest
class RefusedQueryTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private JdbcClient jdbc;

    private Calls calls;

    @BeforeEach
    void client() {
        calls = new Calls(http);
    }

    @Test
    void numberAndNameThatDisagreeAreRefused() {
        var wang = Person.someone().refused("subject-mismatch", "");

        var reply = ask(tokens.prefecture("530100"), wang);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.slug()).isEqualTo("subject-mismatch");
        assertThat(reply.body()).doesNotContain(wang.number()).doesNotContain(wang.name());
        assertThat(asked("2026-KM-0001", "subject-mismatch")).isPositive();
    }

    @Test
    void aNameThatCannotBeOneIsRefusedAsAMismatch() {
        var wang = Person.someone().refused("fields-invalid", "");

        var reply = ask(tokens.prefecture("530100"), wang);

        assertThat(reply.slug()).isEqualTo("subject-mismatch");
    }

    @Test
    void aNumberThatCannotExistIsRefusedWithTheReason() {
        var wang = Person.someone().refused("document-invalid", ",\"reason\":\"CHECK_DIGIT\"");

        var reply = ask(tokens.prefecture("530100"), wang);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.slug()).isEqualTo("document-invalid");
        assertThat(reply.json().path("reason").asString()).isEqualTo("CHECK_DIGIT");
    }

    @Test
    void thePurposeIsOneOfTheList() {
        var wang = Person.someone().known();

        var reply = calls.post("/v1/queries", tokens.prefecture("530100"), wang.question("CURIOSITY", "1"));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.slug()).isEqualTo("purpose-unknown");
        assertThat(reply.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/purpose");
    }

    @Test
    void thereIsNoQueryWithoutAMatter() {
        var wang = Person.someone().known();

        var missing = calls.post("/v1/queries", tokens.prefecture("530100"), wang.question("SUBSIDY", null));
        var blank = calls.post("/v1/queries", tokens.prefecture("530100"), wang.question("SUBSIDY", "  "));

        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.slug()).isEqualTo("matter-number-missing");
        assertThat(blank.slug()).isEqualTo("matter-number-missing");
    }

    @Test
    void aQuestionWithoutAPersonNamesTheMissingFields() {
        var reply = calls.post(
                "/v1/queries",
                tokens.prefecture("530100"),
                Map.of("subject", Map.of("documentType", "RESIDENT_ID"), "purpose", "SUBSIDY", "matterNumber", "1"));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.slug()).isEqualTo("fields-invalid");
        assertThat(reply.body()).contains("/subject/documentNumber").contains("/subject/name");
    }

    @Test
    void onlyThoseWhoMayAskGetThrough() {
        var wang = Person.someone().known();
        var question = wang.question("SUPERVISION", "1");

        var refused = Stream.of(
                        tokens.citizen(wang.subjectId()),
                        tokens.officer("PROV_STATE_TAX"),
                        tokens.auditor(),
                        tokens.service("record-service"))
                .map(token -> calls.post("/v1/queries", token, question).status());
        var unsigned = calls.post("/v1/queries", tokens.unsigned(), question).status();

        assertThat(refused).containsOnly(403);
        assertThat(unsigned).isEqualTo(401);
        assertThat(log(wang).size()).isZero();
    }

    static Stream<Arguments> waysToFail() {
        return Stream.of(
                Arguments.of("slow", okJson("{\"items\":[]}").withFixedDelay(6_000)),
                Arguments.of("failing", aResponse().withStatus(500)),
                Arguments.of("cut off", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                Arguments.of("talking garbage", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
                Arguments.of(
                        "answering a page",
                        aResponse().withHeader("Content-Type", "text/html").withBody("<p>")),
                Arguments.of("answering nothing", okJson("{\"items\":[]}")),
                Arguments.of("answering an unknown problem", okJson("{\"items\":[{\"problem\":{\"type\":\"x\"}}]}")),
                Arguments.of("not letting us in", aResponse().withStatus(403)));
    }

    @ParameterizedTest(name = "identity-service {0}")
    @MethodSource("waysToFail")
    void whoCannotBeResolvedIsNotAnsweredAbout(String how, ResponseDefinitionBuilder answer) {
        var wang = Person.someone();
        PeerServers.identity().stubFor(post("/v1/subjects/resolve").willReturn(answer));

        var reply = ask(tokens.prefecture("530100"), wang);

        assertThat(reply.status()).as(how).isEqualTo(503);
        assertThat(reply.slug()).isEqualTo("identity-service-unavailable");
        assertThat(reply.headers().getFirst("Retry-After")).isNotBlank();
        PeerServers.identity().resetAll();
        wang.known();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ask(tokens.prefecture("530100"), wang).status() == 200);
    }

    private Reply ask(String token, Person person) {
        return calls.post("/v1/queries", token, person.question("ADMINISTRATIVE_PERMIT", "2026-KM-0001"));
    }

    private tools.jackson.databind.JsonNode log(Person person) {
        return calls.get("/v1/me/access-log", tokens.citizen(person.subjectId()))
                .json()
                .path("items");
    }

    private long asked(String matterNumber, String reason) {
        return jdbc.sql("select count(*) from asked_query where matter_number = :matterNumber and reason = :reason")
                .param("matterNumber", matterNumber)
                .param("reason", reason)
                .query(Long.class)
                .single();
    }
}
