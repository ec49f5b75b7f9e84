package org.chengxin.record.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.chengxin.record.SeedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FactsCheckTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final FactsCheck check = new FactsCheck();

    @Test
    void factsThatKeepTheSchemaHaveNoDefect() {
        assertThat(defects("""
                {"summary": "未按期申报个人所得税，已责令改正。\\n已缴清。", "dutyPerformed": true, "penaltyKind": "FINE"}
                """)).isEmpty();
    }

    @Test
    void aMissingFieldIsNamed() {
        assertThat(defects("""
                {"summary": "…"}
                """))
                .containsExactly(new FactsDefect("/dutyPerformed", "is missing; this record type requires it"));
    }

    @Test
    void aFieldOutsideTheWhitelistIsNamed() {
        assertThat(defects("""
                {"summary": "…", "dutyPerformed": false, "hair/colour": "black"}
                """)).extracting(FactsDefect::pointer).containsExactly("/hair~1colour");
    }

    @Test
    void everyDefectIsNamedAtOnce() {
        assertThat(defects("""
                {"summary": "", "dutyPerformed": "yes", "penaltyKind": "DETENTION"}
                """))
                .extracting(FactsDefect::pointer)
                .containsExactly("/dutyPerformed", "/penaltyKind", "/summary");
    }

    @ParameterizedTest(name = "{0} is refused")
    @ValueSource(
            strings = {
                "身份证530199199001010019的当事人",
                "身份证号５３０１９９１９９００１０１００１９",
                "卡号6222020000000000000",
                "旧证530199900101001"
            })
    void numbersOfDocumentsAccountsAndCardsStayOutOfTheText(String summary) {
        var facts = JSON.createObjectNode().put("summary", summary).put("dutyPerformed", false);

        assertThat(check.defects(type("administrative-adverse"), facts))
                .extracting(FactsDefect::pointer)
                .containsExactly("/summary");
    }

    @Test
    void aNulCharacterIsRefused() {
        assertThat(defects("""
                {"summary": "a\\u0000b", "dutyPerformed": false}
                """)).extracting(FactsDefect::pointer).containsExactly("/summary");
    }

    @Test
    void noDetailRepeatsAValue() {
        assertThat(defects("""
                {"summary": 4711, "dutyPerformed": "Wang Wei", "penaltyKind": "Li Na"}
                """))
                .isNotEmpty()
                .noneSatisfy(defect -> assertThat(defect.detail()).containsAnyOf("4711", "Wang", "Li Na"));
    }

    @Test
    void factsThatAreNoObjectAreADefectOfTheWhole() {
        assertThat(check.defects(type("administrative-adverse"), JSON.readTree("[]")))
                .extracting(FactsDefect::pointer)
                .containsExactly("");
    }

    @ParameterizedTest(name = "{0} is a whitelist with reasons")
    @MethodSource("org.chengxin.record.catalog.ProhibitedDataTest#schemas")
    void everySchemaIsAWhitelistAndGivesAReasonForEachField(String schema) {
        var json =
                JSON.readTree(SeedFile.named("facts/" + schema + ".schema.json").text());

        assertThat(json.get("additionalProperties").asBoolean(true)).isFalse();
        assertThat(fields(json))
                .allSatisfy(
                        field -> assertThat(field.get("description").asString()).isNotBlank());
    }

    private static Stream<JsonNode> fields(JsonNode schema) {
        return schema.get("properties").properties().stream().map(java.util.Map.Entry::getValue);
    }

    private List<FactsDefect> defects(String facts) {
        return check.defects(type("administrative-adverse"), JSON.readTree(facts));
    }

    private static RecordType type(String schema) {
        return new RecordType(
                "INCOME_TAX_ADVERSE",
                1,
                "个人所得税违法信息",
                "Violations of the individual income tax law",
                "ADMINISTRATIVE",
                "TAX",
                null,
                Polarity.ADVERSE,
                Severity.GENERAL,
                List.of(new LegalBasis("INCOME_TAX", "个人所得税法", "Individual Income Tax Law", "Art. 15")),
                Set.of("PROV_STATE_TAX"),
                10,
                new DisplayMonths(3, 12, 60),
                Openness.usual(),
                SeedFile.named("facts/" + schema + ".schema.json").text(),
                LocalDate.of(2024, 1, 1),
                null);
    }
}
