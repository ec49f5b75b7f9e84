package org.chengxin.repair.desk;

import java.time.LocalDate;
import java.util.UUID;
import org.chengxin.repair.CaseApi;
import org.chengxin.repair.CaseTest;
import org.chengxin.repair.cases.RunClocks;
import org.chengxin.repair.records.RecordExample;
import org.chengxin.repair.records.RememberedRecords;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Who has decided something does not decide whether that was right. */
@CaseTest
class OwnDecisionTest {

    static final String CHECKED = "\"reason\": \"We compared it with the file.\", \"basis\": \"征信业管理条例 Art. 25\"";

    @Autowired
    CaseApi api;

    @Autowired
    Tokens tokens;

    @Autowired
    TestClock clock;

    @Autowired
    RememberedRecords records;

    @Autowired
    RunClocks runClocks;

    final UUID wang = UUID.randomUUID();

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

    private String citizen() {
        return tokens.citizen(wang);
    }

    private static String decision(String outcome) {
        return "{\"outcome\": \"%s\", %s}".formatted(outcome, CHECKED);
    }
}
