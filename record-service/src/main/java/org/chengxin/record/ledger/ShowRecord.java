package org.chengxin.record.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.events.Outbox;
import org.chengxin.record.lifecycle.RecordState;
import org.chengxin.record.subject.Subjects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows one record to the person or to its provider; a provider's look is told to the person. */
@Component
public class ShowRecord {

    private static final String TYPE = "subject.accessed.v1";

    private final Ledger ledger;
    private final Subjects subjects;
    private final Outbox outbox;
    private final Clock clock;

    ShowRecord(Ledger ledger, Subjects subjects, Outbox outbox, Clock clock) {
        this.ledger = ledger;
        this.subjects = subjects;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Announcement {@code subject.accessed.v1}: who saw what of whom, when and why. */
    record SubjectAccessed(
            UUID accessId,
            UUID subjectId,
            Instant at,
            String organisation,
            String service,
            String purpose,
            @Nullable String matterNumber,
            @Nullable String legalBasis,
            String outcome,
            List<String> recordTypes) {}

    /** @return empty when there is no such record, or the caller may not know that there is */
    @Transactional
    public Optional<RecordView> to(Caller caller, UUID id) {
        var found = ledger.find(id)
                .filter(record -> record.stateOn(LocalDate.now(clock)) != RecordState.WITHDRAWN)
                .filter(record -> isAbout(caller, record) || isFrom(caller, record));
        found.filter(record -> !isAbout(caller, record)).ifPresent(record -> tell(caller, record));
        return found.map(record -> RecordView.of(record, LocalDate.now(clock)));
    }

    /** A token may carry the subject id that the person had before a merge. */
    private boolean isAbout(Caller caller, CreditRecord record) {
        var subjectId = caller.subjectId();
        return caller.is("citizen") && subjectId != null && record.subjectId().equals(subjects.now(subjectId));
    }

    private static boolean isFrom(Caller caller, CreditRecord record) {
        return (caller.is("department") || caller.is("prefecture"))
                && Provider.of(caller)
                        .filter(provider -> provider.code().equals(record.provider()))
                        .isPresent();
    }

    private void tell(Caller caller, CreditRecord record) {
        var decision = record.decision();
        outbox.append(
                "access-events",
                record.subjectId().toString(),
                TYPE,
                record.id().toString(),
                new SubjectAccessed(
                        UUID.randomUUID(),
                        record.subjectId(),
                        clock.instant(),
                        caller.name(),
                        "record-service",
                        "SUPERVISION",
                        record.sourceRecordId(),
                        decision.legalBases().getFirst(),
                        "ANSWERED",
                        List.of(decision.recordType())));
    }
}
