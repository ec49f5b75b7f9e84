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
                "证号530199198005\u200b257057 | IDENTITY_NUMBER",
                "证号5\u200d3\u00ad0\ufeff1\u2060991980\u034f05257057 | IDENTITY_NUMBER",
                "证号５３０１９９１９８００５２５７０５７ | IDENTITY_NUMBER",
                "证号５３０１９９　１９８００５２５　７０５７ | IDENTITY_NUMBER",
                "证号٥٣٠١٩٩١٩٨٠٠٥٢٥٧٠٥٧ | IDENTITY_NUMBER",
                "证号𝟓𝟑𝟎𝟏𝟗𝟗𝟏𝟗𝟖𝟎𝟎𝟓𝟐𝟓𝟕𝟎𝟓𝟕 | IDENTITY_NUMBER",
                "证号五三〇一九九一九八〇〇五二五七〇五七 | IDENTITY_NUMBER",
                "证号530199–19800525–7057 | IDENTITY_NUMBER",
                "证号530199.19800525.7057 | IDENTITY_NUMBER",
                "证号530199/1980/05/25/7057 | IDENTITY_NUMBER",
                "证号530199·1980·0525·7057 | IDENTITY_NUMBER",
                "证号530199 — 19800525 — 7057 | IDENTITY_NUMBER",
                "证号5_3_0_1_9_9_1_9_8_0_0_5_2_5_7_0_5_7 | IDENTITY_NUMBER",
                "第12号，530199-19800525-7057 | IDENTITY_NUMBER",
                "号码 530199 19900101 006 x | IDENTITY_NUMBER",
                "号码 53019919900101006Ｘ | IDENTITY_NUMBER",
                "号码 53019919900101006Х | IDENTITY_NUMBER",
                "号码 53019919900101006Ⅹ | IDENTITY_NUMBER",
                "卡号 6222\u200b0200 0000 0000\u200b000 | FINANCIAL_ACCOUNT",
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
                "二〇二六年三月十日，第一二三号",
                "2026.03.10、2026.04.25、12份",
                "编号530199号1980年0525份7057件",
                "电话0871-63190000，0871-63190001",
                "案号530199.19900101.0010",
                ""
            })
    void whatOnlyLooksSimilarIsLetThrough(String text) {
        assertThat(ProhibitedValues.categoryIn(text)).isEmpty();
    }

    @Test
    void aNumberIsFoundInATextHoweverItIsParted() {
        assertThat(FoldedText.holds("见 xxa-5301 9901\u200b0017 号", "XXA530199010017"))
                .isTrue();
        assertThat(FoldedText.holds("５３０１９９１９８００５２５７０５７", "530199198005257057")).isTrue();
        assertThat(FoldedText.holds("云税罚〔2026〕12号", "530199198005257057")).isFalse();
        assertThat(FoldedText.holds("云税罚〔2026〕12号", "\u200b")).isFalse();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "宗教\u200b信仰：某教 | RELIGION",
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
