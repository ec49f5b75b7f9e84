package org.chengxin.record.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.chengxin.record.SeedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class ProhibitedDataTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ProhibitedData prohibited = new ProhibitedData();

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "religion, RELIGION",
        "Religious_Belief, RELIGION",
        "monthlyIncome, INCOME",
        "MONTHLY_INCOME, INCOME",
        "ｉｎｃｏｍｅ, INCOME",
        "in\u200bcome, INCOME",
        "家庭\u2060年收入, INCOME",
        "家庭年收入, INCOME",
        "shouru, INCOME",
        "tax-amount, TAX_AMOUNT",
        "taxAmount, TAX_AMOUNT",
        "欠缴税款, TAX_AMOUNT",
        "bloodtype, BLOOD_TYPE",
        "bloodType, BLOOD_TYPE",
        "faceImage, BIOMETRIC",
        "spouse, FAMILY_LINK",
        "配偶姓名, FAMILY_LINK",
        "行政拘留天数, SEALED_PUBLIC_SECURITY",
        "complaint, PETITION",
        "GPS, LOCATION",
        "mobile, COMMUNICATION"
    })
    void aNameThatDenotesAForbiddenCategoryIsFound(String name, String category) {
        var facts = JSON.createObjectNode().put("summary", "…").put(name, "x");

        assertThat(prohibited.find(facts)).contains(new ProhibitedFact(category, "/" + name));
    }

    @ParameterizedTest(name = "{0} is found by at least one name")
    @MethodSource("categories")
    void everyCategoryOfTheListHasNames(String category) {
        var names = SeedFile.named("prohibited-names.csv").rows().stream()
                .filter(row -> row.get("category").equals(category))
                .flatMap(row -> SeedFile.values(row.get("names")).stream())
                .toList();

        assertThat(names)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(
                                prohibited.find(JSON.createObjectNode().put(name, 1)))
                        .isPresent());
    }

    static Stream<String> categories() {
        return SeedFile.named("prohibited-data.csv").rows().stream().map(row -> row.get("code"));
    }

    @Test
    void itIsFoundAtAnyDepthAndPointedAt() {
        var facts = JSON.readTree("""
                {"summary": "…", "more": [{"a/b": 1}, {"x~y": {"salary": 5000}}]}
                """);

        assertThat(prohibited.find(facts)).contains(new ProhibitedFact("INCOME", "/more/1/x~0y/salary"));
    }

    @Test
    void aTextMayNameACategoryAsLongAsItHoldsNoneOfIt() {
        var facts = JSON.createObjectNode().put("summary", "The salary of workers was not paid.");

        assertThat(prohibited.find(facts)).isEmpty();
    }

    @Test
    void wordsInsideOtherWordsAreNotMeant() {
        var facts = JSON.createObjectNode()
                .put("performance", "PERFORMED")
                .put("embrace", 1)
                .put("genesis", 1);

        assertThat(prohibited.find(facts)).isEmpty();
    }

    @ParameterizedTest(name = "{0} asks for nothing prohibited")
    @MethodSource("schemas")
    void noSchemaOfTheSeedAsksForIt(String schema) {
        var properties = JSON.readTree(
                        SeedFile.named("facts/" + schema + ".schema.json").text())
                .get("properties");

        assertThat(prohibited.findName(properties)).isEmpty();
    }

    static Stream<String> schemas() {
        return SeedFile.named("record-types.csv").rows().stream()
                .map(row -> row.get("facts"))
                .distinct();
    }
}
