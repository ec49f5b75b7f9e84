package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where somebody else's door is: topics, records and tokens. */
class BoundaryJourney {

    private final Api api = new Api(Platform.suite());

    @Test
    void aDepartmentCannotWriteWhereAnotherReports() throws Exception {
        try (var tax = new DepartmentSystem(Platform.suite(), "PROV_STATE_TAX")) {
            assertThatThrownBy(() -> tax.send("intake.prov-high-court", "x", "{}"))
                    .hasCauseInstanceOf(AuthorizationException.class);
            assertThatThrownBy(() -> tax.send("record-changes", "x", "{}"))
                    .hasCauseInstanceOf(AuthorizationException.class);
        }
    }

    @Test
    void aDepartmentCannotReadAnothersReceiptsOrWhatServicesTellEachOther() {
        for (var topic : List.of("receipts.prov-high-court", "record-changes", "intake.prov-state-tax")) {
            var settings = new HashMap<>(Platform.suite().kafkaClient("dept-prov-state-tax"));
            settings.put("group.id", "dept-prov-state-tax-" + UUID.randomUUID());
            try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
                consumer.subscribe(List.of(topic));
                assertThatThrownBy(() -> pollForAWhile(consumer)).as(topic).isInstanceOf(AuthorizationException.class);
            }
        }
    }

    private static void pollForAWhile(KafkaConsumer<String, String> consumer) {
        for (int i = 0; i < 60; i++) {
            consumer.poll(Duration.ofSeconds(1));
        }
    }

    @Test
    void anotherPersonsRecordLooksLikeAMissingOne() throws Exception {
        var decision = Cases.taxDecision(Cases.citizen(2));
        String recordId;
        try (var tax = new DepartmentSystem(Platform.suite(), "PROV_STATE_TAX")) {
            tax.report("record.reported.v1", decision);
            recordId = tax.receipts(Cases.id(decision), 1)
                    .getFirst()
                    .path("data")
                    .path("recordId")
                    .asString();
        }

        var theirs = api.get("/v1/records/" + recordId, api.user("citizen-2"));
        var another = api.get("/v1/records/" + recordId, api.user("citizen-3"));
        var missing = api.get("/v1/records/" + UUID.randomUUID(), api.user("citizen-3"));

        assertThat(theirs.status()).isEqualTo(200);
        assertThat(another.status()).isEqualTo(404);
        assertThat(another.problem()).isEqualTo(missing.problem());
    }

    @Test
    void aCitizenMayNotAskAboutOthers() {
        var answer = api.post("/v1/queries", api.user("citizen-3"), Cases.query(Cases.citizen(2), "SUPERVISION"));

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void withoutAnAgreementThereIsNoAnswerAndThePersonSeesTheAttempt() {
        var answer = api.post(
                "/v1/queries", api.client("agency-demo-bank"), Cases.query(Cases.citizen(4), "CREDIT_SERVICE"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(api.get("/v1/me/access-log", api.user("citizen-4")).items()).anySatisfy(entry -> {
            assertThat(entry.path("organisation").asString()).isEqualTo("agency-demo-bank");
            assertThat(entry.path("outcome").asString()).isEqualTo("REFUSED");
        });
    }

    @ParameterizedTest(name = "a token that is {0} opens nothing")
    @ValueSource(strings = {"altered", "unsigned", "of another realm", "garbage"})
    void aTokenThatIsNotOursOpensNothing(String kind) {
        String good = api.user("citizen-1");
        String[] parts = good.split("\\.");
        String token = switch (kind) {
            case "altered" -> parts[0] + "." + altered(parts[1]) + "." + parts[2];
            case "unsigned" -> encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + parts[1] + ".";
            case "of another realm" -> foreign();
            default -> "garbage";
        };

        var answer = api.get("/v1/me/records", token);

        assertThat(api.get("/v1/me/records", good).status()).isEqualTo(200);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("token-invalid");
    }

    private static String altered(String payload) {
        String claims = new String(Base64.getUrlDecoder().decode(payload), java.nio.charset.StandardCharsets.UTF_8);
        return encoded(claims.replace("citizen", "reviewer"));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Signed by the same Keycloak, but by a realm that is not ours. */
    private static String foreign() {
        return ForeignRealm.token(Platform.suite());
    }
}
