package org.chengxin.identity.contact;

import jakarta.mail.Authenticator;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** E-mail over SMTP. The texts of a mail server may quote the address: only its codes are kept or told. */
@Component
@EnableConfigurationProperties(EmailChannel.Settings.class)
class EmailChannel implements MessageChannel {

    private static final Logger log = LoggerFactory.getLogger(EmailChannel.class);

    private static final String TIMEOUT_MILLIS = "5000";

    private final Settings settings;
    private final Clock clock;

    EmailChannel(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The mail server.
     *
     * @param host empty: no e-mail is sent
     * @param tls whether a server that does not encrypt is refused; false only for a server in the same machine
     * @param from the address that mails come from
     */
    @ConfigurationProperties("chengxin.identity.contact.smtp")
    record Settings(String host, int port, boolean tls, String user, String password, String from) {

        /** Without the password, so that no log line can carry it. */
        @Override
        public String toString() {
            return "Settings[" + host + ":" + port + "]";
        }
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public boolean isOn() {
        return !settings.host().isBlank();
    }

    @Override
    public Handover send(ContactAddress to, Message message) {
        try {
            var mail = new Mail(Session.getInstance(properties(), authenticator()), messageId(message.id()));
            mail.setFrom(new InternetAddress(settings.from()));
            mail.setRecipient(RecipientType.TO, new InternetAddress(to.text()));
            mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
            mail.setText(message.text(), StandardCharsets.UTF_8.name());
            mail.setSentDate(Date.from(clock.instant()));
            mail.setHeader("Auto-Submitted", "auto-generated");
            Transport.send(mail);
            return new Handover.Sent("250 " + messageId(message.id()));
        } catch (MessagingException fault) {
            var handover = notSent(fault);
            log.warn(
                    "The mail server did not take message {} ({}, {})",
                    message.id(),
                    fault.getClass().getSimpleName(),
                    handover);
            return handover;
        }
    }

    /** What a server says of the address is final when it is of the 500s; what it says of us or of today is not. */
    private static Handover notSent(MessagingException fault) {
        int ofUs = 0;
        for (Exception at = fault; at instanceof MessagingException told; at = told.getNextException()) {
            if (told instanceof SMTPAddressFailedException ofAddress) {
                int code = ofAddress.getReturnCode();
                return code >= 500 && code < 600
                        ? new Handover.Refused("smtp-" + code)
                        : new Handover.Later("smtp-" + code);
            }
            if (told instanceof SMTPSendFailedException failed) {
                ofUs = failed.getReturnCode();
            }
        }
        return new Handover.Later(ofUs > 0 ? "smtp-" + ofUs : "smtp-unavailable");
    }

    private String messageId(UUID id) {
        return "<" + id + "@" + settings.from().substring(settings.from().indexOf('@') + 1) + ">";
    }

    private Properties properties() {
        var properties = new Properties();
        properties.put("mail.smtp.host", settings.host());
        properties.put("mail.smtp.port", Integer.toString(settings.port()));
        properties.put("mail.smtp.auth", Boolean.toString(!settings.user().isBlank()));
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", Boolean.toString(settings.tls()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.put("mail.smtp.timeout", TIMEOUT_MILLIS);
        properties.put("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        return properties;
    }

    private @Nullable Authenticator authenticator() {
        if (settings.user().isBlank()) {
            return null;
        }
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(settings.user(), settings.password());
            }
        };
    }

    /** A mail that keeps its own id: mailboxes and servers recognise a repetition by it. */
    private static final class Mail extends MimeMessage {

        private final String id;

        Mail(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
