package org.chengxin.sharing.persons;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.chengxin.chassis.peer.Peer;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.chengxin.chassis.peer.Peers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/**
 * Questions to identity-service, the only one that knows numbers, names and receivers' tokens.
 *
 * <p>Every method throws {@link PeerUnavailable} when it does not answer, or answers something that is no answer.
 */
@Component
public class Persons {

    private static final String PEER = "identity-service";
    private static final String PROBLEM = "urn:chengxin:problem:";

    private final Peer identity;

    Persons(Peers peers) {
        this.identity = peers.named(PEER);
    }

    /** Whose document this is; never registers anybody. */
    public Resolution resolve(NamedDocument person) {
        return resolve(List.of(person)).getFirst();
    }

    /** Whose documents these are, in the same order; at most a thousand at once. */
    public List<Resolution> resolve(List<NamedDocument> persons) {
        var items = new ArrayList<ResolveItem>(persons.size());
        for (var person : persons) {
            items.add(new ResolveItem(
                    String.valueOf(items.size() + 1),
                    new Document(person.documentType(), person.documentNumber()),
                    person.name()));
        }
        var answer = ask(
                identity::safely,
                http -> Optional.ofNullable(http.post()
                        .uri("/v1/subjects/resolve")
                        .body(new ResolveRequest(false, items))
                        .retrieve()
                        .body(ResolveAnswer.class)));
        var resolved = answer.items();
        if (resolved == null || resolved.size() != persons.size()) {
            throw noAnswer();
        }
        return resolved.stream().map(ResolvedItem::toResolution).toList();
    }

    /**
     * Documents and names of persons, for a receiver whose agreement grants them; unknown persons are left out.
     *
     * @param pullId under which the caller enters the page into the log; without it there, each person gets an entry
     */
    public Map<UUID, NamedDocument> reveal(String receiver, String purpose, UUID pullId, Collection<UUID> subjectIds) {
        if (subjectIds.isEmpty()) {
            return Map.of();
        }
        var request = new RevealRequest(purpose, receiver, pullId, List.copyOf(subjectIds));
        // Not repeated: each time, it is announced to the persons' log.
        var answer = ask(
                identity::once,
                http -> Optional.ofNullable(http.post()
                        .uri("/v1/subjects/reveal")
                        .body(request)
                        .retrieve()
                        .body(RevealAnswer.class)));
        var items = answer.items();
        if (items == null) {
            throw noAnswer();
        }
        var revealed = new LinkedHashMap<UUID, NamedDocument>();
        for (var item : items) {
            var subjectId = item.subjectId();
            var document = item.document();
            var name = item.name();
            if (subjectId == null || document == null || name == null) {
                throw noAnswer();
            }
            revealed.put(subjectId, new NamedDocument(document.type(), document.number(), name));
        }
        return revealed;
    }

    /**
     * What this receiver, and no other, may call these persons: 43 characters for each, the same each time. At most a
     * thousand at once.
     */
    public Map<UUID, String> tokens(String receiver, Set<UUID> subjectIds) {
        if (subjectIds.isEmpty()) {
            return Map.of();
        }
        var request = new TokensRequest(receiver, List.copyOf(subjectIds));
        var answer = ask(
                identity::safely,
                http -> Optional.ofNullable(http.post()
                        .uri("/v1/receiver-tokens")
                        .body(request)
                        .retrieve()
                        .body(TokensAnswer.class)));
        var items = answer.items();
        if (items == null || items.size() != subjectIds.size()) {
            throw noAnswer();
        }
        var tokens = new LinkedHashMap<UUID, String>();
        for (var item : items) {
            var subjectId = item.subjectId();
            var token = item.token();
            if (subjectId == null || token == null || token.isBlank()) {
                throw noAnswer();
            }
            tokens.put(subjectId, token);
        }
        if (!tokens.keySet().equals(subjectIds)) {
            throw noAnswer();
        }
        return tokens;
    }

    private static <T> T ask(Way<T> way, Function<RestClient, Optional<T>> call) {
        try {
            return way.call(call).orElseThrow(Persons::noAnswer);
        } catch (HttpClientErrorException e) {
            // We asked wrongly, or are not let in: nothing that our own caller could mend.
            throw new PeerUnavailable(PEER, e);
        }
    }

    /** Repeated on failure, or not. */
    private interface Way<T> {
        Optional<T> call(Function<RestClient, Optional<T>> call);
    }

    private static PeerUnavailable noAnswer() {
        return new PeerUnavailable(PEER, new IllegalStateException("not an answer"));
    }

    /** A question about documents. */
    record ResolveRequest(boolean register, List<ResolveItem> items) {}

    /** One document with the name on it. */
    record ResolveItem(String ref, Document document, String name) {

        /** Without content, so that no log line can carry it. */
        @Override
        public String toString() {
            return "ResolveItem[…]";
        }
    }

    /** An identity document. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Document(String type, String number) {

        /** Without content, so that no log line can carry it. */
        @Override
        public String toString() {
            return "Document[…]";
        }
    }

    /** Persons or problems, one for each item. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ResolveAnswer(@Nullable List<ResolvedItem> items) {}

    /** A person or a problem. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ResolvedItem(@Nullable UUID subjectId, @Nullable ItemProblem problem) {

        Resolution toResolution() {
            if (subjectId != null) {
                return new Resolution.Known(subjectId);
            }
            if (problem == null) {
                throw noAnswer();
            }
            return problem.toResolution();
        }
    }

    /** Why a document leads to nobody. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ItemProblem(@Nullable String type, @Nullable String reason) {

        Resolution toResolution() {
            return switch (Objects.requireNonNullElse(type, "")) {
                case PROBLEM + "subject-unknown", PROBLEM + "subject-not-identified" -> new Resolution.Unknown();
                // A name that cannot be one is nobody's name.
                case PROBLEM + "subject-mismatch", PROBLEM + "fields-invalid" -> new Resolution.Mismatch();
                case PROBLEM + "document-invalid" ->
                    new Resolution.Malformed(Objects.requireNonNullElse(reason, "FORMAT"));
                default -> throw noAnswer();
            };
        }
    }

    /** A request for documents and names; identity-service announces it to each person's log. */
    record RevealRequest(String purpose, String receiver, UUID pullId, List<UUID> subjectIds) {}

    /** Documents and names. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RevealAnswer(@Nullable List<RevealedItem> items) {}

    /** One person's document and name. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RevealedItem(
            @Nullable UUID subjectId,
            @Nullable Document document,
            @Nullable String name) {

        /** Without content, so that no log line can carry it. */
        @Override
        public String toString() {
            return "RevealedItem[…]";
        }
    }

    /** A question what a receiver may call these persons. */
    record TokensRequest(String receiver, List<UUID> subjectIds) {}

    /** One token for each person. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record TokensAnswer(@Nullable List<TokenItem> items) {}

    /** A person and the token. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record TokenItem(@Nullable UUID subjectId, @Nullable String token) {

        /** Without content: both together tell who is meant by the token. */
        @Override
        public String toString() {
            return "TokenItem[…]";
        }
    }
}
