package org.chengxin.identity.contact;

import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.Numbers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Another service has a person told; it learns how far that came and never where. */
class ContactMessageTest extends IdentityApi {

    @Autowired
    private ContactPoints points;

    @Autowired
    private TransactionTemplate transaction;

    private final String address = "wang-" + UUID.randomUUID() + "@example.org";
    private final UUID messageId = UUID.randomUUID();
    private UUID wang = UUID.randomUUID();

    @BeforeEach
    void aPersonIsRegistered() {
        authoritySays("AGREES");
        wang = register(Numbers.next(), "王测试").subjectId();
        ContactServers.SMS.resetAll();
    }

    @Test
    void aPersonIsToldOnceUnderOneIdAndTheProofIsAnsweredAgain() {
        keeps(wang, Channel.EMAIL, address);

        var told = tell(messageId, wang);
        var again = tell(messageId, wang);

        assertThat(told.at("/channels/0/outcome").asString()).isEqualTo("SENT");
        assertThat(told.at("/channels/0/proof").asString()).contains(messageId.toString());
        assertThat(told.toString()).doesNotContain(address);
        assertThat(again).isEqualTo(told);
        assertThat(ContactServers.arrivedFor(address)).hasSize(1);
    }

    @Test
    void whatACrashHidIsSentAgainUnderTheSameId() {
        ContactServers.SMS.stubFor(
                WireMock.post("/v1/messages").willReturn(jsonResponse("{\"messageId\": \"gw-1\"}", 202)));
        keeps(wang, Channel.SMS, "+8613800138000");
        tell(messageId, wang);
        // As a process leaves it that dies between the gateway's answer and its own commit.
        jdbc.sql("delete from contact_message where handover_id = :id")
                .param("id", messageId)
                .update();

        tell(messageId, wang);

        ContactServers.SMS.verify(
                2,
                postRequestedFor(urlEqualTo("/v1/messages"))
                        .withHeader("Idempotency-Key", WireMock.equalTo(messageId.toString())));
    }

    @Test
    void oneChannelMayFailWhileTheOtherIsSent() {
        ContactServers.SMS.stubFor(WireMock.post("/v1/messages").willReturn(status(422)));
        keeps(wang, Channel.SMS, "+8613800138001");
        keeps(wang, Channel.EMAIL, address);

        var channels = tell(messageId, wang).path("channels");

        assertThat(channels.values())
                .extracting(channel -> channel.path("channel").asString() + " "
                        + channel.path("outcome").asString())
                .containsExactlyInAnyOrder("EMAIL SENT", "SMS REFUSED");
    }

    @Test
    void nobodyIsToldWhoKeepsNoVerifiedAddressOrIsNotKnown() {
        transaction.executeWithoutResult(_ -> points.put(
                wang,
                new ContactAddress(Channel.EMAIL, address),
                VerificationCode.next(new java.security.SecureRandom(), clock.instant()),
                clock.instant()));

        assertThat(tell(messageId, wang).path("channels")).isEmpty();
        assertThat(tell(UUID.randomUUID(), UUID.randomUUID()).path("channels")).isEmpty();
        assertThat(ContactServers.arrivedFor(address)).isEmpty();
    }

    @Test
    void whileMergedEitherReachesThePersonAndAReversalGivesEachTheirOwnBack() {
        var other = register(Numbers.next(), "王测试").subjectId();
        keeps(other, Channel.EMAIL, address);
        assertThat(tell(UUID.randomUUID(), wang).path("channels")).isEmpty();
        jdbc.sql("update subject set merged_into = :wang where id = :other")
                .param("wang", wang)
                .param("other", other)
                .update();

        assertThat(tell(UUID.randomUUID(), wang).path("channels")).hasSize(1);
        assertThat(tell(UUID.randomUUID(), other).path("channels")).hasSize(1);

        jdbc.sql("update subject set merged_into = null where id = :other")
                .param("other", other)
                .update();
        assertThat(tell(UUID.randomUUID(), wang).path("channels")).isEmpty();
        assertThat(tell(UUID.randomUUID(), other).path("channels")).hasSize(1);
        assertThat(ContactServers.arrivedFor(address)).hasSize(3);
    }

    @Test
    void onlyServicesHavePersonsTold() {
        var body = Map.of("items", List.of(Map.of("messageId", messageId, "subjectId", wang)));

        for (var token : List.of(
                tokens.citizen(wang), tokens.department(TAX), tokens.officer(TAX), tokens.reviewer("reviewer-1"))) {
            assertThat(post("/v1/contact-messages", token, body).status()).isEqualTo(403);
        }
    }

    private void keeps(UUID subject, Channel channel, String at) {
        var code = VerificationCode.next(new java.security.SecureRandom(), clock.instant());
        transaction.executeWithoutResult(_ -> {
            points.put(subject, new ContactAddress(channel, at), code, clock.instant());
            points.verify(points.hold(subject, channel).orElseThrow(), clock.instant());
        });
    }

    private JsonNode tell(UUID message, UUID subject) {
        var answer = post(
                "/v1/contact-messages",
                tokens.service("record-service"),
                Map.of("items", List.of(Map.of("messageId", message, "subjectId", subject))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body().at("/items/0");
    }
}
