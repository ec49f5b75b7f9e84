package org.chengxin.repair.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.chengxin.repair.calendar.CommittedCalendar;
import org.chengxin.repair.calendar.Term;
import org.chengxin.repair.calendar.WorkingDays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

class LegalClockTest {

    static final WorkingDays CALENDAR = CommittedCalendar.days();
    static final LegalTerms TERMS = committed();

    @ParameterizedTest(name = "{0} begun on {1} ends on {2} ({3})")
    @CsvSource({
        "SOURCE_ANSWER,            2026-11-22, 2026-11-27, an ordinary week",
        "SOURCE_ANSWER,            2026-02-13, 2026-02-27, worked Saturday and nine days of Spring Festival",
        "FORWARDING,               2026-09-30, 2026-10-09, National Day",
        "REPAIR_ACCEPTANCE,        2026-09-30, 2026-10-10, a Saturday that is worked",
        "REPAIR_DECISION,          2026-11-23, 2026-12-07, ten working days",
        "RECONSIDERATION_DECISION, 2026-11-23, 2027-01-22, sixty days",
        "RECONSIDERATION_DECISION, 2026-08-07, 2026-10-08, sixty days that end in National Day",
        "LAWSUIT_JUDGMENT,         2026-08-31, 2027-03-01, six months end on a Sunday at the last of February",
        "SOURCE_ANSWER,            2031-09-30, 2031-10-07, a year without a notice",
    })
    void aPeriodEndsWhereTheCalendarSays(Purpose purpose, LocalDate start, LocalDate end, String why) {
        var clock = TERMS.on(start, purpose).start(start, CALENDAR);

        assertThat(clock.dueOn()).as(why).isEqualTo(end);
    }

    @ParameterizedTest(name = "{0} opened on {1} and due on {2} may be extended to {3}")
    @CsvSource({
        "SOURCE_ANSWER,            2026-11-22, 2026-11-27, 2026-12-14",
        "REPAIR_DECISION,          2026-11-22, 2026-12-07, 2026-12-21",
        "RECONSIDERATION_DECISION, 2026-11-23, 2027-01-22, 2027-02-22",
        "REPAIR_ACCEPTANCE,        2026-11-22, 2026-11-25, 2026-11-25",
    })
    void anExtensionReachesNoFurtherThanTheLawAllows(
            Purpose purpose, LocalDate openedOn, LocalDate dueOn, LocalDate latest) {
        assertThat(TERMS.on(openedOn, purpose).latest(openedOn, dueOn, CALENDAR))
                .isEqualTo(latest);
    }

    @Test
    void beforeAPeriodIsInForceThereIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TERMS.on(LocalDate.of(2023, 12, 31), Purpose.RECONSIDERATION_CHECK));
    }

    @Test
    void everyPurposeOfTheLawHasAPeriodToday() {
        for (var purpose : Purpose.values()) {
            if (purpose != Purpose.EXTENSION_TERM) {
                assertThat(TERMS.on(LocalDate.of(2026, 11, 22), purpose).source())
                        .isNotBlank();
            }
        }
    }

    @Property
    void theLastDayIsInTimeAndTheNextIsNot(@ForAll("clocks") LegalClock clock) {
        assertThat(clock.isOver(clock.dueOn())).isFalse();
        assertThat(clock.isOver(clock.dueOn().plusDays(1))).isTrue();
        assertThat(CALENDAR.isWorkingDay(clock.dueOn())).isTrue();
    }

    @Property
    void theReminderComesInTheTimeThatRuns(@ForAll("clocks") LegalClock clock) {
        assertThat(clock.remindOn()).isBetween(clock.startedOn(), clock.dueOn());
    }

    @Property
    void aPauseGivesBackExactlyTheWorkingDaysThatWereLeft(
            @ForAll("clocks") LegalClock clock,
            @ForAll @IntRange(max = 20) int pause,
            @ForAll @IntRange(max = 60) int rest) {
        var pausedOn = clock.startedOn().plusDays(pause);
        if (pausedOn.isBefore(clock.dueOn())) {
            var resumedOn = pausedOn.plusDays(rest);

            var resumed = clock.paused(pausedOn).resumed(resumedOn, CALENDAR);

            assertThat(CALENDAR.between(resumedOn, resumed.dueOn()))
                    .isEqualTo(Math.max(1, CALENDAR.between(pausedOn, clock.dueOn())));
            assertThat(resumed.dueOn()).isAfterOrEqualTo(clock.dueOn());
            assertThat(resumed.runs()).isTrue();
        }
    }

    @Property
    void whatRestsOrIsDoneIsNeverOver(@ForAll("clocks") LegalClock clock, @ForAll("days") LocalDate today) {
        assertThat(clock.paused(clock.startedOn()).isOver(today)).isFalse();
        assertThat(clock.stopped(clock.startedOn()).isOver(today)).isFalse();
    }

    @Property
    void aMonthWithoutTheDayEndsOnItsLastOneOrTheNextWorkingDay(
            @ForAll("days") LocalDate start, @ForAll @IntRange(min = 1, max = 60) int months) {
        var end = new Term(months, Term.Unit.MONTHS).end(start, CALENDAR);

        assertThat(end).isAfterOrEqualTo(start.plusMonths(months));
        assertThat(CALENDAR.isWorkingDay(end)).isTrue();
        assertThat(start.plusMonths(months).datesUntil(end).noneMatch(CALENDAR::isWorkingDay))
                .isTrue();
    }

    @Provide
    Arbitrary<LegalClock> clocks() {
        return days().flatMap(start -> Arbitraries.of(Purpose.values())
                .filter(purpose -> purpose != Purpose.EXTENSION_TERM)
                .map(purpose -> TERMS.on(start, purpose).start(start, CALENDAR)));
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2024, 1, 1).toEpochDay(),
                        LocalDate.of(2028, 6, 1).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    static LegalTerms committed() {
        try {
            return new LegalTermConfiguration().legalTerms(new ClassPathResource("clock/terms.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
