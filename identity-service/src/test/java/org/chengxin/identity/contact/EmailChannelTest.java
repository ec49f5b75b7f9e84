package org.chengxin.identity.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.chengxin.identity.contact.Handover.Later;
import org.chengxin.identity.contact.Handover.Refused;
import org.chengxin.identity.contact.Handover.Sent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** E-mail against a real mail server, and against servers that refuse, break off, or say nothing. */
@ExtendWith(OutputCaptureExtension.class)
class EmailChannelTest {

    private final UUID id = UUID.randomUUID();
    private final ContactAddress wang = new ContactAddress(Channel.EMAIL, "wang-" + id + "@example.org");

    @Test
    void aMailSaysThatThereIsSomethingToReadAndWhereAndNothingElse() throws Exception {
        var handover = channel(ContactServers.port()).send(wang, notice());

        assertThat(handover).isEqualTo(new Sent("250 <" + id + "@credit.example>"));
        var mail = ContactServers.arrivedFor(wang.text()).getFirst();
        assertThat(mail.getMessageID()).isEqualTo("<" + id + "@credit.example>");
        assertThat(mail.getSubject()).isEqualTo("您有一条新的通知 / You have a new notice");
        assertThat(ContactServers.text(mail))
                .contains("https://credit.example/", "收件箱", "inbox")
                .doesNotContainIgnoringCase(wang.text())
                .doesNotContain(id.toString());
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "550 no such user, REFUSED, smtp-550",
        "553 not a mailbox, REFUSED, smtp-553",
        "450 mailbox busy, LATER, smtp-450",
        "421 going down, LATER, smtp-421"
    })
    void whatTheServerSaysOfTheAddressDecidesWhetherToComeAgain(
            String reply, String outcome, String reason, CapturedOutput output) throws IOException {
        try (var server = new ScriptedSmtp("220 ready", reply + " " + wang.text())) {
            var handover = channel(server.port()).send(wang, notice());

            assertThat(handover).isEqualTo(outcome.equals("REFUSED") ? new Refused(reason) : new Later(reason));
        }
        assertThat(output).contains(id.toString()).doesNotContain(wang.text());
    }

    @ParameterizedTest(name = "greeting {0}")
    @CsvSource(
            value = {"554 not today", "null"},
            nullValues = "null")
    void aServerThatWillNotTalkOrSaysNothingIsTriedAgain(@Nullable String greeting) throws IOException {
        try (var server = new ScriptedSmtp(greeting, "250 ok")) {
            assertThat(channel(server.port()).send(wang, notice())).isEqualTo(new Later("smtp-unavailable"));
        }
    }

    @Test
    void aServerThatIsNotThereIsTriedAgain() throws IOException {
        var server = new ScriptedSmtp("220 ready", "250 ok");
        server.close();

        assertThat(channel(server.port()).send(wang, notice())).isEqualTo(new Later("smtp-unavailable"));
    }

    @Test
    void aServerThatDoesNotEncryptGetsNothingWhereThatIsAskedFor() {
        var settings =
                new EmailChannel.Settings("127.0.0.1", ContactServers.port(), true, "", "", "notice@credit.example");

        assertThat(new EmailChannel(settings, Clock.systemUTC()).send(wang, notice()))
                .isInstanceOf(Later.class);
        assertThat(ContactServers.arrivedFor(wang.text())).isEmpty();
    }

    @Test
    void withoutAServerTheChannelIsOff() {
        assertThat(new EmailChannel(new EmailChannel.Settings("", 587, true, "", "", "x@y.example"), Clock.systemUTC())
                        .isOn())
                .isFalse();
        assertThat(new EmailChannel.Settings("h", 1, true, "u", "secret", "x@y.example").toString())
                .doesNotContain("secret");
    }

    private Message notice() {
        return Message.notice(id, "https://credit.example/");
    }

    private static EmailChannel channel(int port) {
        var settings = new EmailChannel.Settings("127.0.0.1", port, false, "", "", "notice@credit.example");
        return new EmailChannel(settings, Clock.fixed(Instant.parse("2026-11-22T02:00:00Z"), ZoneOffset.UTC));
    }
}
