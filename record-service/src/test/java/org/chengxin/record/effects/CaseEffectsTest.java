package org.chengxin.record.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.record.ledger.Cause;
import org.chengxin.record.ledger.CreditRecord;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.WrittenRecords;
import org.chengxin.record.lifecycle.LifeEvent;
import org.chengxin.record.lifecycle.RecordState;
import org.chengxin.record.lifecycle.Standing;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.UseCaseTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@UseCaseTest
class CaseEffectsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Autowired
    Ledger ledger;

    @Autowired
    CaseChangesListener listener;

    @Autowired
    CaseEffects effects;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationContext service;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dispute.opened.v1",
                "dispute.withdrawn.v1",
                "dispute.decided.v1",
                "suspension.began.v1",
                "suspension.ended.v1",
                "repair.granted.v1",
                "repair.undone.v1",
                "statement.published.v1",
                "statement.removed.v1",
                "duty.performed.v1",
                "erasure.ordered.v1"
            })
    void everyExampleOfRepairServiceIsUnderstoodAndAnUnknownRecordIsNobodysBusiness(String type) {
        listener.on(List.of(new Contract("repair-service", type).message("case-changes", "k")));

        assertThat(count("select count(*) from quarantined_event where consumer = 'case-changes'"))
                .isZero();
        assertThat(count("select count(*) from case_effect where detail is null"))
                .isOne();
    }

    @Test
    void aRecordIsDisputedWhileOneOfItsDisputesIsOpen() {
        var record = WrittenRecords.adverse(ledger);
        var first = UUID.randomUUID();
        var second = UUID.randomUUID();

        opened(record, first);
        opened(record, second);
        closed("dispute.withdrawn.v1", record, first);
        assertThat(now(record).marks().disputed()).isTrue();
        closed("dispute.decided.v1", record, second);

        assertThat(now(record).marks().disputed()).isFalse();
        assertThat(causes(record)).containsExactly("REPORTED", "DISPUTE_OPENED", "DISPUTE_DECIDED");
    }

    @Test
    void aDisputeThatWasTakenBackBeforeItArrivedMarksNothing() {
        var record = WrittenRecords.adverse(ledger);
        var dispute = UUID.randomUUID();

        closed("dispute.withdrawn.v1", record, dispute);
        opened(record, dispute);

        assertThat(now(record)).isEqualTo(record);
    }

    @Test
    void aRecordIsSuspendedWhileOneOfItsSuspensionsLasts() {
        var record = WrittenRecords.adverse(ledger);
        var court = UUID.randomUUID();
        var extension = UUID.randomUUID();

        tell("suspension.began.v1", record, court, 1, "ground", "COURT");
        tell("suspension.began.v1", record, extension, 2, "ground", "EXTENSION");
        tell("suspension.ended.v1", record, court, 3);
        assertThat(now(record).stateOn(TODAY)).isEqualTo(RecordState.SUSPENDED);
        tell("suspension.ended.v1", record, extension, 4);

        assertThat(now(record).stateOn(TODAY)).isEqualTo(RecordState.FINAL);
        assertThat(causes(record)).containsExactly("REPORTED", "SUSPENDED", "RESUMED");
    }

    @Test
    void aRepairThatIsUndoneBringsTheRecordBackToWhereItWas() {
        var record = WrittenRecords.adverse(ledger);
        var repair = UUID.randomUUID();

        tell("repair.granted.v1", record, repair, 1, "method", "CREDIT_REPAIR");
        assertThat(now(record).stateOn(TODAY)).isEqualTo(RecordState.REPAIRED);
        tell("repair.undone.v1", record, repair, 2);

        assertThat(now(record).stateOn(TODAY)).isEqualTo(RecordState.FINAL);
        assertThat(causes(record)).containsExactly("REPORTED", "REPAIRED", "REPAIR_UNDONE");
    }

    @Test
    void theLatestOfThePersonsStatementsIsShown() {
        var record = WrittenRecords.adverse(ledger);
        var first = UUID.randomUUID();
        var second = UUID.randomUUID();

        tell("statement.published.v1", record, second, 5, "text", "第二次说明");
        tell("statement.published.v1", record, first, 1, "text", "第一次说明");
        assertThat(now(record).marks().statement()).isEqualTo("第二次说明");
        tell("statement.removed.v1", record, second, 6);

        assertThat(now(record).marks().statement()).isEqualTo("第一次说明");
    }

    @Test
    void aPerformedDutyIsAFlagThatAnAmendmentOfTheSourceDoesNotTakeAway() {
        var record = WrittenRecords.adverse(ledger);

        tell("duty.performed.v1", record, UUID.randomUUID(), 1, "performedOn", "2026-11-19");

        assertThat(now(record).isDutyPerformed()).isTrue();
        assertThat(now(record).amended(2, record.decision(), record.changedAt()).isDutyPerformed())
                .isTrue();
    }

    @Test
    void anErasedRecordEndsAtOnceAndItsDecisionIsClosed() {
        var record = WrittenRecords.adverse(ledger);

        tell("erasure.ordered.v1", record, UUID.randomUUID(), 1);

        assertThat(now(record).standing()).isEqualTo(Standing.WITHDRAWN);
        assertThat(jdbc.sql("select closed from source_record where source_record_id = :id")
                        .param("id", record.sourceRecordId())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void whatTheTableOfEventsForbidsIsRefusedAloud() {
        var praise = WrittenRecords.praise(ledger);
        var repair = new CaseEffects.Told(
                Effect.REPAIR,
                praise.id(),
                UUID.randomUUID(),
                praise.changedAt(),
                "CREDIT_REPAIR",
                LifeEvent.REPAIRED,
                Cause.REPAIRED);

        assertThatThrownBy(() -> effects.began(repair)).isInstanceOf(LifeEvent.ForbiddenEvent.class);

        assertThat(now(praise)).isEqualTo(praise);
        assertThat(count("select count(*) from case_effect where record_id = '" + praise.id() + "'"))
                .isZero();
    }

    private void opened(CreditRecord record, UUID caseId) {
        CaseEvents.deliver(service, "dispute.opened.v1", data(record, caseId, "openedAt", 1));
    }

    private void closed(String type, CreditRecord record, UUID caseId) {
        CaseEvents.deliver(service, type, data(record, caseId, "closedAt", 2));
    }

    private void tell(String type, CreditRecord record, UUID caseId, int second, String... more) {
        var data = data(record, caseId, "at", second);
        for (var index = 0; index < more.length; index += 2) {
            data.put(more[index], more[index + 1]);
        }
        CaseEvents.deliver(service, type, data);
    }

    private static Map<String, Object> data(CreditRecord record, UUID caseId, String member, int second) {
        return new HashMap<>(Map.of(
                "caseId",
                caseId,
                "recordId",
                record.id(),
                "subjectId",
                record.subjectId(),
                member,
                "2026-11-20T02:00:%02dZ".formatted(second)));
    }

    private CreditRecord now(CreditRecord record) {
        return ledger.find(record.id()).orElseThrow();
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
