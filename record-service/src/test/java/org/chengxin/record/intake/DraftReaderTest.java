package org.chengxin.record.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.chengxin.record.intake.Examples.number;
import static org.chengxin.record.intake.Examples.taxPenalty;
import static org.chengxin.record.intake.Examples.with;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class DraftReaderTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void whatIsRightInEveryFieldHasNoDefect() {
        var draft = read(with(taxPenalty(number()), "fromTheFuture", "anything"));

        assertThat(draft.defects()).isEmpty();
        assertThat(draft.revision()).isEqualTo(1);
        assertThat(draft.occurredOn()).isEqualTo(LocalDate.of(2026, 1, 2));
        assertThat(draft.finality())
                .isEqualTo(new Finality(LocalDate.of(2026, 9, 20), Finality.Basis.CHALLENGE_PERIOD_OVER));
        assertThat(draft.facts()).containsEntry("dutyPerformed", false);
        assertThat(draft.person()).hasToString("Person[RESIDENT_ID]");
    }

    @ParameterizedTest(name = "{0} = {1}: {2} at {3}")
    @MethodSource("wrong")
    void aFieldOfTheWrongKindIsNamed(String path, Object value, Ground ground, String pointer) {
        var draft = read(with(taxPenalty(number()), path, value));

        assertThat(draft.defects()).extracting(Defect::ground, Defect::pointer).contains(tuple(ground, pointer));
    }

    static Stream<Arguments> wrong() {
        var fields = Ground.FIELDS_INVALID;
        return Stream.of(
                Arguments.of("sourceRecordId", 5, fields, "/sourceRecordId"),
                Arguments.of("sourceRecordId", " ", fields, "/sourceRecordId"),
                Arguments.of("sourceRecordId", "x".repeat(201), fields, "/sourceRecordId"),
                Arguments.of("sourceRecordId", "a\nb", fields, "/sourceRecordId"),
                Arguments.of("sourceRecordId", "a\uD800b", fields, "/sourceRecordId"),
                Arguments.of("revision", "1", fields, "/revision"),
                Arguments.of("revision", 1.5, fields, "/revision"),
                Arguments.of("revision", 3_000_000_000L, fields, "/revision"),
                Arguments.of("revision", -1, fields, "/revision"),
                Arguments.of("recordType", List.of(), fields, "/recordType"),
                Arguments.of("subject", "somebody", fields, "/subject"),
                Arguments.of("subject.documentType", "PASSPORT", fields, "/subject/documentType"),
                Arguments.of("subject.documentNumber", null, fields, "/subject/documentNumber"),
                Arguments.of("subject.name", "\u0000", fields, "/subject/name"),
                Arguments.of("occurredOn", null, fields, "/occurredOn"),
                Arguments.of("occurredOn", "2026-1-2", Ground.DATE_INVALID, "/occurredOn"),
                Arguments.of("occurredOn", 20260102, Ground.DATE_INVALID, "/occurredOn"),
                Arguments.of("decidedOn", "2026-02-29", Ground.DATE_INVALID, "/decidedOn"),
                Arguments.of("decidedOn", "0001-01-01", Ground.DATE_INVALID, "/decidedOn"),
                Arguments.of("final", "2026-09-20", fields, "/final"),
                Arguments.of("final.on", null, fields, "/final/on"),
                Arguments.of("final.basis", "HEARSAY", fields, "/final/basis"),
                Arguments.of("legalBasis", "INCOME_TAX", fields, "/legalBasis"),
                Arguments.of("legalBasis", List.of("INCOME_TAX", 5), fields, "/legalBasis/1"),
                Arguments.of("facts", List.of(), fields, "/facts"),
                Arguments.of("facts.summary", "a\u0000b", fields, "/facts/summary"),
                Arguments.of("facts.summary", "\uDC00", fields, "/facts/summary"),
                Arguments.of("facts.amount", Double.MAX_VALUE, fields, "/facts/amount"),
                Arguments.of("facts.deep", Map.of("a/b", List.of("x", "\u0000")), fields, "/facts/deep/a~1b/1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "5", "[]", "\"text\"", "{}", "{\"facts\": {\"n\": 1e400}}", "{\"facts\":{\"\\u0000\":1}}"
            })
    void whateverJsonArrivesIsReadWithoutAFault(String json) {
        var draft = DraftReader.read(JSON.readTree(json));

        assertThat(draft.defects()).isNotEmpty();
    }

    @Test
    void aWithdrawalNeedsOnlyTheDecisionAndTheRevision() {
        var draft = DraftReader.readWithdrawal(JSON.readTree("{\"sourceRecordId\": \"TAX-1\", \"revision\": 2}"));

        assertThat(draft.defects()).isEmpty();
        assertThat(draft.sourceRecordId()).isEqualTo("TAX-1");
        assertThat(draft.revision()).isEqualTo(2);
    }

    private static Draft read(Map<String, Object> data) {
        return DraftReader.read(JSON.valueToTree(data));
    }
}
