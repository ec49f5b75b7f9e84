package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A record of one citizen and the steps of cases about it, each from the version that its actor has just read. */
final class CaseDesk {

    static final Duration PATIENCE = Duration.ofSeconds(120);
    static final Map<String, Object> REASONS = Map.of("reason", "The file says so.", "basis", "信用修复管理办法");
    static final String OFFICER = "officer-prov-state-tax";
    static final String REVIEWER = "reviewer-1";

    private final Api api;
    private final int citizen;

    CaseDesk(Api api, int citizen) {
        this.api = api;
        this.citizen = citizen;
    }

    String person() {
        return api.user("citizen-" + citizen);
    }

    /** A final tax decision about the citizen that repair-service has heard of. */
    String recorded(boolean dutyPerformed) {
        var decision = Cases.with(
                Cases.taxDecision(Cases.citizen(citizen)),
                "facts",
                Map.of("summary", "未按规定办理汇算清缴", "dutyPerformed", dutyPerformed));
        var reported = api.post("/v1/records", api.client("dept-prov-state-tax"), decision);
        assertThat(reported.status()).as(reported.text()).isEqualTo(201);
        String recordId = reported.json().path("recordId").asString();
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(api.get("/v1/repairs/eligibility?recordId=" + recordId, person())
                                .status())
                        .isEqualTo(200));
        return recordId;
    }

    String filed(String path, Map<String, Object> request) {
        var filed = api.post(path, person(), request);
        assertThat(filed.status()).as(filed.text()).isEqualTo(201);
        return filed.json().path("caseId").asString();
    }

    /** An application for repair that its department has accepted. */
    String acceptedRepair(String recordId) {
        String caseId = filed("/v1/repairs", Map.of("recordId", recordId, "method", "CREDIT_PLEDGE", "pledge", true));
        taken(step(caseId, "acceptance", OFFICER, Map.of("accepted", true, "reason", "Complete.")));
        return caseId;
    }

    Api.Answer step(String caseId, String step, String user, Map<String, Object> body) {
        var token = api.user(user);
        var seen = api.get("/v1/cases/" + caseId, token);
        assertThat(seen.status()).as(seen.text()).isEqualTo(200);
        return api.post(
                "/v1/cases/" + caseId + "/" + step,
                token,
                body,
                seen.headers().get("etag").getFirst());
    }

    Api.Answer decision(String caseId, String user, String outcome) {
        return step(caseId, "decision", user, Cases.with(REASONS, "outcome", outcome));
    }

    static JsonNode taken(Api.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
        return answer.json();
    }

    /** The case as the person reads it. */
    JsonNode read(String caseId) {
        return taken(api.get("/v1/cases/" + caseId, person()));
    }

    Stream<JsonNode> effects(String caseId, String type) {
        return read(caseId)
                .path("effects")
                .valueStream()
                .filter(effect -> effect.path("effect").asString().equals(type));
    }

    /** Waits until the version of the record that carries an effect out is known to the case. */
    void carriedOut(String caseId, String type) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(effects(caseId, type))
                        .singleElement()
                        .satisfies(effect -> assertThat(
                                        effect.path("confirmedVersion").isNumber())
                                .isTrue()));
    }

    /** Waits until the person sees the record in this state. */
    void stands(String recordId, String state) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(mine(recordId).path("state").asString()).isEqualTo(state));
    }

    JsonNode mine(String recordId) {
        var answer = api.get("/v1/me/records?limit=200", person());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.items().stream()
                .filter(record -> record.path("recordId").asString().equals(recordId))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** Waits until the last that a feed says of the record is this. */
    void told(Feed feed, long after, String recordId, String op) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(feed.last(after, recordId).path("op").asString())
                                .isEqualTo(op));
    }

    /** What a receiver still has to confirm, or has confirmed, of the record, as the person sees it. */
    JsonNode correction(String recordId, String receiver) {
        var answer = api.get("/v1/me/access-log/corrections?limit=200", person());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.items().stream()
                .filter(item -> item.path("recordId").asString().equals(recordId)
                        && item.path("receiver").asString().equals(receiver))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
