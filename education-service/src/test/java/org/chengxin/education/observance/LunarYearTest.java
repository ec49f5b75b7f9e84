package org.chengxin.education.observance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;

class LunarYearTest {

    static IntStream years() {
        return IntStream.rangeClosed(LunarYear.FIRST, LunarYear.LAST);
    }

    @ParameterizedTest(name = "{0}: every month begins and ends as moon and sun say")
    @MethodSource("years")
    void everyMonthIsAsMoonAndSunSay(int year) {
        var computed = Sky.yearBeginningIn(year);

        var lunar = LunarYear.beginningIn(year).orElseThrow();

        assertThat(lunar.newYear()).isEqualTo(computed.getFirst().first());
        assertThat(lunar.months())
                .isEqualTo(computed.stream()
                        .map(month -> month.days() == 30 ? "L" : "s")
                        .collect(Collectors.joining()));
        assertThat(lunar.leapMonth())
                .isEqualTo(computed.stream()
                        .filter(Sky.Month::leap)
                        .mapToInt(Sky.Month::number)
                        .findFirst()
                        .orElse(0));
        for (var month : computed) {
            if (!month.leap()) {
                assertThat(lunar.day(month.number(), 1)).isEqualTo(month.first());
                assertThat(lunar.day(month.number(), month.days()))
                        .isEqualTo(month.first().plusDays(month.days() - 1L));
            }
        }
    }

    @ParameterizedTest(name = "{0} ends where the next year begins")
    @MethodSource("years")
    void aYearEndsWhereTheNextBegins(int year) {
        var lunar = LunarYear.beginningIn(year).orElseThrow();

        var days = lunar.months().chars().map(letter -> letter == 'L' ? 30 : 29).sum();

        assertThat(lunar.newYear().plusDays(days))
                .isEqualTo(Sky.yearBeginningIn(year + 1).getFirst().first());
    }

    @Test
    void theNewYearsAreTheOfficialOnes() throws IOException {
        var file = new ClassPathResource("publicity-dates.csv").getContentAsString(StandardCharsets.UTF_8);
        var row = file.lines()
                .filter(line -> line.startsWith("SPRING_FESTIVAL"))
                .findFirst()
                .orElseThrow();
        var official = Pattern.compile("20\\d\\d-\\d\\d-\\d\\d")
                .matcher(row)
                .results()
                .map(found -> LocalDate.parse(found.group()))
                .toList();

        assertThat(official).hasSize(12).first().isEqualTo(LocalDate.of(2025, 1, 29));
        for (var day : official) {
            assertThat(Sky.yearBeginningIn(day.getYear()).getFirst().first()).isEqualTo(day);
            if (day.getYear() <= LunarYear.LAST) {
                assertThat(LunarYear.beginningIn(day.getYear()).orElseThrow().newYear())
                        .isEqualTo(day);
            }
        }
    }

    @ParameterizedTest(name = "Spring Festival {0}, Dragon Boat {1}, Mid-Autumn {2}")
    @CsvSource({
        "2017-01-28, 2017-05-30, 2017-10-04",
        "2018-02-16, 2018-06-18, 2018-09-24",
        "2019-02-05, 2019-06-07, 2019-09-13",
        "2020-01-25, 2020-06-25, 2020-10-01",
        "2021-02-12, 2021-06-14, 2021-09-21",
        "2022-02-01, 2022-06-03, 2022-09-10",
        "2023-01-22, 2023-06-22, 2023-09-29",
        "2024-02-10, 2024-06-10, 2024-09-17",
        "2025-01-29, 2025-05-31, 2025-10-06",
        "2026-02-17, 2026-06-19, 2026-09-25",
        "2027-02-06, 2027-06-09, 2027-09-15",
        "2028-01-26, 2028-05-28, 2028-10-03",
        "2029-02-13, 2029-06-16, 2029-09-22",
        "2030-02-03, 2030-06-05, 2030-09-12",
        "2031-01-23, 2031-06-24, 2031-10-01",
        "2032-02-11, 2032-06-12, 2032-09-19",
        "2033-01-31, 2033-06-01, 2033-09-08",
        "2034-02-19, 2034-06-20, 2034-09-27",
        "2035-02-08, 2035-06-10, 2035-09-16"
    })
    void theFestivalsFallOnTheirKnownDays(LocalDate spring, LocalDate dragonBoat, LocalDate midAutumn) {
        var lunar = LunarYear.beginningIn(spring.getYear()).orElseThrow();

        assertThat(lunar.day(1, 1)).isEqualTo(spring);
        assertThat(lunar.day(5, 5)).isEqualTo(dragonBoat);
        assertThat(lunar.day(8, 15)).isEqualTo(midAutumn);
    }

    @ParameterizedTest(name = "{0} has leap month {1}")
    @CsvSource({"2017, 6", "2020, 4", "2023, 2", "2025, 6", "2028, 5", "2031, 3", "2033, 11", "2026, 0", "2034, 0"})
    void leapMonthsStandWhereTheyBelong(int year, int leapMonth) {
        assertThat(LunarYear.beginningIn(year).orElseThrow().leapMonth()).isEqualTo(leapMonth);
    }

    @Test
    void theDayBeforeNewYearMayBeTheTwentyNinth() {
        assertThat(LunarYear.beginningIn(2025).orElseThrow().day(12, 29)).isEqualTo(LocalDate.of(2026, 2, 16));
        assertThatThrownBy(() -> LunarYear.beginningIn(2025).orElseThrow().day(12, 30))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherYearsAreNotGuessed() {
        assertThat(LunarYear.beginningIn(2016)).isEmpty();
        assertThat(LunarYear.beginningIn(2036)).isEmpty();
        assertThatThrownBy(() -> LunarYear.beginningIn(2026).orElseThrow().day(13, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LunarYear.beginningIn(2026).orElseThrow().day(1, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
