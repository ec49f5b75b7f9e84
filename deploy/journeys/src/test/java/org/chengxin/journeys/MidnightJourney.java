package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.Awaitility;
import org.chengxin.local.Part;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A record's time ends at midnight by the clock alone: the clocks of two services are moved, nothing else happens. */
class MidnightJourney {

    private final Api api = new Api(Platform.suite());

    @Test
    void onTheDayThatItsDisplayEndsARecordIsNotShownAnyMore() throws Exception {
        var suite = Platform.suite();
        var decision = Cases.taxDecision(Cases.citizen(5));
        String recordId;
        try (var tax = new DepartmentSystem(suite, "PROV_STATE_TAX")) {
            tax.report("record.reported.v1", decision);
            recordId = tax.receipts(Cases.id(decision), 1)
                    .getFirst()
                    .path("data")
                    .path("recordId")
                    .asString();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> ask().stream()
                        .anyMatch(record -> record.path("recordId").asString().equals(recordId)));
        var displayUntil = LocalDate.parse(mine(recordId).path("displayUntil").asString());
        long days = ChronoUnit.DAYS.between(Cases.today(), displayUntil);

        try {
            moveClocks(Duration.ofDays(days - 1));
            assertThat(mine(recordId).path("state").asString()).isEqualTo("FINAL");
            assertThat(ask())
                    .extracting(record -> record.path("recordId").asString())
                    .contains(recordId);

            moveClocks(Duration.ofDays(days));
            assertThat(mine(recordId).path("state").asString()).isEqualTo("EXPIRED");
            assertThat(ask())
                    .extracting(record -> record.path("recordId").asString())
                    .doesNotContain(recordId);
        } finally {
            moveClocks(Duration.ZERO);
        }
        Invariants.hold(suite);
    }

    private static void moveClocks(Duration offset) throws InterruptedException {
        Clocks.turn(offset, Part.RECORD_SERVICE, Part.SHARING_SERVICE);
    }

    private JsonNode mine(String recordId) {
        return api.get("/v1/me/records?limit=200", api.user("citizen-5")).items().stream()
                .filter(record -> record.path("recordId").asString().equals(recordId))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> ask() {
        var answer =
                api.post("/v1/queries", api.client("prefecture-530300"), Cases.query(Cases.citizen(5), "SUPERVISION"));
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("records").valueStream().toList();
    }
}
