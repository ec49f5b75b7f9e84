package org.chengxin.record.effects;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.UUID;
import org.chengxin.record.ledger.Cause;
import org.chengxin.record.ledger.Change;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.subject.Subjects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Use case: two subjects are one person, or turn out not to be, or the person has died; the records follow.
 *
 * <p>A record belongs to whoever its registered subject is today. So a reversal moves back exactly the right records, also
 * those that came while the two were one, and any order of the events ends the same.
 */
@Component
class PersonEffects {

    private final Subjects subjects;
    private final Ledger ledger;
    private final Clock clock;

    PersonEffects(Subjects subjects, Ledger ledger, Clock clock) {
        this.subjects = subjects;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void merged(UUID mergeId, UUID survivorId, UUID mergedId) {
        subjects.rearrange();
        if (subjects.merge(mergeId, survivorId, mergedId)) {
            move(subjects.mergedInto(mergedId), Cause.SUBJECT_MERGED, mergeId);
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void split(UUID mergeId, UUID survivorId, UUID restoredId) {
        subjects.rearrange();
        if (subjects.split(mergeId, survivorId, restoredId)) {
            move(subjects.mergedInto(restoredId), Cause.SUBJECT_SPLIT, mergeId);
        }
    }

    /** @param on first day on which nothing about the person is displayed any more */
    @Transactional(propagation = Propagation.MANDATORY)
    public void deceased(UUID subjectId, LocalDate on) {
        subjects.rearrange();
        subjects.end(subjectId, on);
        var changes = new ArrayList<Change>();
        for (var record : ledger.lockRegistered(subjects.mergedInto(subjectId)).values()) {
            var marks = record.marks().endingBy(on);
            if (!marks.equals(record.marks())) {
                changes.add(new Change(record.marked(marks, clock.instant()), Cause.SUBJECT_DECEASED));
            }
        }
        ledger.write(changes);
    }

    private void move(Collection<UUID> registered, Cause cause, UUID mergeId) {
        var now = subjects.now(registered);
        var changes = new ArrayList<Change>();
        for (var record : ledger.lockRegistered(registered).values()) {
            var subject = now.getOrDefault(record.registeredAs(), record.registeredAs());
            if (!subject.equals(record.subjectId())) {
                changes.add(new Change(record.of(subject, clock.instant()), cause, mergeId));
            }
        }
        ledger.write(changes);
    }
}
