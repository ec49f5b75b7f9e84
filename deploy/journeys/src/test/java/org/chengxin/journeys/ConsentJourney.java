package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A bank learns what the person lets it know, as long as they let it, and the person sees every time it asked. */
class ConsentJourney {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Api api = new Api(Platform.suite());

    @Test
    void aBankSeesWhatThePersonNamedUntilTheyTakeItBack() {
        var person = Cases.citizen(6);
        var reported = api.post("/v1/records", api.client("dept-prov-state-tax"), Cases.taxDecision(person));
        assertThat(reported.status()).as(reported.text()).isEqualTo(201);
        String recordId = reported.json().path("recordId").asString();

        var unasked = ask();
        assertThat(unasked.status()).isEqualTo(403);
        assertThat(unasked.problem()).isEqualTo("consent-missing");

        var given = api.post(
                "/v1/consents",
                api.user("citizen-6"),
                Map.of(
                        "receiver",
                        "agency-demo-bank",
                        "purpose",
                        "CREDIT_SERVICE",
                        "grants",
                        List.of(Map.of("recordType", "INCOME_TAX_ADVERSE", "fields", List.of("summary")))));
        assertThat(given.status()).as(given.text()).isEqualTo(201);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            var shown = ask().json()
                    .path("records")
                    .valueStream()
                    .filter(record -> record.path("recordId").asString().equals(recordId))
                    .toList();
            assertThat(shown).hasSize(1);
            assertThat(shown.getFirst().path("fields").propertyNames()).containsExactly("summary");
        });

        String consentId = given.json().path("consentId").asString();
        assertThat(api.delete("/v1/consents/" + consentId, api.user("citizen-6"))
                        .status())
                .isEqualTo(204);
        assertThat(ask().problem()).isEqualTo("consent-missing");
        assertThat(api.get("/v1/me/access-log?limit=200", api.user("citizen-6")).items())
                .extracting(entry -> entry.path("organisation").asString()
                        + " "
                        + entry.path("outcome").asString())
                .contains("agency-demo-bank ANSWERED", "agency-demo-bank REFUSED");
    }

    private Api.Answer ask() {
        return api.post("/v1/queries", api.client("agency-demo-bank"), Cases.query(Cases.citizen(6), "CREDIT_SERVICE"));
    }
}
