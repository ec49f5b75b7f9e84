package org.chengxin.record.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.Stream;
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

    @Autowired
    Ledger ledger;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Test
    void whatIsAnnouncedKeepsTheContractAndIsKeptAsVersion() {
        var record = WrittenRecords.adverse(ledger);

        var announced = jdbc.sql("select data[array_position(subjects, :id)] from outbox where :id = any(subjects)")
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
}
