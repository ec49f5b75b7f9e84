package org.chengxin.record.notice;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chengxin.chassis.peer.Peer;
import org.chengxin.chassis.peer.Peers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/** identity-service, which alone knows where a person can be told, and tells them. */
@Component
class Messenger {

    private final Peer identity;

    Messenger(Peers peers) {
        this.identity = peers.named("messenger");
    }

    /** What became of a message on a channel. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record OnChannel(
            MessageAttempt.Channel channel,
            Outcome outcome,
            Instant at,
            @Nullable String proof,
            @Nullable String reason) {

        /** As identity-service says it. */
        enum Outcome {
            SENT,
            REFUSED,
            LATER
        }

        boolean isOpen() {
            return outcome == Outcome.LATER;
        }

        MessageAttempt attempt(int attempts) {
            var where = switch (outcome) {
                case SENT -> MessageAttempt.Outcome.SENT;
                case REFUSED -> MessageAttempt.Outcome.REFUSED;
                case LATER -> MessageAttempt.Outcome.WAITING;
            };
            return new MessageAttempt(channel, where, attempts, at, proof, reason);
        }
    }

    /**
     * @return by message, on each channel that the person keeps; on none for most
     * @throws org.chengxin.chassis.peer.PeerUnavailable also for an answer that is none
     */
    Map<UUID, List<OnChannel>> tell(List<Messages.Due> messages) {
        var items = messages.stream()
                .map(message -> new Telling(message.messageId(), message.subjectId()))
                .toList();
        var asked = items.stream().map(Telling::messageId).collect(Collectors.toSet());
        // What was handed over under an id is not handed over again, but a repetition may wait: not at once.
        var told = identity.once(http -> complete(
                http.post()
                        .uri("/v1/contact-messages")
                        .body(new Tell(items))
                        .retrieve()
                        .body(Told.class),
                asked));
        var channels = new HashMap<UUID, List<OnChannel>>();
        told.forEach(one -> channels.put(one.messageId(), one.channels()));
        return channels;
    }

    /** An answer that does not speak of every message counts as none. */
    private static List<One> complete(@Nullable Told told, Set<UUID> asked) {
        var items = told == null ? null : told.items();
        if (items == null
                || !items.stream()
                        .map(One::messageId)
                        .collect(Collectors.toSet())
                        .equals(asked)) {
            throw new RestClientException("identity-service did not answer for every message");
        }
        return items;
    }

    record Tell(List<Telling> items) {}

    record Telling(UUID messageId, UUID subjectId) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Told(@Nullable List<One> items) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record One(UUID messageId, List<OnChannel> channels) {}
}
