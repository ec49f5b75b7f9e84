package org.chengxin.identity.authority;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/** One question in a request of its own. */
final class SingleQuestion {

    private SingleQuestion() {}

    static Verdict ask(RestClient http, Question question) {
        var answer = http.post()
                .uri("/v1/verifications")
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_JSON)
                .body(new Asked(
                        question.document().type().name(),
                        question.document().number(),
                        question.name().asGiven()))
                .retrieve()
                .body(Answer.class);
        return answer == null ? Verdict.NO_ANSWER : Verdict.told(Objects.requireNonNullElse(answer.result(), ""));
    }

    /** The question on the wire. */
    private record Asked(String documentType, String documentNumber, String name) {

        /** Without number and name: this may stand in an error or a log. */
        @Override
        public String toString() {
            return "Asked[" + documentType + "]";
        }
    }

    /** The answer on the wire, of which only the result counts. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Answer(@Nullable String result) {}
}
