package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.chengxin.local.demo.DemoPerson;
import org.junit.jupiter.api.Test;

/** Real-name registration through the gateway: one person, one subject, whoever asks and however often. */
class RegistrationJourney {

    private final Api api = new Api(Platform.suite());

    @Test
    void aPersonIsRegisteredOnceAndFoundByEverybodyWhoMayAsk() {
        var person = Cases.stranger();

        var first = api.post("/v1/subjects", api.client("dept-prov-state-tax"), registration(person));
        var again = api.post("/v1/subjects", api.client("prefecture-530100"), registration(person));
        var found = api.post("/v1/subjects/resolve", api.client("prefecture-530100"), question(person, person.name()));

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().path("verification").asString()).isEqualTo("VERIFIED");
        assertThat(first.text()).doesNotContain(person.documentNumber());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("subjectId")).isEqualTo(first.json().path("subjectId"));
        assertThat(found.items().getFirst().path("subjectId"))
                .isEqualTo(first.json().path("subjectId"));
    }

    @Test
    void aDifferingNameAndAnUnknownPersonAreRefused() {
        var person = Cases.stranger();
        api.post("/v1/subjects", api.client("dept-prov-state-tax"), registration(person));
        var other = Cases.stranger();

        var renamed = api.post(
                "/v1/subjects",
                api.client("dept-prov-state-tax"),
                Cases.with(registration(person), "name", other.name() + "异"));
        var mismatch = api.post(
                "/v1/subjects/resolve", api.client("dept-prov-state-tax"), question(person, other.name() + "异"));
        var unknown =
                api.post("/v1/subjects/resolve", api.client("dept-prov-state-tax"), question(other, other.name()));

        assertThat(renamed.status()).isEqualTo(409);
        assertThat(problemOf(mismatch)).isEqualTo("urn:chengxin:problem:subject-mismatch");
        assertThat(problemOf(unknown)).isEqualTo("urn:chengxin:problem:subject-unknown");
    }

    private static String problemOf(Api.Answer answer) {
        return answer.items().getFirst().path("problem").path("type").asString();
    }

    private static Map<String, Object> registration(DemoPerson person) {
        return Map.of("document", document(person), "name", person.name(), "realNameField", "TELECOM");
    }

    private static Map<String, Object> question(DemoPerson person, String name) {
        return Map.of("items", List.of(Map.of("ref", "1", "document", document(person), "name", name)));
    }

    private static Map<String, Object> document(DemoPerson person) {
        return Map.of("type", DemoPerson.DOCUMENT_TYPE, "number", person.documentNumber());
    }
}
