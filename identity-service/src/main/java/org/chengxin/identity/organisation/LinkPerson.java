package org.chengxin.identity.organisation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.etag.ETags;
import org.chengxin.identity.access.AccessLog;
import org.chengxin.identity.document.SocialCreditCode;
import org.chengxin.identity.registry.Standing;
import org.chengxin.identity.registry.SubjectChanges;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Use case: a department says who answers for an organisation, and somebody looks at it. */
@Component
class LinkPerson {

    private final ResponsiblePersons persons;
    private final SubjectChanges changes;
    private final AccessLog accessLog;
    private final Clock clock;

    LinkPerson(ResponsiblePersons persons, SubjectChanges changes, AccessLog accessLog, Clock clock) {
        this.persons = persons;
        this.changes = changes;
        this.accessLog = accessLog;
        this.clock = clock;
    }

    /**
     * Links, or changes the link.
     *
     * @param said its version does not count
     * @param ifMatch the entity tag of the link that the department has read; needed when there is one
     */
    @Transactional
    public Linking link(ResponsiblePerson said, @Nullable String ifMatch) {
        var standing = changes.hold(said.subjectId())
                .map(person -> Standing.of(person, LocalDate.now(clock)))
                .orElse(Standing.UNKNOWN);
        if (standing != Standing.GOOD) {
            return new Linking.NotPossible(standing);
        }
        var before = persons.find(said.organisation(), said.subjectId());
        if (before.isPresent() && !before.get().mayBeChangedBy(said.reportedBy())) {
            return new Linking.SaidByAnother();
        }
        before.ifPresent(link -> ETags.require(ifMatch, link.version()));
        var linked = new ResponsiblePerson(
                said.organisation(),
                said.subjectId(),
                said.role(),
                said.from(),
                said.until(),
                said.reportedBy(),
                before.map(ResponsiblePerson::version).orElse(0L) + 1);
        persons.keep(linked);
        return new Linking.Linked(linked, before.isEmpty());
    }

    /**
     * Who answers for an organisation on a day; each of the first {@code most} is told who looked, and one more tells
     * that there are others.
     */
    @Transactional
    public List<ResponsiblePerson> show(
            SocialCreditCode organisation,
            LocalDate day,
            @Nullable UUID after,
            int most,
            String looker,
            String purpose) {
        var found = persons.on(day, organisation, after, most + 1);
        accessLog.answered(
                found.stream().limit(most).map(ResponsiblePerson::subjectId).toList(), looker, purpose, null);
        return found;
    }
}
