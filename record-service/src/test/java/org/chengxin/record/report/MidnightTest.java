package org.chengxin.record.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.record.ledger.CreditRecord;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.RecordView;
import org.chengxin.record.ledger.ShowRecord;
import org.chengxin.record.ledger.WrittenRecords;
import org.chengxin.record.lifecycle.RecordState;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.UseCaseTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** The clock passes midnight and nothing else happens: whoever asks gets the same answer, whatever they ask. */
@UseCaseTest
class MidnightTest {

    @Autowired
    Ledger ledger;

    @Autowired
    IssueReport issueReport;

    @Autowired
    ShowRecord showRecord;

    @Autowired
    TestClock clock;

    @Autowired
    JsonMapper json;

    @ParameterizedTest(name = "{0} to {2}")
    @CsvSource({
        "2026-04-03T15:59:59Z, ANNOUNCED, EFFECTIVE",
        "2026-09-19T15:59:59Z, EFFECTIVE, FINAL",
        "2027-03-09T15:59:59Z, FINAL, EXPIRED",
    })
    void allReadersTurnInTheSameSecond(Instant before, RecordState old, RecordState now) {
        SharingOfTests.isDown();
        var record = WrittenRecords.adverse(ledger);

        clock.set(before);
        assertThat(everyReader(record)).hasSize(6).containsOnly(old);
        clock.set(before.plusSeconds(1));

        assertThat(everyReader(record)).hasSize(6).containsOnly(now);
        assertThat(ledger.find(record.id()).orElseThrow().version())
                .as("no job has touched it")
                .isEqualTo(1);
    }

    @Test
    void aReportThatWasIssuedBeforeMidnightSaysForWhichDayItIsTrue() {
        SharingOfTests.isDown();
        var record = WrittenRecords.adverse(ledger);

        clock.set(Instant.parse("2027-03-09T15:59:59Z"));
        var before = issueReport.issue(record.subjectId(), "token").report();
        clock.set(Instant.parse("2027-03-09T16:00:00Z"));
        var after = issueReport.issue(record.subjectId(), "token").report();

        assertThat(before.asOf()).isEqualTo("2027-03-09");
        assertThat(after.asOf()).isEqualTo("2027-03-10");
    }

    /** The list and the single record of the person, their report, the single record and both lists of the provider. */
    private List<RecordState> everyReader(CreditRecord record) {
        var today = LocalDate.now(clock);
        var mine = RecordView.of(ledger.about(record.subjectId(), null, null, 1).getFirst(), today);
        var person = new Caller("citizen-1", Set.of("citizen"), null, null, record.subjectId());
        var provider = new Caller("dept-prov-state-tax", Set.of("department"), "PROV_STATE_TAX", null, null);
        var report =
                json.valueToTree(issueReport.issue(record.subjectId(), "token").report());
        return List.of(
                mine.state(),
                showRecord.to(person, record.id()).orElseThrow().state(),
                RecordState.valueOf(report.at("/records/0/record/state").asString()),
                showRecord.to(provider, record.id()).orElseThrow().state(),
                ledger.entries(record.provider(), record.sourceRecordId(), null, null, today, (UUID) null, 1)
                        .getFirst()
                        .state(),
                // The database itself is asked for the state.
                ledger.entries(record.provider(), record.sourceRecordId(), mine.state(), null, today, (UUID) null, 1)
                        .getFirst()
                        .state());
    }
}
