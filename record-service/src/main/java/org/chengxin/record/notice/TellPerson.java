package org.chengxin.record.notice;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.chassis.problem.Refusal;
import org.chengxin.record.calendar.WorkingDays;
import org.chengxin.record.catalog.Catalog;
import org.chengxin.record.catalog.Polarity;
import org.chengxin.record.catalog.RecordType;
import org.chengxin.record.ledger.Cause;
import org.chengxin.record.ledger.Change;
import org.chengxin.record.ledger.CreditRecord;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.Provider;
import org.chengxin.record.lifecycle.LifeEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Use case: the person opens a notice, declines praise; the department proves that the notice arrived, or that
 * it did not, which holds the record (N-4).
 */
@Component
class TellPerson {

    private final Notices notices;
    private final Ledger ledger;
    private final Catalog catalog;
    private final WorkingDays calendar;
    private final Clock clock;

    TellPerson(Notices notices, Ledger ledger, Catalog catalog, WorkingDays calendar, Clock clock) {
        this.notices = notices;
        this.ledger = ledger;
        this.catalog = catalog;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Transactional
    public Notices.Entry opened(UUID noticeId, UUID subjectId) {
        var entry = own(noticeId, subjectId);
        notices.read(noticeId);
        weigh(locked(entry.recordId()));
        return own(noticeId, subjectId);
    }

    @Transactional
    public CreditRecord delivered(UUID recordId, Delivery delivery, Provider provider, String toldBy) {
        var record = ledger.find(recordId)
                .filter(found -> found.provider().equals(provider.code()))
                .map(found -> locked(found.id()))
                .orElseThrow(TellPerson::noRecord);
        if (record.decision().polarity() != Polarity.ADVERSE) {
            throw Problem.conflict("notice-not-needed", "Only adverse records wait for their notice.")
                    .refusal();
        }
        if (delivery.on().isAfter(LocalDate.now(clock))
                || delivery.on().isBefore(record.decision().dates().decidedOn())) {
            throw Problem.unprocessable("date-invalid", "Some days are impossible; each is named in errors.")
                    .at("/on", "lies before the decision or in the future")
                    .refusal();
        }
        if (delivery.proof().isBlank()
                || delivery.proof().length() > 200
                || delivery.proof().indexOf('\0') >= 0) {
            throw Problem.unprocessable("proof-invalid", "Name the return receipt or file note by its number.")
                    .at("/proof", "has 1 to 200 characters")
                    .refusal();
        }
        notices.deliver(recordId, delivery, toldBy);
        return weigh(record);
    }

    @Transactional
    public void declined(UUID recordId, UUID subjectId) {
        ledger.sources().lockOf(recordId);
        var record = ledger.find(recordId)
                .filter(found -> found.subjectId().equals(subjectId))
                .map(found -> locked(found.id()))
                .orElseThrow(TellPerson::noRecord);
        if (record.marks().declined()) {
            return;
        }
        if (!LifeEvent.DECLINED.mayHappen(record.decision().polarity(), record.marks())) {
            throw Problem.conflict(
                            "record-not-declinable",
                            "Only a positive record can be declined; dispute another one (POST /v1/disputes).")
                    .refusal();
        }
        ledger.sources().close(record);
        ledger.write(
                List.of(new Change(record.marked(record.marks().declinedForGood(), clock.instant()), Cause.DECLINED)));
    }

    /** What all ways together mean for the record. */
    private CreditRecord weigh(CreditRecord record) {
        if (record.decision().polarity() != Polarity.ADVERSE) {
            return record;
        }
        var sum = Delivery.Sum.of(notices.deliveries(record.id()), notices.readOn(record.id()));
        var told = sum.toldOn();
        var marks = record.marks().told(sum.failed(), told == null ? null : calendar.deadline(told, window(record)));
        if (marks.equals(record.marks())) {
            return record;
        }
        var after = record.marked(marks, clock.instant());
        ledger.write(List.of(new Change(after, sum.failed() ? Cause.NOTICE_FAILED : Cause.NOTICE_DELIVERED)));
        return after;
    }

    private int window(CreditRecord record) {
        var decision = record.decision();
        return catalog.inForce(decision.recordType(), decision.dates().decidedOn())
                .map(RecordType::noticeWorkingDays)
                .orElseThrow(() -> new IllegalStateException("no record without a type (rule A-1)"));
    }

    private CreditRecord locked(UUID recordId) {
        var record = ledger.lockRecords(Set.of(recordId)).get(recordId);
        if (record == null) {
            throw noRecord();
        }
        return record;
    }

    private Notices.Entry own(UUID noticeId, UUID subjectId) {
        return notices.find(noticeId, subjectId)
                .orElseThrow(() -> Problem.notFound("notice-not-found", "You have no notice with this id.")
                        .refusal());
    }

    private static Refusal noRecord() {
        return Problem.notFound("record-not-found", "You have no record with this id.")
                .refusal();
    }
}
