package org.chengxin.record.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ProhibitedValuesTest {

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "当事人证件号 530199199001010019 已核对 | IDENTITY_NUMBER",
                "号码 530199 19900101 006X | IDENTITY_NUMBER",
                "旧证 530199-900101-001 | IDENTITY_NUMBER",
                "永居证 XXA530199010017 | IDENTITY_NUMBER",
                "卡号 6222 0200 0000 0000 000 | FINANCIAL_ACCOUNT",
                "付至4111-1111-1111-1111 | FINANCIAL_ACCOUNT",
                "付至４１１１１１１１１１１１１１１１ | FINANCIAL_ACCOUNT",
                "运通3782 822463 10005 | FINANCIAL_ACCOUNT",
                "大来30569309025904 | FINANCIAL_ACCOUNT",
                "收款 GB82 WEST 1234 5698 7654 32 | FINANCIAL_ACCOUNT",
                "位于北纬25.04061，东经102.71234 | LOCATION",
                "25.04061, 102.71234 | LOCATION",
                "其血型：AB | BLOOD_TYPE",
                "为O型血 | BLOOD_TYPE",
                "data:image/png;base64,iVBORw0KGgo= | BIOMETRIC",
            })
    void aValueOfAForbiddenShapeIsFoundWhateverItsMemberIsCalled(String text, String category) {
        assertThat(ProhibitedValues.categoryIn(text)).contains(category);
    }

    @Test
    void aPictureWrittenAsTextIsFound() {
        assertThat(ProhibitedValues.categoryIn("附件 " + "iVBORw0KGgoAAAANSUhEUgAA".repeat(10)))
                .contains("BIOMETRIC");
    }

    @ParameterizedTest(name = "{0} is let through")
    @ValueSource(
            strings = {
                "未按期办理个人所得税汇算清缴，已责令改正。",
                "云税罚〔2026〕12号",
                "（2026）云01执1234号",
                "2026-03-10 至 2026-09-20，2026 年第 3 季度",
                "四位小数 12.3456 与 0.0001",
                "合同编号 4111-1111-1111-1112",
                "案号530199199001010010",
                "B型车辆，O型密封圈",
                "TEST-2026-000000000001",
                ""
            })
    void whatOnlyLooksSimilarIsLetThrough(String text) {
        assertThat(ProhibitedValues.categoryIn(text)).isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "宗教信仰：某教 | RELIGION",
                "当事人民族 : 某族 | ETHNICITY",
                "年收入＝若干 | INCOME",
                "电话:若干 | COMMUNICATION",
            })
    void aLabelInATextGivesItAwayToo(String text, String category) {
        var facts = JsonMapper.shared().createObjectNode().put("summary", text);

        assertThat(new ProhibitedData().find(facts)).contains(new ProhibitedFact(category, "/summary"));
    }
}
