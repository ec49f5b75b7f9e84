package org.chengxin.record.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecordStateTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    /** Notice 20 March, window through 3 April, final on 20 September, gone on 10 March. */
    private static final RecordDates DATES = new RecordDates(
            LocalDate.of(2026, 1, 2),
            LocalDate.of(2026, 3, 10),
            LocalDate.of(2026, 3, 20),
            LocalDate.of(2026, 4, 3),
            LocalDate.of(2026, 9, 20),
            LocalDate.of(2027, 3, 10),
            LocalDate.of(2026, 6, 10));

    @ParameterizedTest(name = "on {0} a record in force is {1}")
    @CsvSource({
        "2026-03-20, ANNOUNCED",
        "2026-04-03, ANNOUNCED",
        "2026-04-04, EFFECTIVE",
        "2026-09-19, EFFECTIVE",
        "2026-09-20, FINAL",
        "2027-03-09, FINAL",
        "2027-03-10, EXPIRED",
        "2031-01-01, EXPIRED"
    })
    void timeAloneMovesARecordInForce(LocalDate today, RecordState state) {
        assertThat(RecordState.stateOn(Standing.IN_FORCE, DATES, today)).isEqualTo(state);
    }

    @ParameterizedTest(name = "{0} on {1} is {2}")
    @CsvSource({
        "SUSPENDED, 2026-03-25, SUSPENDED",
        "SUSPENDED, 2026-10-01, SUSPENDED",
        "SUSPENDED, 2027-03-09, SUSPENDED",
        "SUSPENDED, 2027-03-10, EXPIRED",
        "REPAIRED, 2026-10-01, REPAIRED",
        "REPAIRED, 2027-03-10, REPAIRED",
        "WITHDRAWN, 2026-03-25, WITHDRAWN",
        "WITHDRAWN, 2027-03-10, WITHDRAWN",
        "DECLINED, 2026-10-01, WITHDRAWN",
        "DECLINED, 2027-03-10, WITHDRAWN"
    })
    void whatWasDecidedComesBeforeTime(Standing standing, LocalDate today, RecordState state) {
        assertThat(RecordState.stateOn(standing, DATES, today)).isEqualTo(state);
    }

    @Test
    void aWindowThatStillRunsComesBeforeFinality() {
        var finalAtOnce = new RecordDates(
                DATES.occurredOn(),
                DATES.decidedOn(),
                DATES.effectiveOn(),
                DATES.answerUntil(),
                LocalDate.of(2026, 3, 20),
                DATES.displayUntil(),
                DATES.minDisplayUntil());

        assertThat(RecordState.stateOn(Standing.IN_FORCE, finalAtOnce, LocalDate.of(2026, 4, 3)))
                .isEqualTo(RecordState.ANNOUNCED);
        assertThat(RecordState.stateOn(Standing.IN_FORCE, finalAtOnce, LocalDate.of(2026, 4, 4)))
                .isEqualTo(RecordState.FINAL);
    }

    @Test
    void withoutFinalityARecordStaysEffectiveUntilItExpires() {
        var open = new RecordDates(
                DATES.occurredOn(),
                DATES.decidedOn(),
                DATES.effectiveOn(),
                DATES.answerUntil(),
                null,
                DATES.displayUntil(),
                DATES.minDisplayUntil());

        assertThat(RecordState.stateOn(Standing.IN_FORCE, open, LocalDate.of(2027, 3, 9)))
                .isEqualTo(RecordState.EFFECTIVE);
        assertThat(RecordState.stateOn(Standing.IN_FORCE, open, LocalDate.of(2027, 3, 10)))
                .isEqualTo(RecordState.EXPIRED);
    }

    @ParameterizedTest(name = "at {0} the record is {1}")
    @CsvSource({
        "2027-03-09T15:59:59.999999999Z, FINAL",
        "2027-03-09T16:00:00Z, EXPIRED",
        "2026-04-03T15:59:59Z, ANNOUNCED",
        "2026-04-03T16:00:00Z, EFFECTIVE",
        "2026-09-19T15:59:59Z, EFFECTIVE",
        "2026-09-19T16:00:00Z, FINAL"
    })
    void theDayTurnsAtMidnightInShanghai(Instant now, RecordState state) {
        var today = LocalDate.now(Clock.fixed(now, SHANGHAI));

        assertThat(RecordState.stateOn(Standing.IN_FORCE, DATES, today)).isEqualTo(state);
    }

    @ParameterizedTest
    @EnumSource(RecordState.class)
    void onlyFinalIsShared(RecordState state) {
        assertThat(state.isShared()).isEqualTo(state == RecordState.FINAL);
    }
}
