package org.chengxin.incentive.entitlement;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.peer.Peer;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.chengxin.chassis.peer.Peers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/** Who a document belongs to: asked of identity-service, which alone knows numbers. */
@Component
class Subjects {

    /** What identity-service says of a document and a name. */
    sealed interface Resolution {

        /** The person. */
        record Known(UUID subjectId) implements Resolution {}

        /** The document cannot be what it says it is. */
        record DocumentInvalid(@Nullable String reason) implements Resolution {}

        /** Nobody is registered under the document. */
        record Unknown() implements Resolution {}

        /** The document belongs to somebody of another name. */
        record Mismatch() implements Resolution {}
    }

    private static final String REF = "1";

    private final Peer identity;

    Subjects(Peers peers) {
        this.identity = peers.named("identity-service");
    }

    /** What is sent; the peer's own words are those of the contract. */
    record Resolve(List<Asked> items) {

        /** One document with the name that it should carry. */
        record Asked(String ref, Document document, String name) {}

        /** Kind and number. */
        record Document(String type, String number) {}
    }

    /** The members read here, and no more. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Resolved(@Nullable List<Answered> items) {

        /** Either a subject or a problem. */
        @JsonIgnoreProperties(ignoreUnknown = true)
        record Answered(@Nullable UUID subjectId, @Nullable Trouble problem) {}

        /** A problem's type, and the code that explains it. */
        @JsonIgnoreProperties(ignoreUnknown = true)
        record Trouble(@Nullable String type, @Nullable String reason) {}
    }

    /**
     * Registers nobody: a check must not leave a trace of a person that was not there before.
     *
     * @throws PeerUnavailable when identity-service does not answer, or not with an answer
     */
    Resolution resolve(DocumentType type, String number, String name) {
        var question = new Resolve(List.of(new Resolve.Asked(REF, new Resolve.Document(type.name(), number), name)));
        Resolved answer;
        try {
            answer = identity.safely(http -> {
                var body = http.post()
                        .uri("/v1/subjects/resolve")
                        .body(question)
                        .retrieve()
                        .body(Resolved.class);
                if (body == null) {
                    throw new RestClientException("an empty answer");
                }
                return body;
            });
        } catch (HttpClientErrorException.UnprocessableContent | HttpClientErrorException.BadRequest e) {
            // The whole question was refused: only the document in it is not ours.
            return new Resolution.DocumentInvalid(null);
        }
        var items = answer.items();
        if (items == null || items.size() != 1) {
            throw noAnswer();
        }
        return resolution(items.getFirst());
    }

    private static Resolution resolution(Resolved.Answered item) {
        if (item.subjectId() != null) {
            return new Resolution.Known(item.subjectId());
        }
        var problem = item.problem();
        if (problem == null) {
            throw noAnswer();
        }
        return switch (problem.type()) {
            case "urn:chengxin:problem:document-invalid" -> new Resolution.DocumentInvalid(problem.reason());
            case "urn:chengxin:problem:subject-unknown" -> new Resolution.Unknown();
            case "urn:chengxin:problem:subject-mismatch" -> new Resolution.Mismatch();
            case null, default -> throw noAnswer();
        };
    }

    private static PeerUnavailable noAnswer() {
        return new PeerUnavailable("identity-service", new IllegalStateException("an answer that is no answer"));
    }
}
