package org.chengxin.record.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chengxin.record.SeedFile;
import org.chengxin.record.catalog.Polarity;
import org.chengxin.record.catalog.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "1, 一",
        "10, 十",
        "15, 十五",
        "20, 二十",
        "44, 四十四",
        "100, 一百",
        "105, 一百零五",
        "110, 一百一十",
        "113, 一百一十三",
        "266, 二百六十六"
    })
    void articlesAreCountedInChinese(int number, String words) {
        assertThat(Words.number(number)).isEqualTo(words);
        assertThat(Words.law("个人所得税法 Art. " + number)).isEqualTo("《个人所得税法》第" + words + "条");
    }

    @Test
    void everyArticleOfTheSeedIsCitedInChinese() {
        assertThat(SeedFile.named("legal-bases.csv").rows())
                .extracting(row -> Words.law(row.get("law_zh") + " " + row.get("article")))
                .isNotEmpty()
                .allSatisfy(citation -> assertThat(citation).matches("《.+》第[一二三四五六七八九十百零]+条"));
    }

    /** A fact that the catalogue takes in has a Chinese name, and so has each value that it lists. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "administrative-adverse",
                "administrative-positive",
                "court-adverse",
                "honor-positive",
                "list-adverse",
                "service-positive"
            })
    void factsHaveChineseNames(String schema) {
        var properties = new JsonMapper()
                .readTree(SeedFile.named("facts/" + schema + ".schema.json").text())
                .path("properties");

        for (var property : properties.properties()) {
            var values = property.getValue().path("enum").values().stream()
                    .map(value -> value.asString())
                    .toList();
            for (var value : values.isEmpty() ? List.of("说明") : values) {
                var named = Words.facts(Map.of(property.getKey(), value));
                assertThat(named.toString()).doesNotContainPattern("[A-Za-z]");
                assertThat(named).hasSize(property.getKey().equals("dutyPerformed") ? 0 : 1);
            }
        }
    }

    @Test
    void theSummaryComesFirst() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("penaltyKind", "FINE");
        facts.put("summary", "未按期办理");

        assertThat(Words.facts(facts)).containsExactly(Map.entry("内容", "未按期办理"), Map.entry("处罚种类", "罚款"));
    }

    @Test
    void whoLookedIsCalledByTheirName() {
        assertThat(Words.organisation("prefecture-530100")).isEqualTo("昆明市");
        assertThat(Words.organisation("PROV_STATE_TAX")).contains("国税");
        assertThat(Words.organisation("national-platform")).isEqualTo("国家公共信用信息平台");
        assertThat(Words.organisation("agency-demo-bank")).isEqualTo("agency-demo-bank");
        assertThat(Words.purpose("SUBSIDY")).isEqualTo("财政补助");
        assertThat(Words.purpose("NEW_ONE")).isEqualTo("NEW_ONE");
        assertThat(Words.domain("TAX")).isNotEqualTo("TAX");
        assertThat(Words.kind(Polarity.ADVERSE, Severity.GENERAL)).isEqualTo("不良 · 一般");
    }
}
