package org.chengxin.identity.occupation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.chassis.etag.ETags;
import org.chengxin.identity.access.AccessLog;
import org.chengxin.identity.registry.Standing;
import org.chengxin.identity.registry.SubjectChanges;
import org.chengxin.identity.registry.Subjects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Use case: a regulator says who practises its profession, and somebody looks at it. */
@Component
class EnterOccupation {

    private final OccupationList occupations;
    private final Practices practices;
    private final SubjectChanges changes;
    private final Subjects subjects;
    private final AccessLog accessLog;
    private final Clock clock;

    EnterOccupation(
            OccupationList occupations,
            Practices practices,
            SubjectChanges changes,
            Subjects subjects,
            AccessLog accessLog,
            Clock clock) {
        this.occupations = occupations;
        this.practices = practices;
        this.changes = changes;
        this.subjects = subjects;
        this.accessLog = accessLog;
        this.clock = clock;
    }

    /**
     * Enters what the regulator says, in place of what it said before.
     *
     * @param ifMatch the entity tag of the entry that the regulator has read; needed when there is one
     */
    @Transactional
    public Entering enter(UUID subjectId, Practice practice, @Nullable String ifMatch) {
        var occupation = occupations.find(practice.occupation());
        if (occupation.isEmpty()) {
            return new Entering.NoSuchOccupation();
        }
        if (!occupation.get().regulators().contains(practice.regulator())) {
            return new Entering.NotItsRegulator();
        }
        if (occupation.get().licensed() != (practice.licence() != null)) {
            return new Entering.LicenceWrong(occupation.get().licensed());
        }
        var standing = changes.hold(subjectId)
                .map(person -> Standing.of(person, LocalDate.now(clock)))
                .orElse(Standing.UNKNOWN);
        if (standing != Standing.GOOD) {
            return new Entering.NotPossible(standing);
        }
        var version = practices.version(subjectId, practice.occupation());
        version.ifPresent(current -> ETags.require(ifMatch, current));
        practices.keep(subjectId, practice, version.orElse(0) + 1);
        return new Entering.Entered(practice, version.orElse(0) + 1, version.isEmpty());
    }

    /** What is entered of a person, announced to their access log; empty when there is no such person. */
    @Transactional
    public Optional<List<Practice>> show(UUID subjectId, String organisation, String purpose) {
        return subjects.profile(subjectId).map(person -> {
            accessLog.answered(List.of(subjectId), organisation, purpose, null);
            return practices.of(subjectId);
        });
    }
}
