package org.chengxin.identity.authority;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * Many questions in one request, each with an answer of its own (ADR 0051).
 *
 * <p>An answer is believed by its reference alone, whatever the order. What is missing, contradicts itself, is nothing known
 * or was never asked leaves the others as they are, and whom it concerns without an answer.
 */
final class BatchQuestion {

    private final List<Question> questions;

    BatchQuestion(List<Question> questions) {
        this.questions = List.copyOf(questions);
    }

    /** @return verdicts, of those only about whom there is one */
    Map<Question, Verdict> ask(RestClient http) {
        var answer = http.post()
                .uri("/v1/verifications/batch")
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_JSON)
                .body(new Asked(items()))
                .retrieve()
                .body(JsonNode.class);
        return answer == null ? Map.of() : verdicts(answer);
    }

    private List<Item> items() {
        var items = new ArrayList<Item>(questions.size());
        for (var place = 0; place < questions.size(); place++) {
            var question = questions.get(place);
            items.add(new Item(
                    Integer.toString(place),
                    question.document().type().name(),
                    question.document().number(),
                    question.name().asGiven()));
        }
        return items;
    }

    Map<Question, Verdict> verdicts(JsonNode answer) {
        var told = new @Nullable Verdict[questions.size()];
        for (var item : answer.path("items")) {
            var place = place(item.path("ref"));
            if (place >= 0) {
                var before = told[place];
                var now = Verdict.told(item.path("result").asString(""));
                told[place] = before == null || before == now ? now : Verdict.NO_ANSWER;
            }
        }
        var verdicts = new HashMap<Question, Verdict>();
        for (var place = 0; place < told.length; place++) {
            var verdict = told[place];
            if (verdict != null && verdict != Verdict.NO_ANSWER) {
                verdicts.put(questions.get(place), verdict);
            }
        }
        return verdicts;
    }

    /** Which question a reference names, -1 when none. */
    private int place(JsonNode ref) {
        var text = ref.asString("");
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        var place = Integer.parseInt(text);
        return place < questions.size() ? place : -1;
    }

    /** The questions on the wire. */
    private record Asked(List<Item> items) {}

    /** One of them. */
    private record Item(String ref, String documentType, String documentNumber, String name) {

        /** Without number and name: this may stand in an error or a log. */
        @Override
        public String toString() {
            return "Item[" + ref + "]";
        }
    }
}
