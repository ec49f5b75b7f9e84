package org.chengxin.record.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.chengxin.record.catalog.Polarity;
import org.chengxin.record.catalog.Severity;
import org.chengxin.record.lifecycle.RecordDates;
import org.chengxin.record.lifecycle.RecordState;
import org.chengxin.record.lifecycle.Standing;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.UseCaseTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@UseCaseTest
class LedgerTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    @Autowired
    Ledger ledger;

    @Autowired
    CaseChangesListener listener;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Test
    void theExamplesOfRepairServiceAreUnderstoodAndAnUnknownRecordIsNobodysBusiness() {
        listener.on(List.of(
                new Contract("repair-service", "dispute.opened.v1").message("case-changes", "k"),
                new Contract("repair-service", "dispute.withdrawn.v1").message("case-changes", "k")));

        assertThat(count("select count(*) from quarantined_event where consumer = 'case-changes'"))
                .isZero();
        assertThat(count("select count(*) from record_dispute where not open")).isOne();
    }

    @Test
    void aRecordIsDisputedWhileOneOfItsDisputesIsOpen() {
        var record = written();
        var first = UUID.randomUUID();
        var second = UUID.randomUUID();

        dispute("dispute.opened.v1", record, first);
        dispute("dispute.opened.v1", record, second);
        dispute("dispute.withdrawn.v1", record, first);
        assertThat(ledger.find(record.id()).orElseThrow().disputed()).isTrue();
        dispute("dispute.withdrawn.v1", record, second);

        assertThat(ledger.find(record.id()).orElseThrow().disputed()).isFalse();
        assertThat(causes(record)).containsExactly("REPORTED", "DISPUTE_OPENED", "DISPUTE_CLOSED");
    }

    @Test
    void aDisputeThatWasTakenBackBeforeItArrivedMarksNothing() {
        var record = written();
        var dispute = UUID.randomUUID();

        dispute("dispute.withdrawn.v1", record, dispute);
        dispute("dispute.opened.v1", record, dispute);

        assertThat(ledger.find(record.id()).orElseThrow()).isEqualTo(record);
    }

    @Test
    void whatIsAnnouncedKeepsTheContractAndIsKeptAsVersion() {
        var record = written();

        var announced = jdbc.sql("select data from outbox where subject = :id")
                .param("id", record.id().toString())
                .query(String.class)
                .single();
        var kept = jdbc.sql("select content::text from record_version where record_id = :id")
                .param("id", record.id())
                .query(String.class)
                .single();

        new Contract("record-service", "record.changed.v1").isKeptByJson(announced);
        assertThat(json.readTree(kept)).isEqualTo(json.readTree(announced));
        assertThat(ledger.find(record.id())).contains(record);
    }

    @ParameterizedTest(name = "{0}, answer until {1}, final on {2}, displayed until {3}")
    @MethodSource("everyCase")
    void theDatabaseKnowsTheSameStatesAsTheRule(
            Standing standing, @Nullable LocalDate answerUntil, @Nullable LocalDate finalOn, LocalDate displayUntil) {
        var dates = new RecordDates(TODAY, TODAY, TODAY, answerUntil, finalOn, displayUntil, displayUntil);

        var state = jdbc.sql("select record_state(:standing, :displayUntil, :answerUntil, :finalOn, :today)")
                .param("standing", standing.name())
                .param("displayUntil", displayUntil)
                .param("answerUntil", answerUntil)
                .param("finalOn", finalOn)
                .param("today", TODAY)
                .query(String.class)
                .single();

        assertThat(state).isEqualTo(RecordState.stateOn(standing, dates, TODAY).name());
    }

    static Stream<Object[]> everyCase() {
        var days = new LocalDate[] {null, TODAY.minusDays(1), TODAY, TODAY.plusDays(1)};
        return Stream.of(Standing.values())
                .flatMap(standing -> Stream.of(days)
                        .flatMap(answerUntil -> Stream.of(days)
                                .flatMap(finalOn -> Stream.of(TODAY, TODAY.plusDays(1))
                                        .map(displayUntil ->
                                                new Object[] {standing, answerUntil, finalOn, displayUntil}))));
    }

    private void dispute(String type, CreditRecord record, UUID caseId) {
        var data = json.writeValueAsString(
                Map.of("caseId", caseId, "recordId", record.id(), "subjectId", record.subjectId(), "grounds", "OTHER"));
        listener.on(List.of(Contract.message(
                "case-changes",
                record.id().toString(),
                type,
                "/repair-service",
                UUID.randomUUID().toString(),
                data)));
    }

    private CreditRecord written() {
        var dates = new RecordDates(
                LocalDate.of(2026, 1, 2),
                LocalDate.of(2026, 3, 10),
                LocalDate.of(2026, 3, 20),
                LocalDate.of(2026, 4, 3),
                null,
                LocalDate.of(2027, 3, 10),
                LocalDate.of(2026, 6, 10));
        var decision = new CreditRecord.Decision(
                "INCOME_TAX_ADVERSE",
                "TAX",
                "ADMINISTRATIVE",
                Polarity.ADVERSE,
                Severity.GENERAL,
                true,
                "530100",
                "云税罚〔2026〕12号",
                List.of("INCOME_TAX"),
                LocalDate.of(2026, 3, 20),
                null,
                dates,
                Map.of("summary", "未按期办理", "dutyPerformed", true));
        var record = CreditRecord.reported(
                RecordIds.next(NOW),
                UUID.randomUUID(),
                "PROV_STATE_TAX",
                "PROV_STATE_TAX",
                "TAX-" + UUID.randomUUID(),
                1,
                decision,
                NOW);
        ledger.write(List.of(new Change(record, Cause.REPORTED)));
        return record;
    }

    private List<String> causes(CreditRecord record) {
        return jdbc.sql("select cause from record_version where record_id = :id order by version")
                .param("id", record.id())
                .query(String.class)
                .list();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
