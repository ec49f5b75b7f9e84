package org.chengxin.repair.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordStateTest {

    @ParameterizedTest(name = "{0} on {1} is {2}")
    @CsvSource({
        "IN_FORCE,  2026-04-03, ANNOUNCED",
        "IN_FORCE,  2026-04-04, EFFECTIVE",
        "IN_FORCE,  2026-09-19, EFFECTIVE",
        "IN_FORCE,  2026-09-20, FINAL",
        "IN_FORCE,  2027-03-09, FINAL",
        "IN_FORCE,  2027-03-10, EXPIRED",
        "SUSPENDED, 2026-04-03, SUSPENDED",
        "SUSPENDED, 2027-03-09, SUSPENDED",
        "SUSPENDED, 2027-03-10, EXPIRED",
        "REPAIRED,  2026-10-01, REPAIRED",
        "REPAIRED,  2027-03-10, REPAIRED",
        "WITHDRAWN, 2026-10-01, WITHDRAWN",
        "WITHDRAWN, 2027-03-10, WITHDRAWN",
        "DECLINED,  2026-10-01, WITHDRAWN",
    })
    void theStateFollowsFromTheStandingAndTheDay(Standing standing, LocalDate today, RecordState state) {
        var record = RecordExample.adverse().standing(standing).build();

        assertThat(record.stateOn(today)).isEqualTo(state);
    }

    @Test
    void withoutAFinalDayARecordStaysEffective() {
        var record = RecordExample.adverse().finalOn(null).build();

        assertThat(record.stateOn(LocalDate.of(2027, 3, 9))).isEqualTo(RecordState.EFFECTIVE);
    }

    @Test
    void withoutAWindowToAnswerARecordIsNeverAnnounced() {
        var record = RecordExample.positive().build();

        assertThat(record.stateOn(LocalDate.of(2026, 3, 11))).isEqualTo(RecordState.EFFECTIVE);
    }
}
