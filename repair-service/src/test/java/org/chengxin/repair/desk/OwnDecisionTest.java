package org.chengxin.repair.desk;

import java.time.LocalDate;
import org.chengxin.repair.CaseStory;
import org.chengxin.repair.records.RecordExample;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has decided something does not decide whether that was right. */
class OwnDecisionTest extends CaseStory {

    @ParameterizedTest(name = "by a {0}")
    @ValueSource(strings = {"REVIEW", "RECONSIDERATION"})
    void whoAnsweredDoesNotLookAtTheAnswerAgain(String way) {
        var record = records.remember(RecordExample.adverse().of(wang));
        var caseId = caseOf(api.post("/v1/disputes", citizen(), """
                {"recordId": "%s", "grounds": "OTHER", "explanation": "x"}
                """.formatted(record.recordId())));
        clock.set(LocalDate.of(2026, 11, 28));
        runClocks.run();
        api.taken(api.step(caseId, "decision", tokens.reviewer("reviewer-1"), decision("UPHELD")));

        var again = way.equals("REVIEW")
                ? caseOf(api.step(caseId, "escalation", citizen(), "{\"explanation\": \"I have the receipt.\"}"))
                : challenged(caseId);

        api.refused(api.step(again, "decision", tokens.reviewer("reviewer-1"), decision("UPHELD")), 403, "four-eyes");
        api.refused(api.step(again, "decision", tokens.reviewer("reviewer-1"), decision("ERASED")), 403, "four-eyes");
        api.taken(api.step(again, "decision", tokens.reviewer("reviewer-2"), decision("UPHELD")));
    }

    private String challenged(String caseId) {
        var challenge = caseOf(api.post("/v1/reconsiderations", citizen(), """
                {"procedure": "RECONSIDERATION", "caseId": "%s", "knownOn": "2026-11-28", "filedOn": "2026-11-28",
                 "body": "云南省人民政府", "explanation": "x"}
                """.formatted(caseId)));
        api.taken(api.step(
                challenge,
                "acceptance",
                tokens.reviewer("reviewer-2"),
                "{\"accepted\": true, \"reason\": \"In time.\"}"));
        return challenge;
    }

    private String caseOf(org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec answer) {
        return api.taken(answer).get("caseId").asString();
    }
}
