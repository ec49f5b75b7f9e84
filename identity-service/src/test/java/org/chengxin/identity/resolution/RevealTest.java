package org.chengxin.identity.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.Numbers;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.KafkaProbe;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class RevealTest extends IdentityApi {

    @Autowired
    private KafkaProbe kafka;

    @Test
    void aServiceGetsNumbersAndNamesAndEachPersonLearnsOfIt() {
        authoritySays("AGREES");
        var wang = Numbers.next();
        var wangId = register(wang, "王测试").subjectId();
        var liId = register(Numbers.next(), "李测试").subjectId();

        var answer = post(
                "/v1/subjects/reveal",
                tokens.service("sharing-service"),
                Map.of(
                        "purpose", "ADMINISTRATIVE_PERMIT",
                        "matterNumber", "2026-KM-0001",
                        "receiver", "prefecture-530100",
                        "subjectIds", List.of(liId, UUID.randomUUID(), wangId)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("items")).hasSize(2);
        assertThat(answer.body().at("/items/0/name").asString()).isEqualTo("李测试");
        assertThat(answer.body().at("/items/1/subjectId").asString()).isEqualTo(wangId.toString());
        assertThat(answer.body().at("/items/1/document/number").asString()).isEqualTo(wang);
        for (var id : List.of(wangId, liId)) {
            var event = access(id);
            assertThat(event.path("organisation").asString()).isEqualTo("prefecture-530100");
            assertThat(event.path("purpose").asString()).isEqualTo("ADMINISTRATIVE_PERMIT");
            assertThat(event.path("matterNumber").asString()).isEqualTo("2026-KM-0001");
        }
    }

    @Test
    void thePersonsOfABulkPullAreAnnouncedTogether() {
        authoritySays("AGREES");
        var wangId = register(Numbers.next(), "王测试").subjectId();
        var liId = register(Numbers.next(), "李测试").subjectId();
        var pullId = UUID.randomUUID();

        var answer = post(
                "/v1/subjects/reveal",
                tokens.service("sharing-service"),
                Map.of(
                        "purpose",
                        "SUPERVISION",
                        "receiver",
                        "national-platform",
                        "pullId",
                        pullId,
                        "subjectIds",
                        List.of(liId, UUID.randomUUID(), wangId)));

        assertThat(answer.body().path("items").findValuesAsString("name")).containsExactly("李测试", "王测试");
        var message = kafka.await("access-events", candidate -> candidate.key().equals(pullId.toString()));
        assertThat(KafkaProbe.header(message, "ce_type")).isEqualTo("pull.revealed.v1");
        new Contract("identity-service", "pull.revealed.v1").isKeptByJson(KafkaProbe.text(message));
        var event = json.readTree(KafkaProbe.text(message));
        assertThat(event.path("organisation").asString()).isEqualTo("national-platform");
        assertThat(event.path("subjectIds"))
                .extracting(JsonNode::asString)
                .containsExactly(liId.toString(), wangId.toString());
        assertThat(kafka.seen("access-events", candidate -> candidate.key().equals(wangId.toString())))
                .isEmpty();
    }

    @Test
    void onlyServicesGetNumbersAndNames() {
        var request = Map.of(
                "purpose", "SUPERVISION", "receiver", "prefecture-530100", "subjectIds", List.of(UUID.randomUUID()));

        Stream.of(tokens.department(TAX), tokens.prefecture("530100"), tokens.officer(TAX), tokens.auditor())
                .forEach(token -> assertThat(
                                post("/v1/subjects/reveal", token, request).status())
                        .isEqualTo(403));
    }

    @Test
    void aRevealWithoutPurposeOrReceiverIsRefused() {
        var answer = post(
                "/v1/subjects/reveal",
                tokens.service("sharing-service"),
                Map.of("purpose", "because I can", "subjectIds", List.of(UUID.randomUUID())));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/purpose", "/receiver");
    }

    @Test
    void aPersonIsShownMaskedAndLearnsWhoLooked() {
        authoritySays("AGREES");
        var number = Numbers.next();
        var id = register(number, "王测试").subjectId();

        var shown = get("/v1/subjects/" + id + "?purpose=AWARD_REVIEW", tokens.officer(TAX));

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.verification()).isEqualTo("VERIFIED");
        assertThat(shown.body().at("/name/masked").asString()).isEqualTo("王**");
        assertThat(shown.body().at("/documents/0/masked").asString()).startsWith("5301**********");
        assertThat(shown.body().at("/realNameFields/0")).isEqualTo(json.readTree("""
                        {"field":"TELECOM","verified":true,"verifier":"PROV_STATE_TAX","date":"2026-11-22","method":"PUBLIC_AUTHORITY"}
                        """));
        assertThat(shown.text()).doesNotContain(number).doesNotContain("王测试");
        var event = access(id);
        assertThat(event.path("organisation").asString()).isEqualTo("officer-prov-state-tax");
        assertThat(event.path("purpose").asString()).isEqualTo("AWARD_REVIEW");
    }

    @Test
    void aLookWithoutAReasonIsSupervision() {
        authoritySays("AGREES");
        var id = register(Numbers.next(), "王测试").subjectId();

        get("/v1/subjects/" + id, tokens.prefecture("530100"));

        assertThat(access(id).path("purpose").asString()).isEqualTo("SUPERVISION");
    }

    @Test
    void nobodyIsFoundUnderAnUnknownId() {
        var answer = get("/v1/subjects/" + UUID.randomUUID(), tokens.prefecture("530100"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.slug()).isEqualTo("subject-not-found");
        assertThat(get("/v1/subjects/me", tokens.prefecture("530100")).status()).isEqualTo(400);
        assertThat(get("/v1/subjects/" + UUID.randomUUID(), tokens.citizen(UUID.randomUUID()))
                        .status())
                .isEqualTo(403);
    }

    private JsonNode access(UUID id) {
        var message = kafka.await("access-events", candidate -> candidate.key().equals(id.toString()));
        new Contract("identity-service", "subject.accessed.v1").isKeptByJson(KafkaProbe.text(message));
        return json.readTree(KafkaProbe.text(message));
    }
}
