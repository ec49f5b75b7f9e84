package org.chengxin.repair.eligibility;

import java.time.LocalDate;
import java.util.UUID;
import org.chengxin.repair.records.RecordExample;
import org.chengxin.repair.records.RememberedRecords;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@ServiceTest
class EligibilityAnswerTest {

    @Autowired
    RestTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    TestClock clock;

    @Autowired
    RememberedRecords records;

    final UUID wang = UUID.randomUUID();

    @Test
    void beforeTheMinimumPeriodTheAnswerSaysFromWhenAndWhatIsMissing() {
        var record = records.remember(RecordExample.adverse().of(wang));
        clock.set(LocalDate.of(2026, 6, 9));

        var answer = ask(tokens.citizen(wang), record.recordId().toString());

        answer.expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.recordId")
                .isEqualTo(record.recordId().toString())
                .jsonPath("$.eligible")
                .isEqualTo(false)
                .jsonPath("$.opensOn")
                .isEqualTo("2026-06-10")
                .jsonPath("$.endsOn")
                .isEqualTo("2027-03-10")
                .jsonPath("$.conditions[?(@.rule == 'P-5')].met")
                .isEqualTo(false)
                .jsonPath("$.conditions[?(@.rule == 'R-2')].met")
                .isEqualTo(false)
                .jsonPath("$.methods[0]")
                .isEqualTo("LATE_PERFORMANCE")
                .jsonPath("$.fee")
                .isEqualTo(0);
    }

    @Test
    void onTheDayItOpensThePersonMayApply() {
        var record = records.remember(RecordExample.adverse().of(wang).dutyPerformed());
        clock.set(LocalDate.of(2026, 6, 10));

        var answer = ask(tokens.citizen(wang), record.recordId().toString());

        answer.expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.eligible")
                .isEqualTo(true)
                .jsonPath("$.conditions[?(@.met == false)]")
                .isEmpty();
    }

    @Test
    void whereNothingCanBeRepairedNoDayIsPromised() {
        var record = records.remember(RecordExample.positive().of(wang));

        var answer = ask(tokens.citizen(wang), record.recordId().toString());

        answer.expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.eligible")
                .isEqualTo(false)
                .jsonPath("$.opensOn")
                .isEqualTo(null)
                .jsonPath("$.conditions[0].rule")
                .isEqualTo("R-1");
    }

    @Test
    void someoneElsesRecordLooksLikeAMissingOne() {
        var record = records.remember(RecordExample.adverse().of(UUID.randomUUID()));

        for (var id :
                new String[] {record.recordId().toString(), UUID.randomUUID().toString()}) {
            ask(tokens.citizen(wang), id)
                    .expectStatus()
                    .isNotFound()
                    .expectBody()
                    .jsonPath("$.type")
                    .isEqualTo("urn:chengxin:problem:record-not-found");
        }
    }

    @Test
    void onlyThePersonThemselvesAsks() {
        ask(tokens.officer("PROV_STATE_TAX"), UUID.randomUUID().toString())
                .expectStatus()
                .isForbidden();
        ask(tokens.citizen(wang), "no-id").expectStatus().isBadRequest();
    }

    private ResponseSpec ask(String token, String recordId) {
        return http.get()
                .uri("/v1/repairs/eligibility?recordId=" + recordId)
                .header("Authorization", "Bearer " + token)
                .exchange();
    }
}
