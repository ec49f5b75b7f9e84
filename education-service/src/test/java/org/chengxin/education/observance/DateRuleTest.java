package org.chengxin.education.observance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.Year;
import java.util.List;
import java.util.stream.IntStream;
import org.chengxin.education.observance.DateRule.Announced;
import org.chengxin.education.observance.DateRule.Fixed;
import org.chengxin.education.observance.DateRule.Lunar;
import org.chengxin.education.observance.DateRule.Qingming;
import org.chengxin.education.observance.DateRule.WholeMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;

class DateRuleTest {

    static IntStream years() {
        return IntStream.rangeClosed(LunarYear.FIRST, LunarYear.LAST);
    }

    @ParameterizedTest(name = "Qingming {0} is when the sun reaches 15°")
    @MethodSource("years")
    void qingmingIsWhenTheSunSaysSo(int year) {
        assertThat(new Qingming().in(Year.of(year))).isEqualTo(Period.on(Sky.dayOfTerm(15, year)));
    }

    @ParameterizedTest(name = "Qingming {0}")
    @CsvSource({"2017-04-04", "2018-04-05", "2022-04-05", "2023-04-05", "2024-04-04", "2025-04-04", "2026-04-05"})
    void qingmingFallsOnItsKnownDay(LocalDate day) {
        assertThat(new Qingming().in(Year.of(day.getYear()))).isEqualTo(Period.on(day));
    }

    @ParameterizedTest(name = "a month rule covers {0} to {1}")
    @CsvSource({"2026-09-01, 2026-09-30", "2028-02-01, 2028-02-29", "2027-02-01, 2027-02-28"})
    void aMonthIsCoveredFromItsFirstToItsLastDay(LocalDate from, LocalDate to) {
        assertThat(new WholeMonth(from.getMonth()).in(Year.from(from))).isEqualTo(new Period(from, to));
    }

    @Test
    void aFixedDayIsTheSameEveryYear() {
        assertThat(new Fixed(MonthDay.of(12, 4)).in(Year.of(2035))).isEqualTo(Period.on(LocalDate.of(2035, 12, 4)));
    }

    @Test
    void whatNobodyAnnouncedHasItsCustomaryDayOrNone() {
        assertThat(new Announced(MonthDay.of(6, 12)).in(Year.of(2026))).isEqualTo(Period.on(LocalDate.of(2026, 6, 12)));
        assertThat(new Announced(null).in(Year.of(2026))).isNull();
    }

    @Test
    void everyRowOfTheListIsRead() throws IOException {
        var rows = ObservanceRows.read(
                new ClassPathResource("publicity-dates.csv").getContentAsString(StandardCharsets.UTF_8));

        assertThat(rows)
                .extracting(Observance::code)
                .containsExactly(
                        "SPRING_FESTIVAL",
                        "CONSUMER_RIGHTS_DAY",
                        "LABOUR_DAY",
                        "CHILDRENS_DAY",
                        "ONLINE_INTEGRITY_DAY",
                        "CREDIT_RECORD_CARE_DAY",
                        "INTEGRITY_BUSINESS_MONTH",
                        "NATIONAL_DAY",
                        "CONSTITUTION_DAY",
                        "PROVINCIAL_FINANCE_DAY",
                        "NEW_YEAR",
                        "QINGMING",
                        "DRAGON_BOAT",
                        "MID_AUTUMN");
        assertThat(rows)
                .extracting(Observance::rule)
                .isEqualTo(List.of(
                        new Lunar(1, 1),
                        new Fixed(MonthDay.of(3, 15)),
                        new Fixed(MonthDay.of(5, 1)),
                        new Fixed(MonthDay.of(6, 1)),
                        new Announced(MonthDay.of(6, 12)),
                        new Fixed(MonthDay.of(6, 14)),
                        new WholeMonth(Month.SEPTEMBER),
                        new Fixed(MonthDay.of(10, 1)),
                        new Fixed(MonthDay.of(12, 4)),
                        new Announced(null),
                        new Fixed(MonthDay.of(1, 1)),
                        new Qingming(),
                        new Lunar(5, 5),
                        new Lunar(8, 15)));
        assertThat(rows.getFirst().nameZh()).isEqualTo("春节");
        assertThat(rows.getFirst().note()).contains("\"chinese\" calendar");
        assertThat(rows).filteredOn(Observance::named).hasSize(10);
    }

    @Test
    void aRowThatCannotBeReadIsAFault() {
        assertThatThrownBy(() -> ObservanceRows.read("code,…\nA,甲,A,,WEEKLY,1,yes,,a"))
                .hasMessageContaining("WEEKLY");
        assertThatThrownBy(() -> ObservanceRows.read("code,…\nA,甲,A,,LUNAR,soon,yes,,a"))
                .hasMessageContaining("soon");
        assertThatThrownBy(() -> ObservanceRows.read("code,…\nA,甲")).hasMessageContaining("nine cells");
    }
}
