package org.chengxin.identity.contact;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The mail server and the gateway for text messages of the tests: real ones, on the loopback. */
public class ContactServers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    public static final WireMockServer SMS = sms();
    private static final GreenMail MAIL = mail();
    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "chengxin.identity.contact.smtp.host=127.0.0.1",
                        "chengxin.identity.contact.smtp.port=" + port(),
                        "chengxin.identity.contact.smtp.tls=false",
                        "chengxin.identity.contact.smtp.from=notice@credit.example",
                        "chengxin.identity.contact.read-at=https://credit.example/",
                        "chengxin.identity.contact.budget=5m",
                        "chengxin.identity.contact.sms-token=the-operators-token",
                        "chengxin.peers.sms-gateway.url=" + SMS.baseUrl())
                .applyTo(context);
    }

    static int port() {
        return MAIL.getSmtp().getPort();
    }

    /** What arrived for an address, oldest first. */
    public static List<MimeMessage> arrivedFor(String address) {
        return Arrays.stream(MAIL.getReceivedMessages())
                .filter(mail -> to(mail).equals(address))
                .toList();
    }

    /** The code in the last mail for an address. */
    public static String codeFor(String address) {
        var code = CODE.matcher(text(arrivedFor(address).getLast()));
        if (!code.find()) {
            throw new AssertionError("no code arrived");
        }
        return code.group();
    }

    static String text(MimeMessage mail) {
        try {
            return String.valueOf(mail.getContent());
        } catch (MessagingException | java.io.IOException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static String to(MimeMessage mail) {
        try {
            return GreenMailUtil.getAddressList(mail.getRecipients(RecipientType.TO));
        } catch (MessagingException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static GreenMail mail() {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    private static WireMockServer sms() {
        var server = new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        return server;
    }
}
