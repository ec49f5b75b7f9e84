package org.chengxin.identity.contact;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.notContaining;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.contact.Handover.Later;
import org.chengxin.identity.contact.Handover.Refused;
import org.chengxin.identity.contact.Handover.Sent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The gateway for text messages is slow, down, refusing, or talks nonsense. */
@ExtendWith(OutputCaptureExtension.class)
class SmsChannelTest extends IdentityApi {

    private static final String MOBILE = "+8613800138000";

    @Autowired
    private SmsChannel channel;

    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void theGatewayIsHeardAgain() {
        answers(jsonResponse("{\"messageId\": \"gw-77\", \"more\": true}", 202));
        await().atMost(Duration.ofSeconds(60)).until(() -> send() instanceof Sent);
        ContactServers.SMS.resetAll();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments("slow", okJson("{\"messageId\": \"gw-1\"}").withFixedDelay(60_000)),
                arguments("failing", serverError()),
                arguments("not taking our token", status(401)),
                arguments("too busy", status(429)),
                arguments("refusing us", status(403)),
                arguments("cut", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                arguments("garbage", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
                arguments("another page", okJson("<html>").withHeader("Content-Type", "text/html")),
                arguments("empty", status(202)),
                arguments("null", okJson("null")),
                arguments("no id", okJson("{}")),
                arguments("the number for an id", okJson("{\"messageId\": \"13800138000\"}")),
                arguments("a text for an id", okJson("{\"messageId\": \"sent to Wang\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void whatIsNoAnswerIsTriedAgainAndTellsNobodysNumber(
            String what, ResponseDefinitionBuilder failure, CapturedOutput output) {
        answers(failure);

        assertThat(send()).as(what).isInstanceOf(Later.class);
        assertThat(output).doesNotContain("13800138000");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"404", "410", "422"})
    void aNumberThatCannotBeReachedIsNotTriedAgain(int status) {
        answers(status(status));

        assertThat(send()).isEqualTo(new Refused("sms-" + status));
    }

    @Test
    void aMessageGoesUnderItsIdWithoutAWordAboutTheRecord() {
        answers(jsonResponse("{\"messageId\": \"gw-78\"}", 202));

        assertThat(send()).isEqualTo(new Sent("202 gw-78"));
        ContactServers.SMS.verify(
                1,
                postRequestedFor(urlEqualTo("/v1/messages"))
                        .withHeader("Idempotency-Key", equalTo(id.toString()))
                        .withHeader("Authorization", equalTo("Bearer the-operators-token"))
                        .withRequestBody(matchingJsonPath("$.to", equalTo(MOBILE)))
                        .withRequestBody(matchingJsonPath("$.text"))
                        .withRequestBody(notContaining(id.toString())));
    }

    private Handover send() {
        return channel.send(new ContactAddress(Channel.SMS, MOBILE), Message.notice(id, "https://credit.example/"));
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        ContactServers.SMS.stubFor(WireMock.post("/v1/messages").willReturn(answer));
    }
}
