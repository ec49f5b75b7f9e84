package org.chengxin.education.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.chengxin.education.code.Publication.Allowed;
import org.chengxin.education.code.Publication.InThePast;
import org.chengxin.education.code.Publication.NotAfterTheLast;
import org.junit.jupiter.api.Test;

class PublicationTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Test
    void anEditionBeginsTodayOrLater() {
        assertThat(Publication.on(TODAY, TODAY, null)).isEqualTo(new Allowed());
        assertThat(Publication.on(TODAY.plusYears(1), TODAY, null)).isEqualTo(new Allowed());
        assertThat(Publication.on(TODAY.minusDays(1), TODAY, null)).isEqualTo(new InThePast(TODAY));
    }

    @Test
    void anEditionBeginsAfterTheOneBefore() {
        var last = TODAY.plusDays(10);

        assertThat(Publication.on(last, TODAY, last)).isEqualTo(new NotAfterTheLast(last.plusDays(1)));
        assertThat(Publication.on(TODAY, TODAY, last)).isEqualTo(new NotAfterTheLast(last.plusDays(1)));
        assertThat(Publication.on(last.plusDays(1), TODAY, last)).isEqualTo(new Allowed());
    }
}
