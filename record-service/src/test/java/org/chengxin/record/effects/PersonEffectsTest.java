package org.chengxin.record.effects;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.chengxin.record.ledger.CreditRecord;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.WrittenRecords;
import org.chengxin.record.lifecycle.RecordState;
import org.chengxin.record.subject.Subjects;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.UseCaseTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@UseCaseTest
class PersonEffectsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Autowired
    Ledger ledger;

    @Autowired
    Subjects subjects;

    @Autowired
    SubjectChangesListener listener;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationContext service;

    @Test
    void theExamplesOfIdentityServiceAreUnderstood() {
        for (var type : List.of(
                "subject.merged.v1",
                "subject.split.v1",
                "subject.deceased.v1",
                "subject.renamed.v1",
                "subject.document-added.v1",
                "subject.registered.v1")) {
            listener.on(List.of(new Contract("identity-service", type).message("subject-changes", "k")));
        }

        assertThat(jdbc.sql("select count(*) from quarantined_event where consumer = 'subject-changes'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void theRecordsFollowAMergeAndComeBackExactlyWhenItIsReversed() {
        var survivors = record(UUID.randomUUID());
        var mergeds = record(UUID.randomUUID());
        var merge = UUID.randomUUID();

        merged(merge, survivors.subjectId(), mergeds.subjectId());
        assertThat(now(mergeds).subjectId()).isEqualTo(survivors.subjectId());
        assertThat(subjects.now(mergeds.subjectId())).isEqualTo(survivors.subjectId());
        assertThat(ledger.about(survivors.subjectId(), null, null, 10)).hasSize(2);
        split(merge, survivors.subjectId(), mergeds.subjectId());

        assertThat(now(mergeds).subjectId()).isEqualTo(mergeds.subjectId());
        assertThat(now(survivors)).isEqualTo(survivors);
        assertThat(causes(mergeds)).containsExactly("REPORTED", "SUBJECT_MERGED", "SUBJECT_SPLIT");
        assertThat(jdbc.sql("select count(*) from record_version where record_id = :id and reference = :merge")
                        .param("id", mergeds.id())
                        .param("merge", merge)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void anyOrderOfMergesAndReversalsWithRepeatsEndsTheSame() {
        var random = new Random(4);
        for (var round = 0; round < 20; round++) {
            var a = record(UUID.randomUUID());
            var b = record(UUID.randomUUID());
            var c = record(UUID.randomUUID());
            var ab = UUID.randomUUID();
            var bc = UUID.randomUUID();
            var events = new ArrayList<Runnable>(List.of(
                    () -> merged(ab, b.subjectId(), a.subjectId()),
                    () -> merged(bc, c.subjectId(), b.subjectId()),
                    () -> split(ab, b.subjectId(), a.subjectId())));
            events.addAll(events.subList(0, 1 + random.nextInt(3)));
            Collections.shuffle(events, random);

            events.forEach(Runnable::run);

            assertThat(now(a).subjectId()).isEqualTo(a.subjectId());
            assertThat(now(b).subjectId()).isEqualTo(c.subjectId());
            assertThat(now(c)).isEqualTo(c);
        }
    }

    @Test
    void displayEndsOnNoticeOfDeathAndAnAmendmentDoesNotBringItBack() {
        var record = record(UUID.randomUUID());

        CaseEvents.deliverAboutPersons(
                service,
                "subject.deceased.v1",
                Map.of(
                        "subjectId", record.subjectId(),
                        "diedOn", "2026-11-18",
                        "recordedAt", "2026-11-21T17:00:00Z"));

        var after = now(record);
        assertThat(after.stateOn(TODAY)).isEqualTo(RecordState.EXPIRED);
        assertThat(after.dates().displayUntil()).isEqualTo(TODAY);
        assertThat(after.amended(2, record.decision(), record.changedAt()).stateOn(TODAY))
                .isEqualTo(RecordState.EXPIRED);
    }

    private void merged(UUID mergeId, UUID survivorId, UUID mergedId) {
        CaseEvents.deliverAboutPersons(
                service,
                "subject.merged.v1",
                Map.of("mergeId", mergeId, "survivorId", survivorId, "mergedId", mergedId));
    }

    private void split(UUID mergeId, UUID survivorId, UUID restoredId) {
        CaseEvents.deliverAboutPersons(
                service,
                "subject.split.v1",
                Map.of("mergeId", mergeId, "survivorId", survivorId, "restoredId", restoredId));
    }

    private CreditRecord record(UUID subjectId) {
        return WrittenRecords.adverse(ledger, subjectId, LocalDate.of(2027, 3, 10));
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
}
