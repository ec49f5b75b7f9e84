package org.chengxin.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PopulationTest {

    private final LocalDate today = LocalDate.of(2026, 11, 22);

    @ParameterizedTest(name = "{0} has the check character {1}")
    @CsvSource({
        "53019919000101001, 8",
        "53019919000101002, 6",
        "53019919000101000, X",
        "53039919000228011, 7",
        "53299919000101007, 2"
    })
    void theCheckCharacterIsThatOfTheStandard(String body, char check) {
        assertThat(ResidentNumber.check(body)).isEqualTo(check);
    }

    @Test
    void everyNumberIsValidAndBelongsToNobody() {
        assertThat(Population.all()).allSatisfy(person -> {
            var number = person.documentNumber();
            assertThat(number).matches("53\\d{2}99\\d{11}[0-9X]");
            assertThat(number).startsWith(person.division().substring(0, 4));
            assertThat(number.charAt(17)).isEqualTo(ResidentNumber.check(number.substring(0, 17)));
            var birth = LocalDate.parse(number.substring(6, 14), DateTimeFormatter.BASIC_ISO_DATE);
            assertThat(birth).isBefore(today.minusYears(25));
            assertThat(Integer.parseInt(number.substring(14, 17))).isBetween(1, 996);
        });
    }

    @Test
    void fiveThousandPersonsInAllSixteenPrefectures() {
        var persons = Population.all();

        assertThat(persons).hasSize(5_000);
        assertThat(persons.stream().map(DemoPerson::documentNumber)).doesNotHaveDuplicates();
        assertThat(persons.stream().collect(Collectors.groupingBy(DemoPerson::division, Collectors.counting())))
                .hasSize(16)
                .allSatisfy((_, count) -> assertThat(count).isGreaterThan(300));
    }

    @Test
    void theyAreTheSameEveryTime() {
        assertThat(Population.all()).isEqualTo(Population.all());
    }

    @Test
    void noNameDisagreesByRule() {
        assertThat(Population.all()).noneMatch(person -> person.name().startsWith("不符"));
    }

    @Test
    void aPersonInALogSaysNothing() {
        var person = Population.all().getFirst();

        assertThat(person.toString()).doesNotContain(person.name()).doesNotContain(person.documentNumber());
    }
}
