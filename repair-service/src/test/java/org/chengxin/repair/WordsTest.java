package org.chengxin.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.chengxin.repair.records.RecordExample;
import org.chengxin.repair.records.RememberedRecords;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Words of persons and officials are kept as they are, or not at all. */
@CaseTest
class WordsTest {

    /** Shows nothing, or cannot be kept as it is; as JSON writes it. */
    private static final List<String> NO_WORDS =
            List.of("\\u200b", "\\u3000", "\\u2060\\ufeff", "\\u00ad", "", "a\\ud842b", "\\udfb7", "a\\u0000b");

    private static final Pattern FIELD = Pattern.compile("'(\\w+)': '%2\\$s'");

    @Autowired
    CaseApi api;

    @Autowired
    Tokens tokens;

    @Autowired
    JsonMapper json;

    @Autowired
    RememberedRecords records;

    final UUID wang = UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/statements {'recordId': '%1$s', 'text': '%2$s'}",
                "/v1/disputes {'recordId': '%1$s', 'grounds': 'OTHER', 'explanation': '%2$s'}",
                "/v1/repairs {'recordId': '%1$s', 'method': 'CREDIT_PLEDGE', 'pledge': true, 'explanation': '%2$s'}",
                "/v1/extensions {'recordId': '%1$s', 'until': '2027-03-01', 'reason': '%2$s'}",
                "/v1/answers {'recordId': '%1$s', 'explanation': '%2$s'}",
                "/v1/delegations {'ground': 'AGENT', 'otherId': '%1$s', 'validUntil': '2027-03-01', 'reason': '%2$s'}",
                "/v1/reconsiderations {'procedure': 'RECONSIDERATION', 'recordId': '%1$s', 'knownOn': '2026-11-01',"
                        + " 'filedOn': '2026-11-10', 'body': '云南省政府', 'explanation': '%2$s'}",
                "/v1/reconsiderations {'procedure': 'RECONSIDERATION', 'recordId': '%1$s', 'knownOn': '2026-11-01',"
                        + " 'filedOn': '2026-11-10', 'body': '%2$s', 'explanation': 'x'}",
                "/v1/cases/%1$s/information {'explanation': '%2$s'}",
                "/v1/cases/%1$s/escalation {'explanation': '%2$s'}"
            })
    void whatAPersonSaysMustShowAndBeKeepable(String way) {
        var record = records.remember(RecordExample.adverse().of(wang));

        refused(way, record.recordId(), tokens.citizen(wang));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/cases/%1$s/acceptance {'accepted': true, 'reason': '%2$s'}",
                "/v1/cases/%1$s/information-request {'reason': '%2$s'}",
                "/v1/cases/%1$s/extension {'reason': '%2$s'}",
                "/v1/cases/%1$s/decision {'outcome': 'UPHELD', 'reason': '%2$s', 'basis': 'x'}",
                "/v1/cases/%1$s/decision {'outcome': 'UPHELD', 'reason': 'x', 'basis': '%2$s'}",
                "/v1/cases/%1$s/undo-proposal {'reason': '%2$s'}"
            })
    void whatAnOfficialSaysToo(String way) {
        refused(way, UUID.randomUUID(), tokens.officer("PROV_STATE_TAX"));
    }

    @Test
    void wordsAreCountedAsAReaderCountsThemAndKeptToTheLetter() {
        var record = records.remember(RecordExample.adverse().of(wang));
        var words = " 𠮷\u200d" + "𠮷".repeat(495) + "e\u0301";

        var caseId = api.taken(api.post(
                        "/v1/statements",
                        tokens.citizen(wang),
                        "{\"recordId\": \"%s\", \"text\": \"%s\"}".formatted(record.recordId(), words)))
                .get("caseId")
                .asString();

        assertThat(words.codePointCount(0, words.length())).isEqualTo(500);
        assertThat(api.announced("statement.published.v1", caseId).get("text").asString())
                .isEqualTo(words);
    }

    private void refused(String way, UUID id, String token) {
        var path = way.substring(0, way.indexOf(' ')).formatted(id);
        var body = way.substring(way.indexOf(' ') + 1).replace('\'', '"');
        var field = FIELD.matcher(way).results().map(found -> found.group(1)).findFirst();
        for (var words : NO_WORDS) {
            var answer = api.post(path, token, body.formatted(id, words)).returnResult(String.class);
            assertThat(answer.getStatus().value())
                    .as("%s", answer.getResponseBody())
                    .isEqualTo(422);
            var problem = json.readTree(answer.getResponseBody());
            assertThat(problem.path("type").asString()).endsWith(":fields-invalid");
            assertThat(problem.path("errors")
                            .valueStream()
                            .map(error -> error.path("pointer").asString()))
                    .as("nothing else is wrong with it")
                    .containsOnly("/" + field.orElseThrow());
        }
    }
}
