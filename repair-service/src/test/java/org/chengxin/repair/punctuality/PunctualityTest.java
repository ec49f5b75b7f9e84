package org.chengxin.repair.punctuality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.chengxin.repair.CaseApi;
import org.chengxin.repair.CaseTest;
import org.chengxin.repair.records.RecordExample;
import org.chengxin.repair.records.RememberedRecords;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@CaseTest
class PunctualityTest {

    @Autowired
    CaseApi api;

    @Autowired
    RestTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    TestClock clock;

    @Autowired
    RememberedRecords records;

    @Autowired
    JsonMapper json;

    final UUID wang = UUID.randomUUID();
    final String department =
            "PROV_" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

    @Test
    void anybodyReadsHowPunctualADepartmentIsAndNothingOfPersons() {
        var answered = disputed();
        var late = disputed();
        disputed();
        decide(answered);
        clock.set(LocalDate.of(2026, 11, 30));
        decide(late);

        var figure = figure("2026-11");

        assertThat(figure.get("rule").asString()).isEqualTo("D-3");
        assertThat(figure.get("inTime").asInt()).isEqualTo(1);
        assertThat(figure.get("late").asInt()).isEqualTo(1);
        assertThat(figure.get("running").asInt()).isZero();
        assertThat(figure.get("overdue").asInt()).isEqualTo(1);
        assertThat(figure.toString()).doesNotContain(wang.toString());
    }

    private JsonNode figure(String month) {
        var body = http.get()
                .uri("/v1/cases/punctuality?month=" + month)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody();
        return json.readTree(body)
                .get("items")
                .valueStream()
                .filter(item -> item.get("department").asString().equals(department))
                .findFirst()
                .orElseThrow();
    }

    private String disputed() {
        var record = records.remember(RecordExample.adverse().of(wang).department(department));
        return api.taken(api.post("/v1/disputes", tokens.citizen(wang), """
                        {"recordId": "%s", "grounds": "OTHER", "explanation": "x"}
                        """.formatted(record.recordId())))
                .get("caseId")
                .asString();
    }

    private void decide(String caseId) {
        api.taken(api.step(caseId, "decision", tokens.officer(department), """
                {"outcome": "UPHELD", "reason": "It is right.", "basis": "征信业管理条例 Art. 25"}
                """));
    }
}
