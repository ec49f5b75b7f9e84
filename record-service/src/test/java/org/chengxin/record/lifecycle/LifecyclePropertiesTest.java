package org.chengxin.record.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.chengxin.record.calendar.SeededCalendar;
import org.chengxin.record.calendar.WorkingDays;
import org.chengxin.record.catalog.RecordType;
import org.chengxin.record.catalog.Severity;

class LifecyclePropertiesTest {

    private static final WorkingDays CALENDAR = SeededCalendar.workingDays();
    private static final List<RecordState> IN_TIME =
            List.of(RecordState.ANNOUNCED, RecordState.EFFECTIVE, RecordState.FINAL, RecordState.EXPIRED);

    @Property
    void displayEndsNeitherAfterTheMaximumNorFiveYearsAfterTheConduct(
            @ForAll("types") RecordType type, @ForAll("events") EventDates event) {
        var dates = RecordDates.of(type, event, CALENDAR);

        assertThat(dates.displayUntil())
                .isBeforeOrEqualTo(event.decidedOn().plusMonths(type.display().maxMonths()))
                .isBeforeOrEqualTo(event.occurredOn().plusYears(5));
    }

    @Property
    void displayEndsExactlyOnOneOfItsTwoLimits(@ForAll("types") RecordType type, @ForAll("events") EventDates event) {
        var dates = RecordDates.of(type, event, CALENDAR);

        assertThat(dates.displayUntil())
                .isIn(
                        event.decidedOn().plusMonths(type.display().maxMonths()),
                        event.occurredOn().plusYears(5));
    }

    @Property
    void repairOpensNoLaterThanDisplayEnds(@ForAll("types") RecordType type, @ForAll("events") EventDates event) {
        var dates = RecordDates.of(type, event, CALENDAR);

        assertThat(dates.minDisplayUntil()).isBeforeOrEqualTo(dates.displayUntil());
    }

    @Property
    void theWindowToAnswerIsNeverShorterThanItsWorkingDays(@ForAll("events") EventDates event) {
        var dates = RecordDates.of(Types.general(), event, CALENDAR);

        var worked = event.noticeServedOn()
                .plusDays(1)
                .datesUntil(dates.answerUntil().plusDays(1))
                .filter(CALENDAR::isWorkingDay)
                .count();
        assertThat(worked).isGreaterThanOrEqualTo(10);
        assertThat(CALENDAR.isWorkingDay(dates.answerUntil())).isTrue();
    }

    @Property
    void aRecordInForceOnlyMovesForward(
            @ForAll("types") RecordType type, @ForAll("events") EventDates event, @ForAll("days") int later) {
        var dates = RecordDates.of(type, event, CALENDAR);
        var today = event.acceptedOn();

        var now = RecordState.stateOn(Standing.IN_FORCE, dates, today);
        var then = RecordState.stateOn(Standing.IN_FORCE, dates, today.plusDays(later));

        assertThat(IN_TIME.indexOf(then)).isGreaterThanOrEqualTo(IN_TIME.indexOf(now));
    }

    @Property
    void onceOverARecordIsNeverSharedWhateverWasDecided(
            @ForAll("types") RecordType type,
            @ForAll("events") EventDates event,
            @ForAll Standing standing,
            @ForAll("days") int later) {
        var dates = RecordDates.of(type, event, CALENDAR);

        var state = RecordState.stateOn(standing, dates, dates.displayUntil().plusDays(later));

        assertThat(state.isShared()).isFalse();
    }

    @Property
    void nothingAdverseIsSharedWhileThePersonMayAnswer(@ForAll("events") EventDates event, @ForAll Standing standing) {
        var dates = RecordDates.of(Types.serious(), event, CALENDAR);

        assertThat(RecordState.stateOn(standing, dates, dates.answerUntil()).isShared())
                .isFalse();
    }

    @Provide
    Arbitrary<RecordType> types() {
        return Arbitraries.of(
                Types.adverse(Severity.MINOR, 0, 3),
                Types.general(),
                Types.serious(),
                Types.positive(),
                Types.neutral());
    }

    @Provide
    Arbitrary<Integer> days() {
        return Arbitraries.integers().between(0, 3000);
    }

    @Provide
    Arbitrary<EventDates> events() {
        var occurred = Arbitraries.integers()
                .between(0, 2500)
                .map(days -> LocalDate.of(2021, 1, 1).plusDays(days));
        var until = Arbitraries.integers().between(0, 2000);
        return Combinators.combine(occurred, until, until, until, until.injectNull(0.3))
                .as((occurredOn, decided, effective, served, challenge) -> {
                    var decidedOn = occurredOn.plusDays(decided);
                    var servedOn = decidedOn.plusDays(served % 60);
                    return new EventDates(
                            occurredOn,
                            decidedOn,
                            decidedOn.plusDays(effective % 30),
                            servedOn,
                            challenge == null ? null : servedOn.plusDays(challenge % 400),
                            servedOn.plusDays(challenge == null ? 1 : challenge % 100));
                });
    }
}
