package org.chengxin.record.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.chengxin.record.calendar.SeededCalendar;
import org.chengxin.record.calendar.WorkingDays;
import org.chengxin.record.catalog.RecordType;
import org.chengxin.record.catalog.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordDatesTest {

    private final WorkingDays calendar = SeededCalendar.workingDays();

    @ParameterizedTest(name = "{0}: decided {1}, repair from {2}, shown until {3}")
    @CsvSource({
        "MINOR, 0, 3, 2026-03-10, 2026-03-10, 2026-06-10",
        "GENERAL, 3, 12, 2026-03-10, 2026-06-10, 2027-03-10",
        "SERIOUS, 12, 36, 2026-03-10, 2027-03-10, 2029-03-10"
    })
    void thePeriodOfTheLevelCountsFromTheDetermination(
            Severity severity, int min, int max, LocalDate decidedOn, LocalDate repairFrom, LocalDate displayUntil) {
        var dates = RecordDates.of(Types.adverse(severity, min, max), decided(decidedOn), calendar);

        assertThat(dates.minDisplayUntil()).isEqualTo(repairFrom);
        assertThat(dates.displayUntil()).isEqualTo(displayUntil);
    }

    @ParameterizedTest(name = "decided {0}: repair from {1}, shown until {2}")
    @CsvSource({
        "2024-02-29, 2024-05-29, 2025-02-28",
        "2025-11-30, 2026-02-28, 2026-11-30",
        "2023-11-30, 2024-02-29, 2024-11-30",
        "2026-08-31, 2026-11-30, 2027-08-31"
    })
    void aMonthWithoutTheCorrespondingDayEndsOnItsLastDay(
            LocalDate decidedOn, LocalDate repairFrom, LocalDate displayUntil) {
        var dates = RecordDates.of(Types.general(), decided(decidedOn), calendar);

        assertThat(dates.minDisplayUntil()).isEqualTo(repairFrom);
        assertThat(dates.displayUntil()).isEqualTo(displayUntil);
    }

    @Test
    void fiveYearsAfterTheConductDisplayEndsWhateverTheTypeSays() {
        var dates =
                RecordDates.of(Types.serious(), event(LocalDate.of(2022, 4, 1), LocalDate.of(2026, 3, 10)), calendar);

        assertThat(dates.displayUntil()).isEqualTo(LocalDate.of(2027, 4, 1));
        assertThat(dates.minDisplayUntil()).isEqualTo(LocalDate.of(2027, 3, 10));
    }

    @Test
    void aLateDecisionCannotMoveRepairBehindTheEndOfDisplay() {
        var dates =
                RecordDates.of(Types.serious(), event(LocalDate.of(2021, 6, 1), LocalDate.of(2026, 3, 10)), calendar);

        assertThat(dates.displayUntil()).isEqualTo(LocalDate.of(2026, 6, 1));
        assertThat(dates.minDisplayUntil()).isEqualTo(LocalDate.of(2026, 6, 1));
    }

    @Test
    void conductOnTheLeapDayIsForgottenOnTheLastOfFebruary() {
        var dates =
                RecordDates.of(Types.serious(), event(LocalDate.of(2024, 2, 29), LocalDate.of(2027, 1, 4)), calendar);

        assertThat(dates.displayUntil()).isEqualTo(LocalDate.of(2029, 2, 28));
    }

    @ParameterizedTest(name = "notice served {0}, the person may answer through {1}")
    @CsvSource({"2026-03-20, 2026-04-03", "2026-03-27, 2026-04-13", "2026-02-10, 2026-03-02", "2026-09-24, 2026-10-15"})
    void thePersonHasTenWorkingDaysToAnswer(LocalDate served, LocalDate last) {
        var event = new EventDates(
                LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 20), LocalDate.of(2026, 1, 20), served, null, served);

        var dates = RecordDates.of(Types.general(), event, calendar);

        assertThat(dates.answerUntil()).isEqualTo(last);
    }

    @Test
    void anAdverseRecordIsFinalWhenItsSourceSaysSo() {
        assertThat(dates(Types.general(), null).finalOn()).isNull();
        assertThat(dates(Types.general(), LocalDate.of(2026, 9, 20)).finalOn()).isEqualTo("2026-09-20");
    }

    @Test
    void positiveAndNeutralRecordsAreFinalWhenAcceptedAndHaveNoWindow() {
        assertThat(dates(Types.positive(), null).finalOn()).isEqualTo("2026-03-21");
        assertThat(dates(Types.positive(), null).answerUntil()).isNull();
        assertThat(dates(Types.neutral(), null).finalOn()).isEqualTo("2026-03-21");
        assertThat(dates(Types.neutral(), null).answerUntil()).isNull();
    }

    @Test
    void anAdverseRecordWithoutNoticeHasNoDates() {
        var event = new EventDates(
                LocalDate.of(2026, 1, 2),
                LocalDate.of(2026, 3, 10),
                LocalDate.of(2026, 3, 20),
                null,
                null,
                LocalDate.of(2026, 3, 21));

        assertThatIllegalArgumentException().isThrownBy(() -> RecordDates.of(Types.general(), event, calendar));
    }

    private RecordDates dates(RecordType type, LocalDate finalOn) {
        var event = new EventDates(
                LocalDate.of(2026, 1, 2),
                LocalDate.of(2026, 3, 10),
                LocalDate.of(2026, 3, 20),
                LocalDate.of(2026, 3, 20),
                finalOn,
                LocalDate.of(2026, 3, 21));
        return RecordDates.of(type, event, calendar);
    }

    private static EventDates decided(LocalDate decidedOn) {
        return event(decidedOn.minusDays(30), decidedOn);
    }

    private static EventDates event(LocalDate occurredOn, LocalDate decidedOn) {
        return new EventDates(occurredOn, decidedOn, decidedOn, decidedOn, null, decidedOn);
    }
}
