package org.chengxin.journeys;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** A real mail server in this process, on the loopback, to which the suite's mails go. */
final class Mailbox {

    private static final GreenMail SERVER = started();

    private Mailbox() {}

    /** A mail as its reader sees it. */
    record Mail(String id, String subject, String text) {}

    static int port() {
        return SERVER.getSmtp().getPort();
    }

    /** Oldest first. */
    static List<Mail> of(String address) {
        return Arrays.stream(SERVER.getReceivedMessages())
                .filter(mail -> to(mail).equals(address))
                .map(Mailbox::read)
                .toList();
    }

    private static String to(MimeMessage mail) {
        try {
            return GreenMailUtil.getAddressList(mail.getRecipients(RecipientType.TO));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mail read(MimeMessage mail) {
        try {
            return new Mail(mail.getMessageID(), mail.getSubject(), String.valueOf(mail.getContent()));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GreenMail started() {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }
}
