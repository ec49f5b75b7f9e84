package org.chengxin.identity.merge;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.chengxin.identity.merge.SubjectMerge.State;
import org.chengxin.identity.registry.SubjectChanges;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Use case: two reviewers merge two subjects, and two reviewers undo it. */
@Component
class MergeSubjects {

    private final SubjectMerges merges;
    private final SubjectChanges changes;

    MergeSubjects(SubjectMerges merges, SubjectChanges changes) {
        this.merges = merges;
        this.changes = changes;
    }

    Optional<SubjectMerge> find(UUID id) {
        return merges.find(id);
    }

    @Transactional
    public Decision propose(
            UUID survivorId, UUID mergedId, SubjectMerge.Reason reason, String authorityReference, String reviewer) {
        var refusal = whyNot(survivorId, mergedId);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var merge = new SubjectMerge(
                UUID.randomUUID(),
                survivorId,
                mergedId,
                reason,
                authorityReference,
                State.PROPOSED,
                reviewer,
                null,
                null,
                null);
        return merges.propose(merge) ? new Decision.Taken(merge) : new Decision.AlreadyMerged();
    }

    @Transactional
    public Decision decide(UUID id, boolean approved, String reviewer) {
        return atStep(id, State.PROPOSED, merge -> {
            if (merge.proposedBy().equals(reviewer)) {
                return new Decision.SameReviewer();
            }
            if (!approved) {
                merges.decide(id, State.REFUSED, reviewer);
                return taken(id);
            }
            var refusal = whyNot(merge.survivorId(), merge.mergedId());
            if (refusal.isPresent()) {
                return refusal.get();
            }
            merges.decide(id, State.MERGED, reviewer);
            changes.merge(id, merge.survivorId(), merge.mergedId());
            return taken(id);
        });
    }

    @Transactional
    public Decision proposeReversal(UUID id, SubjectMerge.ReversalReason reason, String reviewer) {
        return atStep(id, State.MERGED, merge -> {
            merges.proposeReversal(id, reason, reviewer);
            return taken(id);
        });
    }

    @Transactional
    public Decision reverse(UUID id, String reviewer) {
        return atStep(id, State.REVERSAL_PROPOSED, merge -> {
            if (reviewer.equals(merge.reversalProposedBy())) {
                return new Decision.SameReviewer();
            }
            changes.holdAll(List.of(merge.survivorId(), merge.mergedId()));
            merges.reverse(id, reviewer);
            changes.split(id, merge.survivorId(), merge.mergedId());
            return taken(id);
        });
    }

    private Optional<Decision> whyNot(UUID survivorId, UUID mergedId) {
        var both = changes.holdAll(List.of(survivorId, mergedId));
        if (both.size() < 2) {
            return Optional.of(new Decision.NoTwoPersons());
        }
        var chained = both.stream().anyMatch(person -> person.subject().mergedInto() != null)
                || changes.standsForOthers(mergedId);
        return chained ? Optional.of(new Decision.AlreadyMerged()) : Optional.empty();
    }

    private Decision atStep(UUID id, State step, Function<SubjectMerge, Decision> act) {
        return merges.hold(id)
                .map(merge -> merge.state() == step ? act.apply(merge) : new Decision.WrongStep(merge.state()))
                .orElseGet(Decision.NoSuchMerge::new);
    }

    private Decision taken(UUID id) {
        return new Decision.Taken(merges.find(id).orElseThrow());
    }
}
