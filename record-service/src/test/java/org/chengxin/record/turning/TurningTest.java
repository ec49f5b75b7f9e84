package org.chengxin.record.turning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.record.ledger.Cause;
import org.chengxin.record.ledger.Change;
import org.chengxin.record.ledger.CreditRecord;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.RecordView;
import org.chengxin.record.ledger.WrittenRecords;
import org.chengxin.record.lifecycle.RecordState;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.UseCaseTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@UseCaseTest
class TurningTest {

    private static final LocalDate LAST_DAY = LocalDate.of(2027, 3, 9);

    @Autowired
    Ledger ledger;

    @Autowired
    AnnounceTurns announceTurns;

    @Autowired
    EraseContent eraseContent;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Test
    void atMidnightEveryReaderKnowsThatARecordHasExpiredAlthoughNoJobHasRun() {
        var record = WrittenRecords.adverse(ledger);

        clock.set(Instant.parse("2027-03-09T15:59:59Z"));
        assertThat(everyReader(record)).containsOnly(RecordState.FINAL);
        clock.set(Instant.parse("2027-03-09T16:00:00Z"));

        assertThat(everyReader(record)).containsOnly(RecordState.EXPIRED);
        assertThat(ledger.find(record.id()).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void whatHasExpiredIsAnnouncedOnceWithEveryMemberOfTheContract() {
        var record = WrittenRecords.adverse(ledger);
        clock.set(LAST_DAY.plusDays(1));

        assertThat(announceTurns.announceSome()).isOne();
        assertThat(announceTurns.announceSome()).isZero();

        assertThat(causes(record)).containsExactly("REPORTED", "EXPIRED");
        var announced = jdbc.sql(
                        "select data[array_position(subjects, :id)] from outbox where :id = any(subjects) order by id desc limit 1")
                .param("id", record.id().toString())
                .query(String.class)
                .single();
        new Contract("record-service", "record.changed.v1").isKeptByJson(announced);
    }

    @Test
    void aRecordThatBecomesFinalByTheEndOfItsWindowIsAnnouncedThen() {
        var record = WrittenRecords.adverse(ledger);
        var told = record.marked(record.marks().told(false, LocalDate.of(2026, 12, 4)), clock.instant());
        ledger.write(List.of(new Change(told, Cause.NOTICE_DELIVERED)));

        clock.set(LocalDate.of(2026, 12, 4));
        assertThat(announceTurns.announceSome()).isZero();
        clock.set(LocalDate.of(2026, 12, 5));
        assertThat(announceTurns.announceSome()).isOne();

        assertThat(causes(record)).containsExactly("REPORTED", "NOTICE_DELIVERED", "FINAL");
    }

    @Test
    void whatIsOverIsErasedTheDayAfterAndAStubSaysNothingAboutAnybody() {
        var record = WrittenRecords.adverse(ledger);

        clock.set(LAST_DAY.plusDays(1));
        assertThat(eraseContent.eraseSome()).isZero();
        clock.set(LAST_DAY.plusDays(2));
        assertThat(eraseContent.eraseSome()).isOne();

        assertThat(ledger.find(record.id())).isEmpty();
        assertThat(jdbc.sql("select row_to_json(e)::text from erased_record e where record_id = :id")
                        .param("id", record.id())
                        .query(String.class)
                        .single())
                .contains("INCOME_TAX_ADVERSE")
                .doesNotContain(record.subjectId().toString(), "未按期", record.sourceRecordId());
        assertThat(contents(record)).isZero();
    }

    @Test
    void whatWasWithdrawnLosesItsContentTheNextDayAndKeepsItsMarks() {
        var record = WrittenRecords.adverse(ledger);
        ledger.write(List.of(new Change(record.withdrawn(2, clock.instant()), Cause.WITHDRAWN)));

        clock.set(LocalDate.of(2026, 11, 23));
        assertThat(eraseContent.eraseSome()).isOne();

        var left = ledger.find(record.id()).orElseThrow();
        assertThat(left.isWithdrawn()).isTrue();
        assertThat(left.decision().facts()).isEmpty();
        assertThat(contents(record)).isZero();
    }

    /** The person's list, the single record, the provider's list, the function of the database. */
    private List<RecordState> everyReader(CreditRecord record) {
        var today = LocalDate.now(clock);
        var mine = RecordView.of(ledger.about(record.subjectId(), null, null, 1).getFirst(), today);
        var single = ledger.find(record.id()).orElseThrow();
        var providers = ledger.entries(
                        record.provider(), record.sourceRecordId(), mine.state(), null, today, (UUID) null, 1)
                .getFirst();
        return List.of(mine.state(), single.stateOn(today), providers.state());
    }

    private long contents(CreditRecord record) {
        return jdbc.sql("select count(*) from record_version where record_id = :id and content is not null")
                .param("id", record.id())
                .query(Long.class)
                .single();
    }

    private List<String> causes(CreditRecord record) {
        return jdbc.sql("select cause from record_version where record_id = :id order by version")
                .param("id", record.id())
                .query(String.class)
                .list();
    }
}
