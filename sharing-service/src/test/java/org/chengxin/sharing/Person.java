package org.chengxin.sharing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.chengxin.testkit.PeerServers;

/** A person of a test, with a number that nobody has. */
public record Person(UUID subjectId, String number, String name) {

    private static final AtomicLong SEQUENCE = new AtomicLong(1);

    public static Person someone() {
        return new Person(UUID.randomUUID(), "5301991990%08d".formatted(SEQUENCE.getAndIncrement()), "测试王");
    }

    /** identity-service finds this person by number and name. */
    public Person known() {
        return resolvedTo("{\"items\":[{\"ref\":\"1\",\"subjectId\":\"%s\",\"more\":1}]}".formatted(subjectId));
    }

    /** identity-service answers with a problem. */
    public Person refused(String slug, String more) {
        return resolvedTo("{\"items\":[{\"ref\":\"1\",\"problem\":{\"type\":\"urn:chengxin:problem:%s\"%s}}]}"
                .formatted(slug, more));
    }

    private Person resolvedTo(String body) {
        PeerServers.identity()
                .stubFor(post("/v1/subjects/resolve")
                        .withRequestBody(matchingJsonPath("$.items[0].document.number", equalTo(number)))
                        .withRequestBody(matchingJsonPath("$.register", equalTo("false")))
                        .willReturn(okJson(body)));
        return this;
    }

    /** identity-service finds these persons when it is asked about as many at once; null is a stranger. */
    public static void together(List<Person> persons) {
        var items = persons.stream()
                .map(person -> person == null
                        ? Map.of("problem", Map.of("type", "urn:chengxin:problem:subject-unknown"))
                        : Map.of("subjectId", person.subjectId()))
                .toList();
        PeerServers.identity()
                .stubFor(post("/v1/subjects/resolve")
                        .withRequestBody(matchingJsonPath("$[?(@.items.length() == " + persons.size() + ")]"))
                        .willReturn(okJson(Calls.JSON.writeValueAsString(Map.of("items", items)))));
    }

    /** identity-service tells the documents of these persons, and of nobody else; it has tokens for everybody. */
    public static void revealed(Person... persons) {
        ReceiverTokens.areGiven();
        var items = Arrays.stream(persons)
                .map(person -> Map.of(
                        "subjectId", person.subjectId(),
                        "document", Map.of("type", "RESIDENT_ID", "number", person.number()),
                        "name", person.name()))
                .toList();
        PeerServers.identity()
                .stubFor(post("/v1/subjects/reveal")
                        .willReturn(aResponse()
                                .withHeader("Content-Type", "application/json")
                                .withBody(Calls.JSON.writeValueAsString(Map.of("items", List.copyOf(items))))));
    }

    /** The question with one more member. */
    public Map<String, Object> question(String purpose, String matterNumber, String member, Object value) {
        var question = question(purpose, matterNumber);
        question.put(member, value);
        return question;
    }

    public Map<String, Object> question(String purpose, String matterNumber) {
        var question = new LinkedHashMap<String, Object>();
        question.put("subject", Map.of("documentType", "RESIDENT_ID", "documentNumber", number, "name", name));
        question.put("purpose", purpose);
        question.put("matterNumber", matterNumber);
        return question;
    }
}
