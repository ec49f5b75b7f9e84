package org.chengxin.repair.creditchina;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.chengxin.chassis.peer.Peers;
import org.chengxin.chassis.text.TextFaults;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Credit China over HTTP. Everything that is particular to its interface stands here and nowhere else. */
@Component
class CreditChina {

    private static final String PEER = "credit-china";
    private static final int PAGE = 100;

    private final Peers peers;
    private final JsonMapper json;
    private final String token;

    CreditChina(Peers peers, JsonMapper json, @Value("${chengxin.credit-china.token}") String token) {
        this.peers = peers;
        this.json = json;
        this.token = token;
    }

    /** What Credit China says, in the order of its positions. */
    sealed interface Item {

        long position();
    }

    /** A person applied for repair there. */
    record Request(
            long position, String requestNumber, UUID recordId, String method, boolean pledge, String explanation)
            implements Item {}

    /** What Credit China itself holds of the record: repaired or not. */
    record Finding(long position, UUID recordId, boolean repaired, String reason) implements Item {}

    /** Something that cannot be read; its number, where it has one, so that it can be answered. */
    record Unreadable(long position, @Nullable String requestNumber) implements Item {}

    /** Where a request stands. */
    record Result(
            @Nullable UUID caseId,
            String state,
            @Nullable String reason,
            @Nullable String basis,
            Instant at) {}

    /** @throws PeerUnavailable also for an answer that is none */
    List<Item> after(long position) {
        var answer = peers.named(PEER)
                .safely(http -> Optional.ofNullable(http.get()
                        .uri("/v1/repair-requests?after={after}&limit={limit}", position, PAGE)
                        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                        .retrieve()
                        .body(JsonNode.class)));
        var items = answer.map(body -> body.path("items")).filter(JsonNode::isArray);
        if (items.isEmpty()) {
            throw garbage();
        }
        var read = new ArrayList<Item>();
        long last = position;
        for (var node : items.get()) {
            // Without a position that grows nobody knows what has been taken over.
            if (!node.path("position").isIntegralNumber()
                    || node.path("position").asLong() <= last) {
                throw garbage();
            }
            last = node.path("position").asLong();
            read.add(item(node, last));
        }
        return read;
    }

    /** May be repeated: the last one counts. */
    void tell(String requestNumber, Result result) {
        peers.named(PEER)
                .safely(http -> http.put()
                        .uri("/v1/repair-requests/{number}/result", requestNumber)
                        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(result)
                        .retrieve()
                        .toBodilessEntity());
    }

    private Item item(JsonNode node, long position) {
        try {
            return json.treeToValue(node, Line.class).item(position);
        } catch (JacksonException e) {
            var number = node.path("requestNumber");
            return new Unreadable(position, number.isString() ? Line.number(number.asString()) : null);
        }
    }

    private static PeerUnavailable garbage() {
        return new PeerUnavailable(PEER, new RestClientException("not a page of requests"));
    }

    /** The members that are read, and no more. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Line(
            @Nullable String kind,
            @Nullable String requestNumber,
            @Nullable UUID recordId,
            @Nullable String method,
            @Nullable Boolean pledge,
            @Nullable String explanation,
            @Nullable Boolean repaired,
            @Nullable String reason) {

        private static final int LONGEST_TEXT = 2000;

        Item item(long position) {
            var number = number(requestNumber);
            if ("REQUEST".equals(kind) && number != null && recordId != null && method != null && fits(explanation)) {
                return new Request(
                        position,
                        number,
                        recordId,
                        method,
                        Boolean.TRUE.equals(pledge),
                        explanation == null ? "" : explanation);
            }
            if ("STATUS".equals(kind) && recordId != null && repaired != null && fits(reason)) {
                return new Finding(position, recordId, repaired, reason == null ? "" : reason);
            }
            return new Unreadable(position, number);
        }

        /** @return null for what cannot stand in an address */
        static @Nullable String number(@Nullable String text) {
            return text != null && text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}") ? text : null;
        }

        private static boolean fits(@Nullable String text) {
            return text == null
                    || text.isEmpty()
                    || TextFaults.inOwnWords(text, LONGEST_TEXT).isEmpty();
        }
    }
}
