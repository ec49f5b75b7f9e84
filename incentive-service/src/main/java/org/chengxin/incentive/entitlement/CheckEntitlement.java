package org.chengxin.incentive.entitlement;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.chengxin.chassis.events.Outbox;
import org.chengxin.incentive.measures.Measure.Incentive;
import org.chengxin.incentive.records.KnownRecords;
import org.chengxin.incentive.subjects.Persons;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An authority asks whether a person is entitled to an incentive; no answer without a line in the access log. */
@Component
class CheckEntitlement {

    /**
     * What an authority asks about a person.
     *
     * @param organisation who asks
     */
    record Question(
            String organisation, Incentive incentive, String matterNumber, Purpose purpose, boolean regulatedParty) {}

    /** The answer, at the moment it was true. */
    record Checked(UUID checkId, Entitlement entitlement, Instant asOf) {}

    private final Persons persons;
    private final KnownRecords records;
    private final Outbox outbox;
    private final Clock clock;

    CheckEntitlement(Persons persons, KnownRecords records, Outbox outbox, Clock clock) {
        this.persons = persons;
        this.records = records;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    Checked check(UUID subjectId, Question question) {
        var now = clock.instant();
        var entitlement = entitlement(subjectId, question, LocalDate.ofInstant(now, clock.getZone()));
        var checked = new Checked(UUID.randomUUID(), entitlement, now);
        outbox.append(
                "access-events",
                subjectId.toString(),
                EntitlementChecked.TYPE,
                checked.checkId().toString(),
                EntitlementChecked.answered(
                        checked.checkId(),
                        subjectId,
                        now,
                        question.organisation(),
                        question.purpose(),
                        question.matterNumber(),
                        question.incentive().law(),
                        entitlement.lookedAt()));
        return checked;
    }

    /** Two subjects that are found to be one person have one file, also while its records are still moving. */
    private Entitlement entitlement(UUID subjectId, Question question, LocalDate today) {
        var ids = persons.everyIdOf(subjectId);
        return persons.hasDied(ids)
                ? Entitlement.ofTheDead()
                : Entitlement.of(question.incentive().criterion(), records.of(ids), question.regulatedParty(), today);
    }
}
