package org.chengxin.record.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {

    @ParameterizedTest(name = "{0}: to IN_FORCE {1}, SUSPENDED {2}, REPAIRED {3}, WITHDRAWN {4}, DECLINED {5}")
    @CsvSource({
        "IN_FORCE,  yes, yes, yes, yes, yes",
        "SUSPENDED, yes, yes, yes, yes, yes",
        "REPAIRED,  no,  no,  yes, yes, no",
        "WITHDRAWN, yes, no,  no,  yes, no",
        "DECLINED,  no,  no,  no,  yes, yes"
    })
    void theWholeTable(
            Standing from, String inForce, String suspended, String repaired, String withdrawn, String declined) {
        assertThat(answer(from, Standing.IN_FORCE)).isEqualTo(inForce);
        assertThat(answer(from, Standing.SUSPENDED)).isEqualTo(suspended);
        assertThat(answer(from, Standing.REPAIRED)).isEqualTo(repaired);
        assertThat(answer(from, Standing.WITHDRAWN)).isEqualTo(withdrawn);
        assertThat(answer(from, Standing.DECLINED)).isEqualTo(declined);
    }

    @Test
    void aForbiddenChangeIsRefusedAloud() {
        assertThatThrownBy(() -> Standing.REPAIRED.become(Standing.IN_FORCE))
                .isInstanceOf(Standing.ForbiddenChange.class)
                .hasMessage("a record that is REPAIRED cannot become IN_FORCE");
    }

    @Test
    void anAllowedChangeAnswersTheNewStanding() {
        assertThat(Standing.IN_FORCE.become(Standing.SUSPENDED)).isEqualTo(Standing.SUSPENDED);
        assertThat(Standing.SUSPENDED.become(Standing.SUSPENDED)).isEqualTo(Standing.SUSPENDED);
    }

    private static String answer(Standing from, Standing to) {
        return from.mayBecome(to) ? "yes" : "no";
    }
}
