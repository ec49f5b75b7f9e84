package org.chengxin.repair.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chengxin.repair.cases.Effect.SuspensionBegan.Ground;
import org.jspecify.annotations.Nullable;

/** What follows for the record from a step of a case: derived from the states before and after, never remembered. */
final class Effects {

    private final CaseFile after;
    private final UUID recordId;
    private final Instant at;

    private Effects(CaseFile after, UUID recordId, Instant at) {
        this.after = after;
        this.recordId = recordId;
        this.at = at;
    }

    /**
     * Whether a case in this state keeps its record from being shared and used.
     *
     * @param before whether it did so before: proposing to erase changes nothing
     */
    static boolean suspends(CaseKind kind, CaseState state, @Nullable Outcome outcome, boolean before) {
        return switch (kind) {
            case DISPUTE, REVIEW ->
                switch (state) {
                    case OVERDUE -> true; // D-4
                    case ERASURE_PROPOSED -> before;
                    case DECIDED -> outcome == null ? before : outcome == Outcome.UNCLEAR; // D-5
                    default -> false;
                };
            case RECONSIDERATION, LAWSUIT ->
                state == CaseState.PENDING || state == CaseState.OVERDUE || state == CaseState.ERASURE_PROPOSED;
            case EXTENSION -> state == CaseState.GRANTED;
            case ANSWER -> state == CaseState.FORWARDED || state == CaseState.OVERDUE; // N-2
            case REPAIR, PERFORMANCE, STATEMENT -> false;
        };
    }

    /** What opening a case announces. */
    static List<Effect> ofOpening(CaseFile file) {
        return file.recordId() == null ? List.of() : new Effects(file, file.recordId(), file.openedAt()).opening();
    }

    static List<Effect> ofStep(
            CaseFile before, CaseFile after, CaseEvent event, @Nullable Outcome outcome, Instant at) {
        return after.recordId() == null
                ? List.of()
                : new Effects(after, after.recordId(), at).step(before, event, outcome);
    }

    private List<Effect> opening() {
        return switch (after.matter()) {
            case Matter.Objection objection ->
                List.of(new Effect.DisputeOpened(
                        after.id(),
                        recordId,
                        after.subjectId(),
                        after.recordVersion(),
                        objection.field(),
                        objection.grounds(),
                        at));
            case Matter.Statement statement ->
                List.of(new Effect.StatementPublished(after.id(), recordId, after.subjectId(), statement.text(), at));
            case Matter.Defence _ ->
                List.of(new Effect.SuspensionBegan(after.id(), recordId, after.subjectId(), ground(), at));
            default -> List.of();
        };
    }

    private List<Effect> step(CaseFile before, CaseEvent event, @Nullable Outcome outcome) {
        var effects = new ArrayList<Effect>();
        if (!before.suspends() && after.suspends()) {
            effects.add(new Effect.SuspensionBegan(after.id(), recordId, after.subjectId(), ground(), at));
        }
        ended(before, event, outcome, effects);
        if (outcome == Outcome.ERASED) {
            effects.add(new Effect.ErasureOrdered(after.id(), recordId, after.subjectId(), at));
        }
        if (outcome == Outcome.REPAIR_ORDERED) {
            effects.add(new Effect.RepairGranted(after.id(), recordId, after.subjectId(), "CREDIT_PLEDGE", at));
        }
        if (before.suspends() && !after.suspends()) {
            effects.add(new Effect.SuspensionEnded(after.id(), recordId, after.subjectId(), at));
        }
        return effects;
    }

    private void ended(CaseFile before, CaseEvent event, @Nullable Outcome outcome, List<Effect> effects) {
        switch (after.matter()) {
            case Matter.Objection _ -> {
                if (event == CaseEvent.WITHDRAWN) {
                    effects.add(new Effect.DisputeWithdrawn(after.id(), recordId, after.subjectId(), at));
                } else if (before.isOpen() && !after.isOpen() && outcome != null) {
                    effects.add(new Effect.DisputeDecided(after.id(), recordId, after.subjectId(), outcome, at));
                }
            }
            case Matter.Repair repair -> {
                if (event == CaseEvent.GRANTED || event == CaseEvent.PREVAILED) {
                    effects.add(new Effect.RepairGranted(after.id(), recordId, after.subjectId(), repair.method(), at));
                } else if (event == CaseEvent.UNDONE) {
                    effects.add(new Effect.RepairUndone(after.id(), recordId, after.subjectId(), at));
                }
            }
            case Matter.Statement _ ->
                effects.add(new Effect.StatementRemoved(after.id(), recordId, after.subjectId(), at));
            case Matter.Performance performance -> {
                if (event == CaseEvent.CONFIRMED) {
                    effects.add(new Effect.DutyPerformed(
                            after.id(), recordId, after.subjectId(), performance.performedOn(), at));
                }
            }
            case Matter.Extension _, Matter.Challenge _, Matter.Defence _ -> {
                // They act on the record by suspending it, by their outcome, or by what the source sends.
            }
        }
    }

    private Ground ground() {
        return switch (after.kind()) {
            case RECONSIDERATION -> Ground.RECONSIDERATION;
            case LAWSUIT -> Ground.COURT;
            case EXTENSION -> Ground.EXTENSION;
            case ANSWER -> Ground.ANSWER_OPEN;
            case DISPUTE, REVIEW, REPAIR, PERFORMANCE, STATEMENT ->
                after.state() == CaseState.DECIDED ? Ground.DISPUTE_UNCLEAR : Ground.DISPUTE_OVERDUE;
        };
    }
}
