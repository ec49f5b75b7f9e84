package org.chengxin.record.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void chineseIsBrokenAnywhereButNotBeforeAMarkThatClosesOrBehindOneThatOpens() {
        assertThat(broken("未按规定办理汇算清缴。", 5)).containsExactly("未按规定办", "理汇算清", "缴。");
        assertThat(broken("依据《税法》", 3)).containsExactly("依据", "《税", "法》");
    }

    @Test
    void datesAndWordsStayWholeAndAnAddressIsBrokenBehindAStroke() {
        assertThat(broken("认定于2026-03-10生效", 10)).containsExactly("认定于", "2026-03-10", "生效");
        assertThat(broken("GET /v1/ledger x", 10)).containsExactly("GET /v1/", "ledger x");
    }

    @Test
    void whatIsLongerThanALineIsBrokenWhereTheLineEnds() {
        assertThat(broken("abcdefgh", 3)).containsExactly("abc", "def", "gh");
        assertThat(broken("", 3)).containsExactly("");
    }

    @Property
    void nothingIsLostAndNoLineIsTooLong(
            @ForAll @StringLength(max = 60) @CharRange(from = '一', to = '龥') @Chars({' ', 'a', '7', '，', '》', '《'})
                    String text,
            @ForAll @IntRange(min = 2, max = 12) int width) {
        var lines = broken(text, width);

        assertThat(String.join("", lines).replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
        assertThat(lines)
                .allSatisfy(line ->
                        assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(width));
    }

    private static List<String> broken(String text, int width) {
        return Lines.of(text, line -> line.codePointCount(0, line.length()), width);
    }
}
