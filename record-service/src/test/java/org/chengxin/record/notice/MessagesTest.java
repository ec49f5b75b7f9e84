package org.chengxin.record.notice;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.record.ledger.CreditRecord;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.WrittenRecords;
import org.chengxin.testkit.PeerServers;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Persons are told outside the inbox that there is a notice; identity-service is the one that knows where. */
@ServiceTest
@TestPropertySource(
        properties = {
            "chengxin.record.messages.enabled=true",
            // The test says when.
            "chengxin.record.messages.every=PT24H"
        })
class MessagesTest {

    private static final String SENT = channel("SENT", "\"proof\": \"250 abc\"");
    private static final String LATER = channel("LATER", "\"reason\": \"smtp-unavailable\"");
    private static final String REFUSED = channel("REFUSED", "\"reason\": \"smtp-550\"");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Autowired
    SendMessages sendMessages;

    @Autowired
    Ledger ledger;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RestTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    TestClock clock;

    @Autowired
    JsonMapper json;

    private final UUID wang = UUID.randomUUID();

    @BeforeEach
    void nothingWaitsAndIdentityServiceIsHeardAgain() {
        jdbc.sql("delete from notice_message").update();
        identityAnswers(answer(SENT));
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            written(UUID.randomUUID());
            after(Duration.ofMinutes(1));
            sendMessages.sendSome();
            return waiting() == 0;
        });
        clock.set(TestClock.NOW);
        PeerServers.identity().resetRequests();
    }

    @Test
    void whatHappensWithinAMinuteMakesOneMessageWhoseProofIsShownToPersonAndProvider() {
        var first = written(wang);
        var second = written(wang);
        assertThat(sendMessages.sendSome()).isZero();

        after(Duration.ofMinutes(1));
        assertThat(sendMessages.sendSome()).isEqualTo(1);

        assertThat(waiting()).isZero();
        assertThat(asked()).hasSize(1);
        for (var record : List.of(first, second)) {
            var channel = shown(record).at("/messages/0");
            assertThat(channel.path("channel").asString()).isEqualTo("EMAIL");
            assertThat(channel.path("outcome").asString()).isEqualTo("SENT");
            assertThat(channel.path("proof").asString()).isEqualTo("250 abc");
            assertThat(channel.path("attempts").asInt()).isEqualTo(1);
            var provided = deliveries(record, "PROV_STATE_TAX", 200);
            assertThat(provided.at("/messages/0/channels/0")).isEqualTo(channel);
            deliveries(record, "PROV_HIGH_COURT", 404);
        }
    }

    @Test
    void whoKeepsNoAddressIsNotAskedAboutAgain() {
        identityAnswers(answer(""));
        var record = written(wang);
        after(Duration.ofMinutes(1));

        sendMessages.sendSome();

        assertThat(waiting()).isZero();
        assertThat(shown(record).path("messages")).isEmpty();
    }

    @Test
    void aChannelThatIsAwayIsTriedLongerAndLongerUnderTheSameIdAndThenNoMore() {
        identityAnswers(answer(LATER));
        var record = written(wang);

        for (var attempt = 1; attempt <= 12; attempt++) {
            after(Duration.ofHours(7));
            assertThat(sendMessages.sendSome()).isEqualTo(1);
            assertThat(sendMessages.sendSome()).as("not before its time").isZero();
            var channel = shown(record).at("/messages/0");
            assertThat(channel.path("attempts").asInt()).isEqualTo(attempt);
            assertThat(channel.path("outcome").asString()).isEqualTo(attempt < 12 ? "WAITING" : "GIVEN_UP");
        }

        assertThat(waiting()).isZero();
        assertThat(asked()).hasSize(1);
    }

    @Test
    void aMessageThatFailsHoldsNoRecordAndMovesNoWindow() {
        var before = written(wang);
        identityAnswers(answer(REFUSED));
        after(Duration.ofMinutes(1));

        sendMessages.sendSome();

        assertThat(shown(before).at("/messages/0/outcome").asString()).isEqualTo("REFUSED");
        var now = ledger.find(before.id()).orElseThrow();
        assertThat(now).isEqualTo(before);
        assertThat(now.marks().noticeFailed()).isFalse();
        assertThat(now.stateOn(TODAY)).isEqualTo(before.stateOn(TODAY));
        assertThat(deliveries(before, "PROV_STATE_TAX", 200).path("proven")).isEmpty();
    }

    @Test
    void whatDiedBetweenAskingAndKeepingIsAskedAgainUnderTheSameId() {
        written(wang);
        after(Duration.ofMinutes(1));
        sendMessages.sendSome();
        var first = asked();
        // As a process leaves it that dies before it keeps the answer: taken, its lease not over.
        written(wang);
        after(Duration.ofMinutes(1));
        identityAnswers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        sendMessages.sendSome();
        var second = asked();

        identityAnswers(answer(SENT));
        after(Duration.ofMinutes(10));
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            sendMessages.sendSome();
            after(Duration.ofHours(7));
            return waiting() == 0;
        });

        assertThat(first).hasSize(1);
        assertThat(second).hasSize(2);
        assertThat(asked()).isEqualTo(second);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "null",
                "{\"items\": []}",
                "{\"items\": [{\"messageId\": \"00000000-0000-4000-8000-000000000000\", \"channels\": []}]}",
                "<html>"
            })
    void anAnswerThatIsNoneIsWaitedOut(String garbage) {
        written(wang);
        after(Duration.ofMinutes(1));
        identityAnswers(okJson(garbage));

        sendMessages.sendSome();

        assertThat(waiting()).isEqualTo(1);
        identityAnswers(serverError());
        after(Duration.ofHours(7));
        sendMessages.sendSome();
        assertThat(waiting()).isEqualTo(1);
    }

    private static String channel(String outcome, String more) {
        return "{\"channel\": \"EMAIL\", \"outcome\": \"%s\", \"at\": \"2026-11-22T02:01:00Z\", %s}"
                .formatted(outcome, more);
    }

    private static ResponseDefinitionBuilder answer(String channels) {
        return okJson("""
                {"items": [{{#each (jsonPath request.body '$.items') as |item|}}{{#unless @first}},{{/unless}}
                  {"messageId": "{{item.messageId}}", "channels": [CHANNELS], "more": 1}{{/each}}]}
                """.replace("CHANNELS", channels)).withTransformers("response-template");
    }

    private void identityAnswers(ResponseDefinitionBuilder answer) {
        PeerServers.identity().stubFor(post("/v1/contact-messages").willReturn(answer));
    }

    /** Under which ids persons were to be told; each once. */
    private List<String> asked() {
        return PeerServers.identity().findAll(postRequestedFor(urlEqualTo("/v1/contact-messages"))).stream()
                .map(request -> json.readTree(request.getBodyAsString()))
                .flatMap(body -> body.path("items").values().stream())
                .map(item -> item.path("messageId").asString())
                .distinct()
                .toList();
    }

    private CreditRecord written(UUID subject) {
        return transaction.execute(_ -> WrittenRecords.adverse(ledger, subject, LocalDate.of(2027, 3, 10)));
    }

    private void after(Duration time) {
        clock.set(clock.instant().plus(time));
    }

    private int waiting() {
        return jdbc.sql("select count(*) from notice_message")
                .query(Integer.class)
                .single();
    }

    private JsonNode shown(CreditRecord record) {
        return ask("/v1/me/notices", tokens.citizen(record.subjectId()), 200).path("items").values().stream()
                .filter(notice ->
                        notice.path("recordId").asString().equals(record.id().toString()))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode deliveries(CreditRecord record, String department, int status) {
        return ask("/v1/records/" + record.id() + "/notice-delivery", tokens.department(department), status);
    }

    private JsonNode ask(String path, String token, int status) {
        return json.readTree(http.get()
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
