package org.chengxin.identity.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {

    @ParameterizedTest(name = "{0} and {1} are one name")
    @CsvSource({
        "测试甲, 测 试　甲",
        "阿依古丽·买买提, 阿依古丽•买买提",
        "阿依古丽·买买提, 阿依古丽・买买提",
        "阿依古丽·买买提, 阿依古丽･买买提",
        "阿依古丽·买买提, 阿依古丽 ‧ 买买提",
        "阿依古丽·买买提, 阿依古丽．买买提",
        "JOHN SMITH, ＪＯＨＮ　ＳＭＩＴＨ",
        "JOHN SMITH, JOHNSMITH",
        "吕青, 呂靑",
        "吴户, 吳戸",
        "黄·真, 黃・眞",
        "\u5442, \uF980"
    })
    void theSameNameTypedAnotherWayAgrees(String one, String other) {
        assertThat(name(one).agreesWith(name(other))).isTrue();
    }

    @ParameterizedTest(name = "{0} and {1} are two names")
    @CsvSource({
        "测试甲, 测试乙",
        "测试甲, 测试",
        "张峰, 张锋",
        "刘岩, 刘巖",
        "后云, 後雲",
        "张大, 张太",
        "己, 已",
        "JOHN SMITH, John Smith",
        "阿依古丽·买买提, 阿依古丽买买提"
    })
    void anotherCharacterNeverAgrees(String one, String other) {
        assertThat(name(one).agreesWith(name(other))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "···", "123", "测\u0000试", "测\n试"})
    void whatIsNoNameIsRefused(String text) {
        assertThat(PersonName.of(text)).isEmpty();
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        assertThat(PersonName.of("测".repeat(100))).isPresent();
        assertThat(PersonName.of("测".repeat(101))).isEmpty();
    }

    @Test
    void onlyTheFirstCharacterOfANameIsShown() {
        assertThat(name("测试甲").masked()).isEqualTo("测**");
        assertThat(name("𠮷田").masked()).isEqualTo("𠮷*");
        assertThat(name("甲").toString()).doesNotContain("甲");
    }

    private static PersonName name(String text) {
        return PersonName.of(text).orElseThrow();
    }
}
