package org.chengxin.identity.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.Numbers;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.KafkaProbe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class SubjectMergeTest extends IdentityApi {

    @Autowired
    private KafkaProbe kafka;

    private final String card = Numbers.next();
    private final String secondCard = Numbers.next();
    private UUID survivor = UUID.randomUUID();
    private UUID merged = UUID.randomUUID();

    @BeforeEach
    void onePersonIsRegisteredTwice() {
        authoritySays("AGREES");
        survivor = register(card, "王测试").subjectId();
        merged = register(secondCard, "王测试").subjectId();
    }

    @Test
    void twoReviewersMergeAndTheSurvivorAnswersForBoth() {
        var mergeId = proposed();

        var approved = step(mergeId, "approval", "reviewer-2", Map.of("approved", true));

        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.body().path("state").asString()).isEqualTo("MERGED");
        var item = resolved(secondCard);
        assertThat(item.path("subjectId").asString()).isEqualTo(survivor.toString());
        assertThat(item.path("registeredAs").asString()).isEqualTo(merged.toString());
        assertThat(register(secondCard, "王测试").subjectId()).isEqualTo(survivor);
        var shown = get("/v1/subjects/" + survivor, tokens.prefecture("530100"));
        assertThat(shown.body().path("documents")).hasSize(2);
        announced("subject.merged.v1", mergeId);
    }

    @Test
    void aReversalRestoresBothExactly() {
        var before = List.of(shown(survivor), shown(merged));
        var mergeId = proposed();
        step(mergeId, "approval", "reviewer-2", Map.of("approved", true));

        var reversal = step(mergeId, "reversal", "reviewer-1", Map.of("reason", "MISTAKE"));
        var undone = step(mergeId, "reversal/approval", "reviewer-2", Map.of());

        assertThat(reversal.body().path("state").asString()).isEqualTo("REVERSAL_PROPOSED");
        assertThat(undone.body().path("state").asString()).isEqualTo("REVERSED");
        assertThat(List.of(shown(survivor), shown(merged))).isEqualTo(before);
        assertThat(resolved(secondCard).path("subjectId").asString()).isEqualTo(merged.toString());
        assertThat(resolved(card).path("subjectId").asString()).isEqualTo(survivor.toString());
        announced("subject.split.v1", mergeId);
    }

    @Test
    void whoProposedDoesNotDecide() {
        var mergeId = proposed();

        assertThat(step(mergeId, "approval", "reviewer-1", Map.of("approved", true))
                        .slug())
                .isEqualTo("four-eyes");
        step(mergeId, "approval", "reviewer-2", Map.of("approved", true));
        step(mergeId, "reversal", "reviewer-2", Map.of("reason", "ORDERED"));
        assertThat(step(mergeId, "reversal/approval", "reviewer-2", Map.of()).slug())
                .isEqualTo("four-eyes");
    }

    @Test
    void aRefusedProposalChangesNothingAndMayComeAgain() {
        var mergeId = proposed();

        step(mergeId, "approval", "reviewer-2", Map.of("approved", false));

        assertThat(resolved(secondCard).path("subjectId").asString()).isEqualTo(merged.toString());
        assertThat(step(mergeId, "approval", "reviewer-2", Map.of("approved", true))
                        .slug())
                .isEqualTo("merge-state");
        assertThat(propose(survivor, merged).status()).isEqualTo(201);
    }

    @Test
    void mergesDoNotFormChains() {
        var mergeId = proposed();
        step(mergeId, "approval", "reviewer-2", Map.of("approved", true));
        var third = register(Numbers.next(), "王测试").subjectId();

        assertThat(propose(third, survivor).slug()).isEqualTo("merge-chain");
        assertThat(propose(third, merged).slug()).isEqualTo("merge-chain");
        assertThat(propose(merged, third).slug()).isEqualTo("merge-chain");
        assertThat(propose(survivor, third).status()).isEqualTo(201);
    }

    @Test
    void civilStatusIsRecordedAtTheSurvivor() {
        step(proposed(), "approval", "reviewer-2", Map.of("approved", true));

        var answer = post(
                "/v1/subjects/" + merged + "/death", tokens.department("PROV_PSB"), Map.of("diedOn", "2026-11-20"));

        assertThat(answer.slug()).isEqualTo("subject-merged");
    }

    @Test
    void whatCannotBeMergedIsRefused() {
        assertThat(propose(survivor, survivor).slug()).isEqualTo("subject-not-found");
        assertThat(propose(survivor, UUID.randomUUID()).slug()).isEqualTo("subject-not-found");
        assertThat(get("/v1/subject-merges/" + UUID.randomUUID(), tokens.reviewer("reviewer-1"))
                        .slug())
                .isEqualTo("merge-not-found");
        assertThat(post("/v1/subject-merges", tokens.officer(TAX), request(survivor, merged))
                        .status())
                .isEqualTo(403);
    }

    private UUID proposed() {
        return UUID.fromString(propose(survivor, merged).body().path("mergeId").asString());
    }

    private Answer propose(UUID survivorId, UUID mergedId) {
        return post("/v1/subject-merges", tokens.reviewer("reviewer-1"), request(survivorId, mergedId));
    }

    private static Map<String, Object> request(UUID survivorId, UUID mergedId) {
        return Map.of(
                "survivorId",
                survivorId,
                "mergedId",
                mergedId,
                "reason",
                "SEVERAL_DOCUMENTS",
                "authorityReference",
                "2026-PSB-000123");
    }

    private Answer step(UUID mergeId, String step, String reviewer, Object body) {
        return post("/v1/subject-merges/" + mergeId + "/" + step, tokens.reviewer(reviewer), body);
    }

    private JsonNode resolved(String number) {
        return post(
                        "/v1/subjects/resolve",
                        tokens.service("record-service"),
                        Map.of("items", List.of(item("1", number, "王测试"))))
                .body()
                .at("/items/0");
    }

    private String shown(UUID id) {
        return get("/v1/subjects/" + id, tokens.prefecture("530100")).text();
    }

    private void announced(String type, UUID mergeId) {
        var message = kafka.await(
                "subject-changes",
                candidate -> candidate.key().equals(survivor.toString())
                        && KafkaProbe.header(candidate, "ce_type").equals(type));
        new Contract("identity-service", type).isKeptByJson(KafkaProbe.text(message));
        var data = json.readTree(KafkaProbe.text(message));
        assertThat(data.path("mergeId").asString()).isEqualTo(mergeId.toString());
        assertThat(data.path("survivorId").asString()).isEqualTo(survivor.toString());
    }
}
