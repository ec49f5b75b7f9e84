package org.chengxin.identity.contact;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.regex.Pattern;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.chengxin.chassis.peer.Peers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/** Text messages over the HTTP gateway of an operator; contract: deploy/contracts/openapi/sms-gateway.yaml. */
@Component
class SmsChannel implements MessageChannel {

    private static final Logger log = LoggerFactory.getLogger(SmsChannel.class);

    private static final String PEER = "sms-gateway";

    /** An id of theirs; a number of eleven digits could be the person's own. */
    private static final Pattern PROOF = Pattern.compile("(?!.*[0-9]{11})[A-Za-z0-9._:-]{1,100}");

    private final Peers peers;
    private final boolean on;
    private final String token;

    SmsChannel(
            Peers peers,
            @Value("${chengxin.peers.sms-gateway.url}") String url,
            @Value("${chengxin.identity.contact.sms-token}") String token) {
        this.peers = peers;
        this.on = !url.isBlank();
        this.token = token;
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public boolean isOn() {
        return on;
    }

    @Override
    public Handover send(ContactAddress to, Message message) {
        try {
            var taken = peers.named(PEER)
                    .once(http -> http.post()
                            .uri("/v1/messages")
                            .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                            .header("Idempotency-Key", message.id().toString())
                            .contentType(MediaType.APPLICATION_JSON)
                            .accept(MediaType.APPLICATION_JSON)
                            .body(new Asked(to.text(), message.text()))
                            .retrieve()
                            .toEntity(Taken.class));
            var body = taken.getBody();
            var proof = body == null ? null : body.messageId();
            if (proof == null || !PROOF.matcher(proof).matches()) {
                return new Handover.Later("answer-unreadable");
            }
            return new Handover.Sent(taken.getStatusCode().value() + " " + proof);
        } catch (HttpClientErrorException refused) {
            int status = refused.getStatusCode().value();
            log.warn("The message gateway refused message {} with {}", message.id(), status);
            // Of the 400s only these speak of the number; the others are ours or the operator's to mend.
            return status == 404 || status == 410 || status == 422
                    ? new Handover.Refused("sms-" + status)
                    : new Handover.Later("sms-" + status);
        } catch (PeerUnavailable away) {
            log.warn("The message gateway is away for message {}: {}", message.id(), away.getMessage());
            return new Handover.Later("sms-unavailable");
        }
    }

    /** The message on the wire. */
    private record Asked(String to, String text) {

        /** Without number and text: this may stand in an error or a log. */
        @Override
        public String toString() {
            return "Asked[]";
        }
    }

    /** The answer on the wire, of which only the id counts. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Taken(@Nullable String messageId) {}
}
