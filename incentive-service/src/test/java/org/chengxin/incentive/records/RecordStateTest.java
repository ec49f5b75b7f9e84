package org.chengxin.incentive.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordStateTest {

    @ParameterizedTest(name = "{0} on {1} is {2}")
    @CsvSource({
        "IN_FORCE,  2026-04-03, ANNOUNCED",
        "IN_FORCE,  2026-04-04, EFFECTIVE",
        "IN_FORCE,  2026-09-19, EFFECTIVE",
        "IN_FORCE,  2026-09-20, FINAL",
        "IN_FORCE,  2029-03-09, FINAL",
        "IN_FORCE,  2029-03-10, EXPIRED",
        "SUSPENDED, 2026-10-01, SUSPENDED",
        "SUSPENDED, 2029-03-10, EXPIRED",
        "REPAIRED,  2026-10-01, REPAIRED",
        "WITHDRAWN, 2026-10-01, WITHDRAWN",
        "DECLINED,  2026-10-01, WITHDRAWN",
    })
    void theStateFollowsFromTheStandingAndTheDay(Standing standing, LocalDate today, RecordState state) {
        var record = RecordExample.adverse()
                .standing(standing)
                .answerUntil(LocalDate.of(2026, 4, 3))
                .build();

        assertThat(RecordState.of(record, today)).isEqualTo(state);
        assertThat(record.isUsableOn(today)).isEqualTo(state == RecordState.FINAL);
    }
}
