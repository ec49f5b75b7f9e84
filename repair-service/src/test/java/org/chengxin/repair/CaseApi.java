package org.chengxin.repair;

import static org.assertj.core.api.Assertions.assertThat;

import org.chengxin.testkit.KafkaProbe;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API as tests speak to it. */
@Component
public class CaseApi {

    private final RestTestClient http;
    private final KafkaProbe kafka;
    private final JsonMapper json;

    CaseApi(RestTestClient http, KafkaProbe kafka, JsonMapper json) {
        this.http = http;
        this.kafka = kafka;
        this.json = json;
    }

    public ResponseSpec get(String path, String token) {
        return http.get().uri(path).header("Authorization", "Bearer " + token).exchange();
    }

    public ResponseSpec post(String path, String token, String body) {
        return http.post()
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    /** A step from the version that is there now. */
    public ResponseSpec step(String caseId, String step, String token, @Nullable String body) {
        return step(caseId, step, token, body, etag(caseId, token));
    }

    public ResponseSpec step(String caseId, String step, String token, @Nullable String body, String ifMatch) {
        var request = http.post()
                .uri("/v1/cases/" + caseId + "/" + step)
                .header("Authorization", "Bearer " + token)
                .header("If-Match", ifMatch);
        return body == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON).body(body).exchange();
    }

    public JsonNode taken(ResponseSpec answer) {
        var result = answer.returnResult(String.class);
        assertThat(result.getStatus().is2xxSuccessful())
                .as("%s", result.getResponseBody())
                .isTrue();
        return json.readTree(result.getResponseBody());
    }

    public void refused(ResponseSpec answer, int status, String slug) {
        var result = answer.returnResult(String.class);
        assertThat(result.getStatus().value())
                .as("%s", result.getResponseBody())
                .isEqualTo(status);
        assertThat(json.readTree(result.getResponseBody()).get("type").asString())
                .isEqualTo("urn:chengxin:problem:" + slug);
    }

    public JsonNode read(String caseId, String token) {
        return taken(get("/v1/cases/" + caseId, token));
    }

    /** The announcement of an effect of a case. */
    public JsonNode announced(String type, String caseId) {
        var event = kafka.await(
                "case-changes",
                message -> KafkaProbe.header(message, "ce_type").equals(type)
                        && KafkaProbe.text(message).contains(caseId));
        return json.readTree(KafkaProbe.text(event));
    }

    private String etag(String caseId, String token) {
        return String.valueOf(get("/v1/cases/" + caseId, token)
                .returnResult(String.class)
                .getResponseHeaders()
                .getFirst("ETag"));
    }
}
