package org.chengxin.identity;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.chengxin.identity.authority.PublicAuthority;
import org.chengxin.identity.authority.Question;
import org.chengxin.identity.authority.Verdict;
import org.chengxin.identity.contact.ContactServers;
import org.chengxin.identity.document.DocumentType;
import org.chengxin.identity.document.IdentityDocument;
import org.chengxin.identity.registry.PersonName;
import org.chengxin.testkit.PeerServers;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the tests over HTTP share: the requests, and an authority that answers as a test tells it. */
@ContextConfiguration(initializers = ContactServers.class)
public abstract class IdentityApi extends RunningService {

    protected static final String TAX = "PROV_STATE_TAX";

    @Autowired
    protected RestTestClient http;

    @Autowired
    protected Tokens tokens;

    @Autowired
    protected TestClock clock;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected JsonMapper json;

    @Autowired
    private PublicAuthority authority;

    /** The circuit to the authority may be open after a test in which it failed. */
    @BeforeEach
    void theAuthorityIsHeardAgain() {
        authoritySays("AGREES");
        var question = new Question(
                new IdentityDocument(DocumentType.RESIDENT_ID, "530199190001010018"), new PersonName("测试甲"));
        for (var success = 0; success < 2; success++) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> authority.ask(question) == Verdict.AGREES);
        }
        PeerServers.authority().resetAll();
    }

    /** An answer of the service: status, and the body read as JSON. */
    public record Answer(int status, JsonNode body, String text) {

        public String slug() {
            return body.path("type").asString("").replace("urn:chengxin:problem:", "");
        }

        public UUID subjectId() {
            return UUID.fromString(body.path("subjectId").asString());
        }

        public String verification() {
            return body.path("verification").asString("");
        }
    }

    /** About everybody, alone or in a batch. */
    protected void authoritySays(String result) {
        authorityAnswers(okJson("{\"result\":\"" + result + "\"}"));
        authorityAnswersBatches(batchOf(result));
    }

    /** About those of this name, and otherwise about everybody else, alone or in a batch. */
    protected void authoritySays(String result, Map<String, String> resultsByName) {
        authoritySays(result);
        var ofBatch = new StringBuilder(result);
        resultsByName.forEach((name, other) -> {
            authorityAnswersAboutName(name, okJson("{\"result\":\"" + other + "\"}"));
            ofBatch.insert(0, "{{#eq item.name '" + name + "'}}" + other + "{{else}}")
                    .append("{{/eq}}");
        });
        authorityAnswersBatches(batchOf(ofBatch.toString()));
    }

    /** The same to whatever it is asked. */
    protected void authorityAnswers(ResponseDefinitionBuilder answer) {
        PeerServers.authority().stubFor(WireMock.post("/v1/verifications").willReturn(answer));
        authorityAnswersBatches(answer);
    }

    protected void authorityAnswersBatches(ResponseDefinitionBuilder answer) {
        PeerServers.authority().stubFor(WireMock.post("/v1/verifications/batch").willReturn(answer));
    }

    /** @param result a word, or a template in which {@code item} is the person */
    protected static ResponseDefinitionBuilder batchOf(String result) {
        return okJson(
                        "{\"items\":[{{#each (jsonPath request.body '$.items') as |item|}}{\"ref\":\"{{item.ref}}\",\"result\":\""
                                + result + "\"}{{#unless @last}},{{/unless}}{{/each}}]}")
                .withTransformers("response-template");
    }

    protected void authorityAnswersAbout(String number, ResponseDefinitionBuilder answer) {
        PeerServers.authority()
                .stubFor(WireMock.post("/v1/verifications")
                        .withRequestBody(matchingJsonPath("$.documentNumber", equalTo(number)))
                        .willReturn(answer));
    }

    protected void authorityAnswersAboutName(String name, ResponseDefinitionBuilder answer) {
        PeerServers.authority()
                .stubFor(WireMock.post("/v1/verifications")
                        .withRequestBody(matchingJsonPath("$.name", equalTo(name)))
                        .willReturn(answer));
    }

    protected Answer register(String number, String name) {
        return post(
                "/v1/subjects",
                tokens.department(TAX),
                Map.of(
                        "document",
                        Map.of("type", "RESIDENT_ID", "number", number),
                        "name",
                        name,
                        "realNameField",
                        "TELECOM"));
    }

    protected static Map<String, Object> item(String ref, String number, String name) {
        return Map.of("ref", ref, "document", Map.of("type", "RESIDENT_ID", "number", number), "name", name);
    }

    protected Answer post(String path, String token, Object body) {
        return postText(path, token, json.writeValueAsString(body));
    }

    protected Answer postText(String path, String token, String body) {
        var result = http.post()
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .returnResult(String.class);
        return answer(result.getStatus().value(), result.getResponseBody());
    }

    protected Answer get(String path, String token) {
        var result = http.get()
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .exchange()
                .returnResult(String.class);
        return answer(result.getStatus().value(), result.getResponseBody());
    }

    private Answer answer(int status, String body) {
        var text = body == null ? "" : body;
        return new Answer(status, text.isBlank() ? json.createObjectNode() : json.readTree(text), text);
    }
}
