package org.chengxin.repair.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.chengxin.repair.calendar.WorkingDays;
import org.chengxin.repair.dispute.Dispute.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisputeClockTest {

    static final WorkingDays MONDAY_TO_FRIDAY = new WorkingDays(Map.of());

    @ParameterizedTest(name = "opened on {0}: forwarded by {1}, decided by {2}")
    @CsvSource({
        "2026-11-22, 2026-11-24, 2026-11-27",
        "2026-11-23, 2026-11-25, 2026-11-30",
        "2026-11-27, 2026-12-01, 2026-12-04",
    })
    void theSourceHasFiveWorkingDaysFromTheDayItIsForwarded(LocalDate opened, LocalDate forwardBy, LocalDate dueOn) {
        var clock = DisputeClock.start(opened, opened, MONDAY_TO_FRIDAY);

        assertThat(clock).isEqualTo(new DisputeClock(forwardBy, dueOn));
    }

    @Test
    void theLastDayIsStillInTime() {
        var clock = new DisputeClock(LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 27));

        assertThat(clock.isOverdue(LocalDate.of(2026, 11, 27))).isFalse();
        assertThat(clock.isOverdue(LocalDate.of(2026, 11, 28))).isTrue();
    }

    @ParameterizedTest(name = "{0} may become {1}: {2}")
    @CsvSource({
        "FORWARDED, FORWARDED, false",
        "FORWARDED, WITHDRAWN, true",
        "WITHDRAWN, FORWARDED, false",
        "WITHDRAWN, WITHDRAWN, false",
    })
    void theLifecycleAllowsTheseStepsAndNoOthers(State from, State to, boolean allowed) {
        assertThat(from.mayBecome(to)).isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"person, true", "stranger, false", "officer, true", "officer elsewhere, false", "reviewer, true"})
    void aCaseIsSeenByItsPersonItsSourceAndTheReviewer(String who, boolean sees) {
        var wang = UUID.randomUUID();
        var dispute = new Dispute(
                UUID.randomUUID(),
                wang,
                UUID.randomUUID(),
                1,
                "INCOME_TAX_ADVERSE",
                "PROV_STATE_TAX",
                null,
                Grounds.WRONG_FACT,
                "It was paid.",
                State.FORWARDED,
                Instant.EPOCH,
                new DisputeClock(LocalDate.EPOCH, LocalDate.EPOCH),
                null,
                1);
        var viewer = switch (who) {
            case "person" -> new Viewer.Person(wang);
            case "stranger" -> new Viewer.Person(UUID.randomUUID());
            case "officer" -> new Viewer.Officer("officer-prov-state-tax", "PROV_STATE_TAX");
            case "officer elsewhere" -> new Viewer.Officer("officer-prov-edu", "PROV_EDU");
            default -> new Viewer.Reviewer("reviewer-1");
        };

        assertThat(viewer.maySee(dispute)).isEqualTo(sees);
    }
}
