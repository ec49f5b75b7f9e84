package org.chengxin.repair.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.chengxin.repair.calendar.CommittedCalendar;
import org.chengxin.repair.calendar.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChallengePeriodTest {

    static final WorkingDays CALENDAR = CommittedCalendar.days();

    @ParameterizedTest(name = "act {0}, known {1}, told {2}: until {3} ({4})")
    @CsvSource({
        "2026-03-10, 2026-03-20, 2026-03-20, 2026-05-19, sixty days from knowledge",
        "2026-03-10, 2026-03-20, ,           2027-03-22, never told: a year from knowledge",
        "2026-03-10, 2026-03-20, 2026-06-01, 2026-07-31, told later: sixty days from then",
        "2026-03-10, 2026-03-20, 2027-03-15, 2027-03-22, told late: a year from knowledge at most",
        "2021-03-10, 2026-03-09, ,           2026-03-10, five years from the act and no later",
    })
    void reconsiderationEnds(LocalDate act, LocalDate known, @Nullable LocalDate told, LocalDate until, String why) {
        assertThat(new ChallengePeriod(act, known, told).reconsiderationUntil(CALENDAR))
                .as(why)
                .isEqualTo(until);
    }

    @ParameterizedTest(name = "known {0}, after a reconsideration {1}: until {2}")
    @CsvSource({"2026-03-20, false, 2026-09-20", "2026-03-20, true, 2026-04-07", "2026-08-31, false, 2027-03-01"})
    void aLawsuitEnds(LocalDate known, boolean afterReconsideration, LocalDate until) {
        assertThat(new ChallengePeriod(known, known, known).lawsuitUntil(afterReconsideration, CALENDAR))
                .isEqualTo(until);
    }

    @Property
    void beingToldLaterNeverShortensThePeriodAndFiveYearsNeverPass(
            @ForAll("days") LocalDate act,
            @ForAll @IntRange(max = 1700) int until,
            @ForAll @IntRange(max = 400) int later) {
        var known = act.plusDays(until);
        var atOnce = new ChallengePeriod(act, known, known).reconsiderationUntil(CALENDAR);
        var toldLater = new ChallengePeriod(act, known, known.plusDays(later)).reconsiderationUntil(CALENDAR);
        var never = new ChallengePeriod(act, known, null).reconsiderationUntil(CALENDAR);

        assertThat(toldLater).isAfterOrEqualTo(atOnce);
        assertThat(never).isAfterOrEqualTo(toldLater);
        assertThat(never).isBeforeOrEqualTo(CALENDAR.sameOrNext(act.plusYears(5)));
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2024, 1, 1).toEpochDay(),
                        LocalDate.of(2027, 1, 1).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }
}
