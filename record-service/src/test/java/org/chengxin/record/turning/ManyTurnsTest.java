package org.chengxin.record.turning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.ManyRecords;
import org.chengxin.record.ledger.WrittenRecords;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.UseCaseTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long it takes to announce that many records have expired: {@code -Dturning.records=100000}. */
@UseCaseTest
@EnabledIfSystemProperty(named = "turning.records", matches = "[0-9]+")
class ManyTurnsTest {

    @Autowired
    Ledger ledger;

    @Autowired
    AnnounceTurns announceTurns;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Test
    void allThatExpireInOneNightAreAnnouncedOnce() {
        var wanted = Integer.getInteger("turning.records");
        ManyRecords.like(WrittenRecords.adverse(ledger).id(), wanted - 1, jdbc);
        jdbc.sql("analyze record").update();
        clock.set(LocalDate.of(2027, 3, 10));
        var before = announced();
        var began = System.nanoTime();

        var looked = 0;
        for (var some = announceTurns.announceSome(); some > 0; some = announceTurns.announceSome()) {
            looked += some;
        }

        System.out.printf("TURNS records=%d seconds=%.1f%n", looked, (System.nanoTime() - began) / 1e9);
        assertThat(looked).isEqualTo(wanted);
        assertThat(announced() - before).isEqualTo(wanted.longValue());
    }

    private long announced() {
        return jdbc.sql("select count(*) from record_version where cause = 'EXPIRED'")
                .query(Long.class)
                .single();
    }
}
